"""Finishing what a crash cut off, and refusing to touch what no crash explains.

The order of writing (see the package's description) leaves only these states behind: a payload acknowledged but still
in ``incoming/``; a manifest that lacks its last lines; bag-info or tag manifest of an earlier moment; a head that names
an earlier line. Anything else was done to the case from outside. Mending that would hide it, so it is an error.
"""

from pathlib import Path

from wherefrom.capture import tagfiles
from wherefrom.capture.ledger import HEAD_FILE, Ledger
from wherefrom.capture.tagfiles import Oxum
from wherefrom.durable import replace_file, sync_path
from wherefrom.errors import CaseDamagedError
from wherefrom.records import Capture


def mend_bag(case: Path, ledger: Ledger, date: str, captures: tuple[Capture, ...]) -> list[str]:
    """Make bag and head agree with the ledger again.

    Args:
        case: the case's folder, locked.
        ledger: its ledger, opened.
        date: when the bag was begun, ISO 8601.
        captures: every payload's first capture, in the order of the ledger.

    Returns:
        What was mended, each in a few words; empty when nothing was amiss.

    Raises:
        CaseDamagedError: something was changed in a way that no crash explains.
    """
    manifest = b"".join(tagfiles.render_manifest_line(capture) for capture in captures)
    _check_manifest(case / "evidence" / tagfiles.MANIFEST_FILE, manifest)
    mended = _place_payloads(case, captures)
    mended += _clear_incoming(case / "incoming")
    oxum = Oxum(sum(capture.size for capture in captures), len(captures))
    for name, content in tagfiles.render_all(date, oxum, manifest).items():
        path = case / "evidence" / name
        if _read(path) != content:
            replace_file(path, content, synced=True)
            mended.append(f"evidence/{name} was brought up to date")
    if ledger.recorded_head() != ledger.head:
        ledger.write_head()
        mended.append(f"{HEAD_FILE} was brought up to date")
    return mended


def _check_manifest(path: Path, expected: bytes) -> None:
    """The manifest may lack lines at its end (a crash), but must name nothing that the ledger does not."""
    # After a loss of power, a file that had grown can hold zeros where its last bytes did not reach the disk.
    if not expected.startswith(_read(path).rstrip(b"\0")):
        raise CaseDamagedError(
            f"{path} does not agree with the ledger.",
            "Run `wherefrom verify` on the case, and put the file back from a copy made earlier.",
        )


def _place_payloads(case: Path, captures: tuple[Capture, ...]) -> list[str]:
    """Move acknowledged payloads from where they were taken in to where the ledger says they lie."""
    placed = 0
    for capture in captures:
        waiting, target = case / "incoming" / capture.sha256, case / "evidence" / capture.path
        if target.exists() or not waiting.is_file():
            continue
        target.parent.mkdir(exist_ok=True)
        waiting.rename(target)
        sync_path(target.parent)
        placed += 1
    return [f"{placed} acknowledged payload{'s were' if placed > 1 else ' was'} put into the bag"] if placed else []


def _clear_incoming(incoming: Path) -> list[str]:
    """Remove copies that no act acknowledges; the files that they are copies of were not touched."""
    left = [path for path in incoming.iterdir() if path.is_file() or path.is_symlink()]
    for path in left:
        path.unlink()
    return [f"{len(left)} unfinished cop{'ies were' if len(left) > 1 else 'y was'} cleared away"] if left else []


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
