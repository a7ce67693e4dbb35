from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner, Result

import wherefrom
from wherefrom.case import Case
from wherefrom.cli.command import Command, Output, case_command, command
from wherefrom.cli.screen import Report, print_line, progress_shown


@command
def _greet(name: str, *, loud: Annotated[bool, typer.Option("--loud")] = False) -> Output:
    """Greet."""
    return Output(
        {"name": name}, lambda: print_line(f"Good day, {name}{'!' if loud else '.'}"), exit_code=len(name) % 2
    )


@case_command
def _name(case: Case, times: int = 1, *, report: Report) -> Output:
    """Name the case."""
    report("read", 1, 1)
    return Output([case.settings.name] * times, lambda: print_line(case.settings.name * times))


def run(own: Command, *arguments: str) -> Result:
    app = typer.Typer()
    app.command()(own)
    return CliRunner().invoke(app, arguments)


def test_a_command_answers_in_words_or_as_json_and_ends_as_its_answer_says() -> None:
    assert run(_greet, "Mara", "--loud").output == "Good day, Mara!\n"
    assert run(_greet, "Mara", "--json").output == '{"name":"Mara"}\n'
    assert [run(_greet, name).exit_code for name in ("Mara", "Jon")] == [0, 1]
    assert run(_greet, "Jon", "--json").exit_code == 1


def test_quiet_is_an_option_of_what_reports_alone() -> None:
    assert "--quiet" not in run(_greet, "--help").output
    assert "--quiet" in run(_name, "--help").output


def test_a_case_command_gets_the_case_opened(tmp_path: Path) -> None:
    wherefrom.create(tmp_path / "case", "Quay")
    assert run(_name, str(tmp_path / "case"), "--times", "2").output == "QuayQuay\n"
    assert run(_name, str(tmp_path / "case"), "--times", "2", "--json", "--quiet").output == '["Quay","Quay"]\n'
    assert isinstance(run(_name, str(tmp_path)).exception, wherefrom.WherefromError)


def test_no_bar_is_drawn_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_shown() as report:
        report("read", 1, 2)
        report("read", 2, 2)
    assert capsys.readouterr().err == ""


def test_a_bar_is_drawn_on_a_terminal_unless_it_is_not_wanted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    for quiet, shown in ((False, True), (True, False)):
        with progress_shown(quiet=quiet) as report:
            report("read", 2, 2)
        assert ("Reading" in capsys.readouterr().err) is shown
