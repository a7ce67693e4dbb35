"""Taking in the bytes of one file: copied, counted and hashed in one pass, from regular files only."""

import errno
import hashlib
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from wherefrom.durable import sync_path, write_all

_CHUNK = 1024 * 1024
# The evidence is never written again; the mode says so to every other program.
_READ_ONLY = 0o444

_KINDS = (
    (stat.S_ISLNK, "it is a symbolic link; give the file that it points to"),
    (stat.S_ISDIR, "it is a folder"),
    (stat.S_ISFIFO, "it is a pipe, which holds no preserved bytes"),
    (stat.S_ISSOCK, "it is a socket, which holds no preserved bytes"),
    (stat.S_ISCHR, "it is a device, which holds no preserved bytes"),
    (stat.S_ISBLK, "it is a device; make an image of it and give that"),
)

_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is no such file",
    errno.EACCES: "this account may not read it",
    errno.EPERM: "this account may not read it",
    errno.ELOOP: "it is a symbolic link, or lies behind a loop of them",
    errno.ENAMETOOLONG: "its path is longer than the system allows; go into a folder nearer to it and add it from there",
    errno.EIO: "the medium that it lies on gives read errors",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """Bytes taken in, waiting in ``incoming/`` under their digest."""

    sha256: str
    size: int
    waiting: Path


def take_in(source: Path, incoming: Path, limit_bytes: int) -> Taken | str:
    """Copy a regular file's bytes into a folder, under the name of their SHA-256, synced to the disk.

    Args:
        source: the file; never followed when it is a symbolic link.
        incoming: a folder on the same file system as the evidence.
        limit_bytes: a file of more bytes is refused.

    Returns:
        The bytes taken in, or in plain words why they were not.

    Raises:
        OSError: the copy could not be written (the source's own errors are reasons).
    """
    opened = _open_regular(source, limit_bytes)
    if isinstance(opened, str):
        return opened
    beside = incoming / f"{secrets.token_hex(8)}.part"
    try:
        target = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, _READ_ONLY)
        try:
            taken = _copy(opened, target, limit_bytes)
            if not isinstance(taken, str):
                os.fsync(target)
        finally:
            os.close(target)
        if isinstance(taken, str):
            return taken
        sha256, size = taken
        waiting = beside.rename(incoming / sha256)
        sync_path(incoming)
        return Taken(sha256, size, waiting)
    finally:
        os.close(opened)
        beside.unlink(missing_ok=True)


def explain(error: OSError | ValueError) -> str:
    """Why the system would not give a file, in plain words."""
    if isinstance(error, ValueError):
        return "its name holds a character that no file name can hold"
    return _REASONS.get(error.errno or 0, f"the system would not give it: {error.strerror or error}")


def _open_regular(source: Path, limit_bytes: int) -> int | str:
    """A descriptor of a regular file, or why not. Looked at before it is opened: opening a device can act on it."""
    try:
        if refusal := _refuse(os.lstat(source), limit_bytes):
            return refusal
        # Should a pipe take the file's place meanwhile, O_NONBLOCK keeps the opening from waiting for ever.
        descriptor = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        return explain(error)
    if refusal := _refuse(os.fstat(descriptor), limit_bytes):
        os.close(descriptor)
        return refusal
    return descriptor


def _refuse(status: os.stat_result, limit_bytes: int) -> str:
    for is_kind, reason in _KINDS:
        if is_kind(status.st_mode):
            return reason
    if not stat.S_ISREG(status.st_mode):
        return "it is no ordinary file"
    if status.st_size > limit_bytes:
        return f"it has {status.st_size:,} bytes, more than the limit of {limit_bytes:,} (file_bytes in case.toml)"
    return ""


def _copy(source: int, target: int, limit_bytes: int) -> tuple[str, int] | str:
    """Copy and hash; returns digest and size, or why the source could not be read to its end unchanged."""
    before = os.fstat(source)
    digest, size = hashlib.sha256(), 0
    while True:
        try:
            chunk = os.read(source, _CHUNK)
        except OSError as error:
            return f"it could be read only to byte {size:,}: {explain(error)}"
        if not chunk:
            break
        size += len(chunk)
        if size > limit_bytes:
            return f"it grew past the limit of {limit_bytes:,} bytes while it was copied"
        digest.update(chunk)
        write_all(target, chunk)
    after = os.fstat(source)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return "it changed while it was copied; try again when nothing writes to it"
    if size != after.st_size:
        # Files under /proc and /sys are written by the system at each reading, and say no length or a wrong one.
        return f"it gives {size:,} bytes where the system says {after.st_size:,}, so it is no preserved file (as under /proc)"
    return digest.hexdigest(), size
