import re
from pathlib import Path

import pytest

import wherefrom
from wherefrom.records import layout
from wherefrom.verify import bag, folder, seals

# Names that mean something else too, or stand in a longer text.
NAMES = {
    name: value
    for name, value in vars(layout).items()
    if name.isupper() and isinstance(value, str) and value != ".lock"
}


def test_verification_knows_the_same_names_by_itself() -> None:
    theirs = {
        "LEDGER_FILE": folder.LEDGER,
        "HEAD_FILE": folder.HEAD,
        "EVIDENCE_FOLDER": folder.EVIDENCE,
        "MANIFEST_FILE": folder.MANIFEST,
        "INCOMING_FOLDER": folder.INCOMING,
        "SETTINGS_FILE": folder.SETTINGS,
        "STAMPS_FOLDER": seals.STAMPS,
        "SIGNATURES_FOLDER": seals.SIGNATURES,
    }
    assert theirs == {name: NAMES[name] for name in theirs}
    assert set(bag._TAG_FILES) == {layout.DECLARATION_FILE, layout.INFO_FILE, layout.MANIFEST_FILE}  # noqa: SLF001 - the copy on purpose


def test_a_new_case_holds_what_the_layout_names_and_nothing_else(tmp_path: Path) -> None:
    case = wherefrom.create(tmp_path / "case")
    (tmp_path / "a.txt").write_text("A shed burned.", encoding="utf-8")
    case.add(tmp_path / "a.txt")
    case.trace()
    assert {path.name for path in case.folder.iterdir()} <= set(NAMES.values()) | {layout.LOCK_FILE}
    for name in (layout.EVIDENCE_FOLDER, *layout.CUSTODY_FILES, layout.DATABASE_FILE):
        assert (case.folder / name).exists(), name


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_spelled_in_one_place(project_root: Path, name: str) -> None:
    spelled = re.compile(f'"{re.escape(NAMES[name])}"')
    package = project_root / "src" / "wherefrom"
    modules = [
        str(module.relative_to(package))
        for module in package.rglob("*.py")
        if module.parent.name != "verify" and spelled.search(module.read_text(encoding="utf-8"))
    ]
    assert modules == ["records/layout.py"]
