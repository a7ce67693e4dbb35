"""The preserved originals on their way out: never one that is not, byte for byte, what was captured."""

import hashlib
from pathlib import Path

from wherefrom.errors import CaseDamagedError
from wherefrom.records import Capture

_BLOCK = 1024 * 1024


def find_original(capture: Capture, evidence: Path) -> Path | None:
    """Where a payload lies, its digest checked; None where the evidence lacks it.

    Raises:
        CaseDamagedError: it is no longer the one that was captured.
    """
    source = (evidence / capture.path).resolve()
    if not source.is_relative_to(evidence.resolve()) or not source.is_file():
        return None
    with source.open("rb") as stream:
        _require_same(hashlib.file_digest(stream, "sha256").hexdigest(), capture)
    return source


def copy_original(capture: Capture, evidence: Path, target: Path) -> bool:
    """Copy a payload, its digest taken from the bytes as they are copied; returns whether the evidence holds it.

    Raises:
        CaseDamagedError: it is no longer the one that was captured.
    """
    source = (evidence / capture.path).resolve()
    if not source.is_relative_to(evidence.resolve()) or not source.is_file():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with source.open("rb") as given, target.open("xb") as copy:
        while block := given.read(_BLOCK):
            digest.update(block)
            copy.write(block)
    _require_same(digest.hexdigest(), capture)
    return True


def _require_same(digest: str, capture: Capture) -> None:
    if digest != capture.sha256:
        raise CaseDamagedError(
            f"The preserved original {capture.path} is no longer the one that was captured ({capture.name}).",
            "Run `wherefrom verify` on the case before giving it to anybody.",
        )
