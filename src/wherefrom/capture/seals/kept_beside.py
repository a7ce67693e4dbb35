"""What is kept beside the ledger: stamps and signatures, each named by an act, none ever replaced.

Order, as for payloads: the files are written under another name and synced; the act that names them, with their
digests, is appended: from here on they are acknowledged; then they get their names. What a crash cut off after the act
is finished at the next opening; what it cut off before was never acknowledged and is cleared away.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from wherefrom.capture.ground.lock import lock_case
from wherefrom.capture.ledger.act_lines import MENDER, read_ledger, record_act
from wherefrom.capture.ledger.acts import Details
from wherefrom.durable import storage_errors, sync_path, write_all
from wherefrom.errors import UsageError
from wherefrom.ids import digest_bytes
from wherefrom.language.counting import counted
from wherefrom.records import Act, ActKind
from wherefrom.records.layout import SEAL_FOLDERS

_UNNAMED = ".new"


def keep_beside(case: Path, kind: ActKind, by: str, details: Details, files: Mapping[str, bytes]) -> Act:
    """Keep files beside the ledger, and name them in one act; all is on the disk when this returns.

    Args:
        case: the case's folder.
        kind: of the act.
        by: who.
        details: of the act; for each key of ``files``, its path in the case must stand under the same key. The file's
            digest is added under that key and ``_sha256``.
        files: contents by the key under which the act names them.

    Raises:
        CaseBusyError: another process is writing.
        UsageError: the case cannot be written, or holds such a file already.
    """
    told = dict(details)
    with lock_case(case), storage_errors(case):
        for key, content in files.items():
            told[f"{key}_sha256"] = digest_bytes(content)
            _write_unnamed(case / str(details[key]), content)
        act = record_act(case, kind, by, told)
        for key in files:
            path = case / str(details[key])
            _unnamed(path).rename(path)
            sync_path(path.parent)
    return act


def mend_kept(case: Path) -> None:
    """Finish what a crash left beside the ledger, and say so in an act; nothing where nothing is amiss.

    Raises:
        CaseBusyError: another process is writing.
        CaseDamagedError: the ledger was altered.
    """
    with lock_case(case), storage_errors(case):
        mended = finish_kept(case)
        if mended:
            record_act(case, ActKind.MEND, MENDER, {"step": "mended", "mended": "; ".join(mended)})


def finish_kept(case: Path) -> list[str]:
    """Finish what a crash left beside the ledger; the caller holds the lock and tells the ledger what is returned."""
    waiting = unfinished_seals(case)
    if not waiting:
        return []
    named = dict(_named_files(case))
    placed = cleared = 0
    for path in waiting:
        final = path.with_name(path.name.removeprefix(".").removesuffix(_UNNAMED))
        digest = named.get(f"{final.parent.name}/{final.name}")
        if digest is not None and not final.exists() and digest_bytes(path.read_bytes()) == digest:
            path.rename(final)
            placed += 1
        else:
            path.unlink()
            cleared += 1
        sync_path(path.parent)
    told = (
        [
            f"{counted(placed, 'acknowledged stamp or signature file got its name', 'acknowledged stamp or signature files got their names')}"
        ]
        if placed
        else []
    )
    return told + ([f"{counted(cleared, 'unfinished stamp or signature file')} cleared away"] if cleared else [])


def unfinished_seals(case: Path) -> list[Path]:
    """Files beside the ledger that did not get their names: a writer is at work, or was killed."""
    return [path for folder in SEAL_FOLDERS for path in sorted((case / folder).glob(f".*{_UNNAMED}"))]


def last_act(case: Path) -> Act:
    """The act whose line's SHA-256 is the ledger's head, the whole chain checked on the way."""
    act = None
    for act in read_ledger(case):  # noqa: B007 - the last one is wanted
        pass
    if act is None:
        raise UsageError(f"The ledger of {case} is empty.", f"Run `wherefrom verify {case}`.")
    return act


def free_name(case: Path, folder: str, stem: str, suffix: str) -> str:
    """A path in the case, in one of the two folders, that nothing has yet: ``stem``, else with a number."""
    name = f"{stem}{suffix}"
    number = 2
    while os.path.lexists(case / folder / name):
        name = f"{stem}-{number}{suffix}"
        number += 1
    return f"{folder}/{name}"


def _named_files(case: Path) -> Iterator[tuple[str, str]]:
    """Every file beside the ledger that an act names, with its digest."""
    for act in read_ledger(case):
        if act.kind in {ActKind.STAMP, ActKind.SIGN}:
            for key, value in act.details.items():
                digest = act.details.get(f"{key}_sha256")
                if isinstance(value, str) and isinstance(digest, str):
                    yield value, digest


def _unnamed(path: Path) -> Path:
    return path.with_name(f".{path.name}{_UNNAMED}")


def _write_unnamed(path: Path, content: bytes) -> None:
    folder = path.parent
    if folder.is_symlink():
        raise UsageError(f"{folder} is a link to elsewhere.", "Make it a folder of the case.")
    if not folder.is_dir():
        folder.mkdir()
        sync_path(folder.parent)
    if os.path.lexists(path):
        raise UsageError(f"{path} is there already, and is never replaced.", "Run the same command again.")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(_unnamed(path), flags, 0o644)
    try:
        write_all(descriptor, content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    sync_path(folder)
