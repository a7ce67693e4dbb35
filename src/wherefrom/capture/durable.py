"""Writing so that a crash leaves the old or the new, never a mixture."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wherefrom.errors import UsageError


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


@contextmanager
def storage_errors(case: Path) -> Iterator[None]:
    """Turn the system's refusal to write (full disk, no rights) into an error that says what to do.

    Raises:
        UsageError: the system refused.
    """
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"The case {case} cannot be written: {error.strerror or error}.",
            "Free space or get the rights, then run the same command again; nothing that was reported done is lost.",
        ) from error
