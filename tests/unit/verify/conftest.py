import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from wherefrom.capture import capture_file
from wherefrom.capture.bag import create_evidence, open_bag
from wherefrom.capture.ledger import read_captures, record_act
from wherefrom.records import ActKind

TEXTS = {
    "letter.txt": "The harbour master said that nothing was unloaded.\n",
    "page.html": "<!doctype html><html><body><p>Forty crates, she said.</p></body></html>",
    "empty.txt": "",
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A small case of three captures and three other acts."""
    folder = tmp_path / "case"
    folder.mkdir()
    create_evidence(folder, "a collector")
    with open_bag(folder) as bag:
        for name, text in TEXTS.items():
            (tmp_path / name).write_text(text)
            capture_file(bag, tmp_path / name, "a collector", limit_bytes=10_000)
    capture_file(folder, tmp_path / "nothing", "a collector", limit_bytes=10_000)
    record_act(folder, ActKind.JUDGE, "an editor", {"about": "claim-1", "judgement": "yes"})
    return folder


@pytest.fixture
def write_manifest() -> Callable[[Path], None]:
    """Write a dossier's manifest as its publisher would."""

    def write(dossier: Path) -> None:
        paths = sorted(path for path in dossier.rglob("*") if path.is_file() and path.name != "manifest-sha256.txt")
        lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(dossier).as_posix()}\n" for p in paths]
        (dossier / "manifest-sha256.txt").write_text("".join(lines))

    return write


@pytest.fixture
def dossier(case: Path, tmp_path: Path, write_manifest: Callable[[Path], None]) -> Path:
    """A published folder: pages, a copy of the ledger, the originals, a manifest."""
    folder = tmp_path / "dossier"
    (folder / "originals").mkdir(parents=True)
    (folder / "claims").mkdir()
    (folder / "index.html").write_text("<!doctype html><title>Dossier</title>")
    (folder / "claims/claim one é.html").write_text("<!doctype html><title>Claim</title>")
    shutil.copy(case / "custody.jsonl", folder)
    for capture in read_captures(case):
        shutil.copy(case / "evidence" / capture.path, folder / "originals" / Path(capture.path).name)
    write_manifest(folder)
    return folder
