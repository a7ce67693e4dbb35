"""Finishing what a crash cut off, and refusing to touch what no crash explains.

The order of writing (see the package's description) leaves only these states behind: a payload acknowledged but still
in ``incoming/``; a twin of the bag; and, where there can be no twin or after a loss of power, tag files of an earlier
moment. Anything else was done to the case from outside. Mending that would hide it, so it is an error.

What the bag lacks is put into its twin, which then takes its place: mending is as safe to be cut off as capturing.
"""

from pathlib import Path

from wherefrom.capture.bag import tagfiles
from wherefrom.capture.bag.tagfiles import Oxum
from wherefrom.capture.bag.twin import build_twin, clear_twin, try_exchange
from wherefrom.capture.seals.kept_beside import finish_kept, unfinished_seals
from wherefrom.durable import replace_file, sync_path
from wherefrom.errors import CaseDamagedError
from wherefrom.language.counting import counted
from wherefrom.records import Capture
from wherefrom.records.layout import EVIDENCE_FOLDER, INCOMING_FOLDER, MANIFEST_FILE, TWIN_FOLDER


def needs_mending(case: Path) -> bool:
    """Whether a crash left something that only opening the bag finishes; quick, for commands that write no captures."""
    incoming = case / INCOMING_FOLDER
    return (
        (case / TWIN_FOLDER).exists() or (incoming.is_dir() and any(incoming.iterdir())) or bool(unfinished_seals(case))
    )


def mend_bag(case: Path, date: str, captures: tuple[Capture, ...]) -> list[str]:
    """Make the bag agree with the ledger again.

    Args:
        case: the case's folder, locked.
        date: when the bag was begun, ISO 8601.
        captures: every payload's first capture, in the order of the ledger.

    Returns:
        What was mended, each in a few words; empty when nothing was amiss.

    Raises:
        CaseDamagedError: something was changed in a way that no crash explains.
    """
    evidence = case / EVIDENCE_FOLDER
    manifest = b"".join(tagfiles.render_manifest_line(capture) for capture in captures)
    _check_manifest(evidence / MANIFEST_FILE, manifest)
    known = {capture.path: evidence / capture.path for capture in captures}
    mended = ["the bag's twin was cleared away"] if clear_twin(case, known) else []
    waiting = _find_waiting(case, captures)
    oxum = Oxum(sum(capture.size for capture in captures), len(captures))
    tags = tagfiles.render_all(date, oxum, manifest)
    stale = [name for name, content in tags.items() if _read(evidence / name) != content]
    if waiting or stale:
        held = {path: place for path, place in known.items() if path not in waiting and place.is_file()}
        if build_twin(case, {**held, **waiting}, tags) and try_exchange(case, known):
            clear_twin(case, known)
            for source in waiting.values():
                source.unlink()
        else:
            _mend_in_place(evidence, waiting, {name: tags[name] for name in stale})
        sync_path(case)
    if waiting:
        mended.append(
            f"{counted(len(waiting), 'acknowledged payload was', 'acknowledged payloads were')} put into the bag"
        )
    mended += [f"evidence/{name} was brought up to date" for name in stale if not waiting]
    return mended + _clear_incoming(case / INCOMING_FOLDER) + finish_kept(case)


def _check_manifest(path: Path, expected: bytes) -> None:
    """The manifest may lack lines at its end (a crash), but must name nothing that the ledger does not."""
    # After a loss of power, a file that had grown can hold zeros where its last bytes did not reach the disk.
    if not expected.startswith(_read(path).rstrip(b"\0")):
        raise CaseDamagedError(
            f"{path} does not agree with the ledger.",
            "Run `wherefrom verify` on the case, and put the file back from a copy made earlier.",
        )


def _find_waiting(case: Path, captures: tuple[Capture, ...]) -> dict[str, Path]:
    """Acknowledged payloads that still lie where they were taken in, by where the ledger says they shall lie."""
    taken_in = {path.name: path for path in (case / INCOMING_FOLDER).iterdir() if path.is_file()}
    return {
        capture.path: taken_in[capture.sha256]
        for capture in captures
        if capture.sha256 in taken_in and not (case / EVIDENCE_FOLDER / capture.path).exists()
    }


def _mend_in_place(evidence: Path, waiting: dict[str, Path], tags: dict[str, bytes]) -> None:
    """Where there can be no twin: payloads first, then the tag files that tell of them."""
    for path, source in waiting.items():
        target = evidence / path
        target.parent.mkdir(exist_ok=True)
        source.rename(target)
        sync_path(target.parent)
    for name, content in tags.items():
        (evidence / f".{name}.new").unlink(missing_ok=True)
        replace_file(evidence / name, content, synced=True)


def _clear_incoming(incoming: Path) -> list[str]:
    """Remove copies that no act acknowledges; the files that they are copies of were not touched."""
    left = [path for path in incoming.iterdir() if path.is_file() or path.is_symlink()]
    for path in left:
        path.unlink()
    return [f"{counted(len(left), 'unfinished copy was', 'unfinished copies were')} cleared away"] if left else []


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
