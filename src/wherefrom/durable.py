"""Writing so that a crash leaves the old or the new, never a mixture."""

import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from wherefrom.errors import UsageError

# linux/fs.h and Darwin's sys/stdio.h; both exchange two names in one step, so that neither is ever missing.
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2

# What systems and file systems say of an exchange or a hard link that they do not know.
UNSUPPORTED = frozenset(
    {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM, errno.EMLINK, errno.EXDEV}
)


def write_all(descriptor: int, content: bytes) -> None:
    """Write all of the content; one call of the system may take only a part of it."""
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def replace_file(path: Path, content: bytes, *, synced: bool) -> None:
    """Replace a file in one step.

    Args:
        path: the file.
        content: what it shall hold.
        synced: also wait until the content is on the disk. Without, a loss of power (not a killed process) may leave
            an empty file: for files that can be made anew.
    """
    beside = path.with_name(f".{path.name}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        write_all(descriptor, content)
        if synced:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
    beside.replace(path)
    if synced:
        sync_path(path.parent)


def sync_path(path: Path) -> None:
    """Wait until a file's content, or a folder's list of names, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def exchange(one: Path, other: Path) -> None:
    """Let two files or folders of one file system change places in one step: at no instant is either name missing.

    Raises:
        OSError: they could not; with an error number of `UNSUPPORTED` where the system or file system lacks this.
    """
    call = _find_exchange()
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(one))
    paths = os.fsencode(one), os.fsencode(other)
    given = (*paths, _RENAME_SWAP) if sys.platform == "darwin" else _at_working_folder(*paths)
    if call(*given) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(one), None, str(other))


def is_read_only(folder: Path) -> bool:
    """Whether this account can write nothing into a folder: a read-only medium or mount, or no rights."""
    try:
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY) or not os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        return False


@contextmanager
def storage_errors(path: Path, what: str = "case") -> Iterator[None]:
    """Turn the system's refusal to write (full disk, no rights) into an error that says what to do.

    Args:
        path: what is written.
        what: which kind of thing that is, as a word.

    Raises:
        UsageError: the system refused.
    """
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"The {what} {path} cannot be written: {error.strerror or error}{_place_of(error, path)}.",
            "Free space or get the rights, then run the same command again; nothing that was reported done is lost.",
        ) from error


def _place_of(error: OSError, path: Path) -> str:
    """Where it went wrong, if that is known and not said already."""
    known = isinstance(error.filename, str | os.PathLike) and Path(error.filename) != path
    return f" ({os.fspath(error.filename)})" if known else ""


def _at_working_folder(one: bytes, other: bytes) -> tuple[int | bytes, ...]:
    return _AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE


@cache
def _find_exchange() -> Any:  # noqa: ANN401 - a function of the C library
    """The C library's call; None where it has none."""
    name = "renamex_np" if sys.platform == "darwin" else "renameat2"
    try:
        call = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    except OSError:
        return None
    if call is not None:
        text, number, flags = ctypes.c_char_p, ctypes.c_int, ctypes.c_uint
        call.argtypes = [text, text, flags] if sys.platform == "darwin" else [number, text, number, text, flags]
        call.restype = number
    return call
