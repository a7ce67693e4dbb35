from pathlib import Path

import pytest

from wherefrom.capture.bag import create_evidence


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    create_evidence(folder, "a collector")
    return folder


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"The harbour master said that nothing was unloaded.\n")
    return path
