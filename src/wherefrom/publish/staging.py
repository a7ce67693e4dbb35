"""The dossier's folder: staged beside its place, sealed by a manifest, then moved into place as a whole.

An earlier dossier and the new one change places in one step, so that a publisher killed at any instant leaves one of
them. Where the system knows no such step, the earlier one is moved away first; cut off between, it lies in the workshop
beside its place, and the next publishing brings it back.
"""

import fcntl
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wherefrom.durable import UNSUPPORTED, exchange, storage_errors
from wherefrom.errors import CaseDamagedError, UsageError
from wherefrom.records import Capture
from wherefrom.records.layout import INCOMING_FOLDER, LEDGER_FILE, MANIFEST_FILE, SEAL_FOLDERS

GENERATOR = "wherefrom dossier"
_WORKSHOP = ".publishing-"
# What a workshop may hold: what is made, what was moved away, and pieces of what is made.
NEW, OLD, PARTS = "new", "old", "parts"
_NAME_BYTES = 200
_HEAD_BYTES = 4096
_COPY_BYTES = 1024 * 1024


def require_free(out: Path) -> None:
    """Make sure that nothing but an earlier dossier would be replaced.

    Raises:
        UsageError: something else is there.
    """
    if not out.exists() and not out.is_symlink():
        return
    if out.is_dir() and (is_dossier(out) or not any(out.iterdir())):
        return
    raise UsageError(
        f"{out} already exists and is no dossier.", "Name a new folder; only an earlier dossier is ever replaced."
    )


def is_dossier(folder: Path) -> bool:
    """Whether a folder was published by this program: it has the manifest, and its first page says so."""
    index = folder / "index.html"
    if not (folder / MANIFEST_FILE).is_file() or not index.is_file():
        return False
    with index.open("rb") as stream:
        return f'<meta name="generator" content="{GENERATOR}'.encode() in stream.read(_HEAD_BYTES)


@contextmanager
def stage_folder(out: Path) -> Iterator[Path]:
    """A fresh folder beside ``out`` that takes its place when the block ends well, and vanishes when it does not.

    Raises:
        UsageError: something that is no dossier is in the way.
    """
    out = out.resolve()
    with storage_errors(out, "dossier"):
        out.parent.mkdir(parents=True, exist_ok=True)
        clear_orphans(out)
        require_free(out)
        with open_workshop(out) as workshop:
            staged = workshop / NEW
            staged.mkdir()
            yield staged
            # Asked again: somebody may have put something there while the pages were written.
            require_free(out)
            take_place(staged, out)


@contextmanager
def open_workshop(out: Path) -> Iterator[Path]:
    """A folder beside the dossier's place that is locked as long as its owner lives, and vanishes at the end."""
    workshop = Path(tempfile.mkdtemp(prefix=_workshop_prefix(out), dir=out.parent))
    descriptor = os.open(workshop, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _lock(descriptor)
        yield workshop
    finally:
        os.close(descriptor)
        shutil.rmtree(workshop, ignore_errors=True)


def take_place(staged: Path, out: Path) -> None:
    """Let what was staged take its place in one step; what was there before is left in the workshop."""
    if out.exists():
        try:
            exchange(staged, out)
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                raise
            out.rename(staged.with_name(OLD))
        else:
            return
    staged.rename(out)


def clear_orphans(out: Path) -> None:
    """Clear away the workshops of publishers that were killed; a dossier that one had moved away is brought back.

    Ours is what has a workshop's name, holds nothing but what a workshop holds, and is locked by nobody.
    """
    pattern = re.compile(re.escape(_workshop_prefix(out)) + r"[a-z0-9_]{8}")
    for workshop in [path for path in out.parent.iterdir() if pattern.fullmatch(path.name)]:
        if workshop.is_symlink() or not workshop.is_dir():
            continue
        if {path.name for path in workshop.iterdir()} - {NEW, OLD, PARTS}:
            continue
        descriptor = os.open(workshop, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            if not _lock(descriptor):
                continue
            if (workshop / OLD).is_dir() and not os.path.lexists(out):
                (workshop / OLD).rename(out)
            shutil.rmtree(workshop, ignore_errors=True)
        finally:
            os.close(descriptor)


def _lock(folder: int) -> bool:
    """Be the owner of a workshop as long as this process lives; False when somebody is, or the file system cannot."""
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _workshop_prefix(out: Path) -> str:
    # A name may have 255 bytes; the dossier's own may use them up.
    return f".{os.fsdecode(os.fsencode(out.name)[:_NAME_BYTES])}{_WORKSHOP}"


def carry_ledger(evidence: Path, folder: Path) -> bool:
    """Copy the custody ledger that lies beside the evidence; returns whether there is one.

    A line that a killed writer had not written to its end is not yet one of the ledger, and stays behind.
    """
    ledger = evidence.parent / LEDGER_FILE
    if not ledger.is_file():
        return False
    content = ledger.read_bytes()
    (folder / LEDGER_FILE).write_bytes(content[: content.rfind(b"\n") + 1])
    return True


def carry_seals(evidence: Path, folder: Path) -> None:
    """Copy the stamps and signatures that lie beside the ledger, so that they can be checked in the dossier too."""
    for name in SEAL_FOLDERS:
        given = evidence.parent / name
        # What a crash left unfinished has a name that begins with a dot, and no act names it.
        kept = sorted(given.iterdir()) if given.is_dir() else []
        for path in kept:
            if path.is_file() and not path.is_symlink() and path.name[0] != ".":
                (folder / name).mkdir(exist_ok=True)
                shutil.copyfile(path, folder / name / path.name)


def carry_original(capture: Capture, evidence: Path, folder: Path) -> bool:
    """Copy a preserved payload to ``originals/<sha256>.bin``; returns whether the evidence holds it.

    Raises:
        CaseDamagedError: the payload is no longer the one that was captured.
    """
    held, waiting = evidence.resolve(), (evidence.parent / INCOMING_FOLDER).resolve()
    # What a killed writer acknowledged still waits there, in a case that nobody could write to since.
    places = ((held, (held / capture.path).resolve()), (waiting, (waiting / capture.sha256).resolve()))
    source = next((path for root, path in places if path.is_relative_to(root) and path.is_file()), None)
    if source is None:
        return False
    digest = hashlib.sha256()
    originals = folder / "originals"
    originals.mkdir(exist_ok=True)
    with source.open("rb") as given, tempfile.NamedTemporaryFile(dir=originals, delete=False) as copy:
        while block := given.read(_COPY_BYTES):
            digest.update(block)
            copy.write(block)
    if digest.hexdigest() != capture.sha256:
        raise CaseDamagedError(
            f"The preserved original {capture.path} is no longer the one that was captured ({capture.name}).",
            "Run `wherefrom verify` on the case before publishing it.",
        )
    Path(copy.name).chmod(0o644)
    Path(copy.name).rename(originals / f"{digest.hexdigest()}.bin")
    return True


def write_manifest(folder: Path) -> int:
    """Seal the folder: one line a file, read back from the disk; returns the size of everything in bytes."""
    size, lines = 0, []
    for path in sorted(_files(folder), key=lambda path: path.relative_to(folder).as_posix()):
        with path.open("rb") as stream:
            lines.append(
                f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {path.relative_to(folder).as_posix()}\n"
            )
        size += path.stat().st_size
    manifest = "".join(lines).encode()
    (folder / MANIFEST_FILE).write_bytes(manifest)
    return size + len(manifest)


def _files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent) / name for name in names)
