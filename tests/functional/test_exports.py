"""Exports as custody: every copy is an act, every loss is said, and nothing that is not ours is replaced."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import wherefrom
from wherefrom.cli.app import app
from wherefrom.errors import CaseBusyError, UsageError
from wherefrom.publish import FORMATS
from wherefrom.records import ActKind

LETTER = "The harbour master said that forty crates left the quay on Monday.\n"


@pytest.fixture
def case(tmp_path: Path) -> wherefrom.Case:
    """A case with one letter, read and not traced."""
    (tmp_path / "letter.txt").write_text(LETTER)
    made = wherefrom.create(tmp_path / "a case – é", collector="R. Noor")
    made.add(tmp_path / "letter.txt")
    return made


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("COLUMNS", "200")
    return CliRunner()


def exports_of(case: wherefrom.Case) -> list[dict[str, object]]:
    return [dict(act.details) for act in case.records.acts if act.kind is ActKind.EXPORT]


@pytest.mark.parametrize("kind", [own.name for own in FORMATS])
def test_every_copy_is_an_act_with_its_digest(kind: str, case: wherefrom.Case, tmp_path: Path) -> None:
    summary = case.export(tmp_path / "out", kind)
    assert summary.recorded
    (told,) = exports_of(case)
    assert told == {
        "format": kind, "to": str(tmp_path / "out"), "sha256": summary.sha256, "size": summary.size, "files": summary.files,
    }  # fmt: skip
    if summary.path.is_file():
        assert hashlib.sha256(summary.path.read_bytes()).hexdigest() == summary.sha256
    assert case.records.acts[-1].by == "R. Noor"
    assert not case.verify().problems


def test_an_earlier_export_is_replaced_and_anything_else_is_not(case: wherefrom.Case, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    case.export(out)
    case.export(out)
    assert len(exports_of(case)) == 2
    out.write_text("my notes")
    with pytest.raises(UsageError, match="no export"):
        case.export(out)
    assert out.read_text() == "my notes"
    assert len(exports_of(case)) == 2


def test_an_export_of_another_place_gives_no_right_to_this_one(case: wherefrom.Case, tmp_path: Path) -> None:
    first = case.export(tmp_path / "one.json").path
    (tmp_path / "two.json").write_bytes(first.read_bytes())
    with pytest.raises(UsageError):
        case.export(tmp_path / "two.json")


@pytest.mark.parametrize("inside", ["copy.json", "evidence/copy.json", "evidence/data", "."])
def test_no_export_goes_into_the_case(inside: str, case: wherefrom.Case) -> None:
    with pytest.raises(UsageError, match="inside"):
        case.export(case.folder / inside)
    assert not case.verify().problems


def test_a_busy_case_is_not_exported(case: wherefrom.Case, tmp_path: Path) -> None:
    script = "import sys, pathlib; from wherefrom.capture import lock_case\n"
    script += "with lock_case(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", script, case.folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(CaseBusyError):
            case.export(tmp_path / "out.json")
        other.communicate("", timeout=20)
    assert not (tmp_path / "out.json").exists()


def test_a_case_that_cannot_be_written_is_exported_and_that_is_said(
    case: wherefrom.Case, terminal: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wherefrom.case.roads.is_read_only", lambda _folder: True)
    told = terminal.invoke(app, ["export", str(case.folder), "--out", str(tmp_path / "out.json")])
    assert told.exit_code == 0, told.output
    assert "no act in its ledger tells of this copy" in told.output
    assert exports_of(case) == []
    assert (tmp_path / "out.json").is_file()


def test_the_command_says_what_was_written_and_what_was_not(
    case: wherefrom.Case, terminal: CliRunner, tmp_path: Path
) -> None:
    told = terminal.invoke(app, ["export", str(case.folder), "-f", "wacz", "-o", str(tmp_path / "out.wacz")])
    assert told.exit_code == 0, told.output
    assert "1 originals, 2 records, 1 pages" in told.output
    assert "1 documents" in told.output
    assert "a web archive holds originals alone" in told.output
    assert exports_of(case)[0]["sha256"] in told.output
    as_json = terminal.invoke(app, ["export", str(case.folder), "-f", "csv", "-o", str(tmp_path / "out"), "--json"])
    summary = json.loads(as_json.stdout)
    assert (summary["format"], summary["recorded"], summary["counts"]["documents"]) == ("csv", True, 1)


def test_help_names_every_format(terminal: CliRunner) -> None:
    told = terminal.invoke(app, ["export", "--help"]).output
    assert all(f"\n  {own.name} " in told for own in FORMATS)
    assert all(own.what in told for own in FORMATS)


def test_a_zip_is_written_where_one_is_asked_for(case: wherefrom.Case, tmp_path: Path) -> None:
    summary = case.export(tmp_path / "bag.zip", "bagit")
    assert summary.path.read_bytes().startswith(b"PK\x03\x04")
    case.export(tmp_path / "bag.zip", "bagit")
