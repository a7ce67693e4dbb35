"""The dossier's folder: staged beside its place, sealed by a manifest, then moved into place as a whole."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wherefrom.errors import CaseDamagedError, UsageError
from wherefrom.records import Capture

MANIFEST = "manifest-sha256.txt"
LEDGER = "custody.jsonl"
GENERATOR = "wherefrom dossier"
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
    if not (folder / MANIFEST).is_file() or not index.is_file():
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
    require_free(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        staged = workshop / "new"
        staged.mkdir()
        yield staged
        # Asked again: somebody may have put something there while the pages were written.
        require_free(out)
        if out.exists():
            out.rename(workshop / "old")
        staged.rename(out)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def carry_ledger(evidence: Path, folder: Path) -> bool:
    """Copy the custody ledger that lies beside the evidence; returns whether there is one."""
    ledger = evidence.parent / LEDGER
    if not ledger.is_file():
        return False
    shutil.copyfile(ledger, folder / LEDGER)
    return True


def carry_original(capture: Capture, evidence: Path, folder: Path) -> bool:
    """Copy a preserved payload to ``originals/<sha256>.bin``; returns whether the evidence holds it.

    Raises:
        CaseDamagedError: the payload is no longer the one that was captured.
    """
    source = (evidence / capture.path).resolve()
    if not source.is_relative_to(evidence.resolve()) or not source.is_file():
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
    (folder / MANIFEST).write_bytes(manifest)
    return size + len(manifest)


def _files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent) / name for name in names)
