"""One writer at a time."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from wherefrom.errors import CaseBusyError, UsageError
from wherefrom.records.layout import LOCK_FILE


@dataclass(slots=True)
class _Hold:
    """A lock that this process holds."""

    descriptor: int
    thread: int
    depth: int


_HELD: dict[Path, _Hold] = {}


def _release_in_child() -> None:
    """Close inherited locks in a forked process.

    A flock lives as long as any descriptor of it: without this a worker that outlives its killed parent would keep the
    case locked.
    """
    for hold in _HELD.values():
        os.close(hold.descriptor)
    _HELD.clear()


os.register_at_fork(after_in_child=_release_in_child)


@contextmanager
def lock_case(case: Path) -> Iterator[None]:
    """Be the only writer of a case. The same thread may take the lock again inside.

    The system gives the lock back when the process ends, however it ends.

    Raises:
        CaseBusyError: another process, or another thread, is writing.
        UsageError: the folder is not there or cannot be written.
    """
    key = case.resolve()
    hold = _HELD.get(key)
    if hold is not None and hold.thread == threading.get_ident():
        hold.depth += 1
        try:
            yield
        finally:
            hold.depth -= 1
        return
    descriptor = _take(case)
    _HELD[key] = _Hold(descriptor, threading.get_ident(), 1)
    try:
        yield
    finally:
        del _HELD[key]
        # Said outright: a process forked this instant may not have closed its copy yet.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)


def _take(case: Path) -> int:
    try:
        descriptor = os.open(case / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise UsageError(
            f"The case {case} cannot be written: {error.strerror}.",
            "Free space, get the rights, or copy the case to where it can be written; show, gaps, search, verify, publish"
            " and export only read it.",
        ) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise CaseBusyError(
            f"Another process{_holder(case)} is writing to the case {case}.", "Wait until it ends, then run this again."
        ) from error
    # The number only makes the message clearer; the lock is the flock.
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return descriptor


def _holder(case: Path) -> str:
    try:
        number = (case / LOCK_FILE).read_bytes()[:20].strip()
    except OSError:
        return ""
    return f" ({number.decode()})" if number.isdigit() else ""
