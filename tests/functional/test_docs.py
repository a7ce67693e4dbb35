import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

import wherefrom
from wherefrom.check.registry import CHECKS
from wherefrom.cli.app import COMMANDS, load_command
from wherefrom.config import FIELDS, Settings


def python_blocks(page: Path) -> Iterator[str]:
    yield from re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize(("name", "page"), [("commands", "commands.md"), ("stages", "stages/index.md")])
def test_generated_pages_are_what_the_program_says(project_root: Path, name: str, page: str) -> None:
    script = project_root / "docs" / f"generate_{name}.py"
    namespace: dict[str, object] = {"__file__": str(script), "__name__": "docs"}
    exec(script.read_text(encoding="utf-8"), namespace)  # noqa: S102
    describe = namespace[f"describe_{name}"]
    assert callable(describe)
    assert (project_root / "docs" / page).read_text(encoding="utf-8") == describe(), f"run python {script.name}"


def test_the_page_of_attribution_has_every_rule(project_root: Path) -> None:
    script = project_root / "docs" / "generate_rules.py"
    namespace: dict[str, object] = {"__file__": str(script), "__name__": "docs"}
    exec(script.read_text(encoding="utf-8"), namespace)  # noqa: S102
    renew, describe = namespace["renew"], namespace["describe_rules"]
    assert callable(renew)
    assert callable(describe)
    page = (project_root / "docs" / "stages" / "attribute.md").read_text(encoding="utf-8")
    assert page == renew(page), "run python docs/generate_rules.py"
    assert describe() in page


def test_pages_name_the_formats_that_the_table_has(project_root: Path) -> None:
    path = project_root / "docs" / "generate_formats.py"
    namespace: dict[str, object] = {"__file__": str(path), "__name__": "docs"}
    exec(path.read_text(encoding="utf-8"), namespace)  # noqa: S102
    renew, describe, targets = namespace["renew"], namespace["describe_formats"], namespace["TARGETS"]
    assert callable(renew)
    assert callable(describe)
    assert isinstance(targets, tuple)
    assert describe() in targets[0].read_text(encoding="utf-8"), "run python docs/generate_formats.py"
    for target in targets:
        before = target.read_text(encoding="utf-8")
        assert before == renew(before), "run python docs/generate_formats.py"


def test_each_check_has_its_row_in_the_page_of_checks(project_root: Path) -> None:
    page = (project_root / "docs" / "stages" / "check.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| ([a-z ]+) \| ", page, re.MULTILINE)) - {"check"}
    modules = {sys.modules[check.__module__] for check in CHECKS}
    assert rows == {value for module in modules for name, value in vars(module).items() if name.endswith("CHECK")}


def test_every_command_has_help_that_teaches() -> None:
    for name in COMMANDS:
        command = load_command(name)
        assert len(command.help or "") > 40, name
        for parameter in command.params:
            assert getattr(parameter, "help", "") or parameter.name == "help", f"{name}: {parameter.name}"


def test_every_setting_is_documented_with_its_default_and_what_it_allows(project_root: Path) -> None:
    page = (project_root / "docs" / "first-case.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$", page, re.MULTILINE)
    assert [row[0] for row in rows] == [field.name for field in fields(Settings)]
    for name, default, allowed, _ in rows:
        if name not in {"name", "collector"}:  # the page says what they are where nobody sets them
            assert tomllib.loads(f"x = {default}")["x"] == plain(getattr(Settings(), name)), name
        assert allowed == FIELDS[name].words, name


def plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def test_every_dependency_has_its_reason(project_root: Path) -> None:
    project = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (project_root / "docs" / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8")
    names = {re.split(r"[><=\[]", dependency)[0] for dependency in project["dependencies"]}
    assert names == set(re.findall(r"^\| ([a-z0-9-]+) \| (?!licence)", page, re.MULTILINE))


def test_readme_begins_with_the_two_commands_and_names_only_what_exists(project_root: Path) -> None:
    readme = (project_root / "README.md").read_text(encoding="utf-8")
    assert readme.index("make demo") < readme.index("make test") < 200
    makefile = (project_root / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^    make (\w+)", readme, re.MULTILINE):
        assert f"\n{target}:" in makefile
    for link in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (project_root / link).exists(), link


def test_python_page_runs(project_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "note.txt").write_text("The mayor said that 40 sheds burned on 3 March 2026.\n")
    namespace: dict[str, object] = {}
    for block in python_blocks(project_root / "docs" / "python.md"):
        exec(block, namespace)  # noqa: S102
    assert (tmp_path / "dossier" / "index.html").is_file()


def test_public_names_exist_and_are_described() -> None:
    for name in wherefrom.__all__:
        assert (getattr(wherefrom, name).__doc__ or "").strip(), name
    with pytest.raises(AttributeError, match="no attribute"):
        _ = wherefrom.nothing_of_the_kind  # type: ignore[attr-defined]
