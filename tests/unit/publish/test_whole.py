"""What is published and exported of the handmade case is what was kept, to the last letter; whoever changes it reads the difference.

`python -m pytest tests/unit/publish/test_whole.py --keep` keeps what is published now.
"""

import difflib
from pathlib import Path

import pytest

from wherefrom.config import Settings
from wherefrom.publish import ExportSource, publish_dossier, write_export
from wherefrom.records import CaseRecords

KEPT = Path(__file__).parents[2] / "data" / "whole"
# The other forms are binary, hold the originals and one of these, or are written by a library with wording of its own.
TEXTS = ("json", "csv", "annotation", "claimreview", "graphml")
SHOWN = (".html", ".json", ".jsonld", ".csv", ".graphml", ".txt", ".md")
HINT = "if this is as it should be: add --keep, read the difference in git, and commit it with what caused it"


def told(folder: Path) -> str:
    """Every text of a folder, one after the other; a file by itself is a folder of one."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else [folder]
    shown = [path for path in paths if path.name.endswith(SHOWN) or path == folder]
    names = [path.relative_to(folder) if folder.is_dir() else path.name for path in shown]
    return "".join(
        f"== {name} ==\n{path.read_text(encoding='utf-8')}\n" for name, path in zip(names, shown, strict=True)
    )


def assert_kept(request: pytest.FixtureRequest, name: str, text: str) -> None:
    path = KEPT / name
    if request.config.getoption("--keep"):
        path.write_text(text, encoding="utf-8")
    kept = path.read_text(encoding="utf-8")
    changed = list(difflib.unified_diff(kept.splitlines(), text.splitlines(), lineterm="", n=0))
    assert not changed, "\n".join([*changed[:20], HINT])


def test_the_dossier_is_what_was_kept(
    request: pytest.FixtureRequest, case: CaseRecords, evidence: Path, settings: Settings, tmp_path: Path
) -> None:
    publish_dossier(case, evidence, tmp_path / "out", settings)
    assert_kept(request, "dossier.txt", told(tmp_path / "out"))


@pytest.mark.parametrize("name", TEXTS)
def test_an_export_is_what_was_kept(
    request: pytest.FixtureRequest, name: str, source: ExportSource, tmp_path: Path
) -> None:
    written = write_export(source, name, tmp_path / "out")
    assert_kept(request, f"export-{name}.txt", told(written.path))
