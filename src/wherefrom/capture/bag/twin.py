"""The bag's twin, by which the bag is valid at every instant, however a writer ends.

A payload and the tag files that tell of it are several files, and no system changes several files in one step. So while
it is written to, the bag has a hidden twin beside it: the same payloads by hard links, tag files of its own. What is new
goes into the twin; then the two change places, which is one step; then it goes into the other, which is the twin now.
Either is whole whenever it bears the bag's name.

The twin is gone when nobody writes: a copied case should not hold everything twice. Where the file system knows no hard
links or no exchange (a FAT stick), there is none, and the bag is written to where it lies.
"""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from wherefrom.capture.bag.tagfiles import TAG_FILES
from wherefrom.capture.ledger.act_lines import ASIDE_FOLDER
from wherefrom.durable import UNSUPPORTED, exchange, write_all
from wherefrom.records.layout import EVIDENCE_FOLDER, TWIN_FOLDER


def build_twin(case: Path, payloads: Mapping[str, Path], tags: Mapping[str, bytes]) -> bool:
    """Make the twin of a bag.

    Args:
        case: the case's folder, locked.
        payloads: what the twin shall hold, by path in the bag, and where its bytes lie now.
        tags: its tag files.

    Returns:
        Whether there is one; False where the file system cannot, and where something lies in the bag that is not ours:
        that stays where it is.

    Raises:
        OSError: the disk is full, or the account lacks the rights.
    """
    evidence, twin = case / EVIDENCE_FOLDER, case / TWIN_FOLDER
    if evidence.is_symlink() or _list_files(evidence) - payloads.keys() - _OURS:
        return False
    try:
        twin.mkdir()
        for folder in {"data", *(path.rpartition("/")[0] for path in payloads)}:
            (twin / folder).mkdir(parents=True, exist_ok=True)
        for path, source in payloads.items():
            os.link(source, f"{twin}/{path}")
        for name, content in tags.items():
            write_file(twin / name, content)
    except OSError as error:
        clear_twin(case, payloads)
        if error.errno in UNSUPPORTED:
            return False
        raise
    return True


def try_exchange(case: Path, known: Mapping[str, object]) -> bool:
    """Let bag and twin change places; False, and the twin gone, where the file system cannot.

    Args:
        case: the case's folder, locked.
        known: paths of payloads that the twin may hold.
    """
    try:
        exchange(case / EVIDENCE_FOLDER, case / TWIN_FOLDER)
    except OSError as error:
        clear_twin(case, known)
        if error.errno in UNSUPPORTED:
            return False
        raise
    return True


def clear_twin(case: Path, known: Mapping[str, object]) -> bool:
    """Remove the twin, if there is one; returns whether there was.

    Only what the bag holds too, or ``incoming/`` still does, is removed. Anything else was put there by somebody, and
    is set aside.

    Args:
        case: the case's folder, locked.
        known: paths of payloads that the twin may hold.
    """
    twin = case / TWIN_FOLDER
    if not os.path.lexists(twin):
        return False
    if not twin.is_symlink() and twin.is_dir():
        for parent, folders, names in os.walk(twin, topdown=False):
            inside = f"{os.path.relpath(parent, twin)}/".removeprefix("./")
            for name in names:
                if (inside + name) in known or (inside + name) in _OURS:
                    os.unlink(f"{parent}/{name}")  # noqa: PTH108 - thousands of files: paths as objects take as long again
            for folder in folders:
                _remove_empty(Path(parent, folder))
        _remove_empty(twin)
    if os.path.lexists(twin):
        (case / ASIDE_FOLDER).mkdir(exist_ok=True)
        twin.rename(case / ASIDE_FOLDER / f"former-twin-{secrets.token_hex(4)}")
    return True


def write_file(path: Path, content: bytes) -> None:
    """Write a new file whole; nobody looks at it before it is."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        write_all(descriptor, content)
    finally:
        os.close(descriptor)


# Tag files, and their unfinished successors as `replace_file` names them.
_OURS = frozenset(TAG_FILES) | {f".{name}.new" for name in TAG_FILES}


def _list_files(folder: Path) -> set[str]:
    """Everything below a folder that is no folder itself, by relative path."""
    found: set[str] = set()
    for parent, folders, names in os.walk(folder):
        inside = f"{os.path.relpath(parent, folder)}/".removeprefix("./")
        found.update(inside + name for name in names)
        found.update(inside + name for name in folders if os.path.islink(f"{parent}/{name}"))  # noqa: PTH114 - likewise
    return found


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        # Not empty, or no folder: it is set aside with the rest.
        return
