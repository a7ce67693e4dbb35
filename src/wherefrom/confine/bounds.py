"""Limits that every Unix enforces on a process: memory, processor time, files, output."""

import math
import resource
import signal
import time
from dataclasses import dataclass

OPEN_FILES = 64
"""A reader opens its libraries' data one file after another; the program never needs twenty at once."""

WALL_FACTOR = 3
"""On the clock a reading may take this many times its processor time: machines are shared, and disks are slow."""

WALL_GRACE = 10.0
"""Seconds on the clock beyond that."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use for one item.

    Attributes:
        seconds: processor time at first; the worker may raise it itself (`allow_seconds`).
        most_seconds: processor time that it can never go beyond.
        memory: address space in bytes, interpreter and libraries included.
        output: length in bytes of what it may answer.
    """

    seconds: float
    most_seconds: float
    memory: int
    output: int

    def wall(self) -> float:
        """Seconds on the clock after which whoever asked stops waiting, whatever the worker allowed itself."""
        return _wall(self.most_seconds) + WALL_GRACE


def lower_limits(limits: Limits, *, lasting: bool) -> None:
    """Set this process's limits, for good.

    No file can be written, however small, no process or thread begun (nor by an administrator, where the system's filters hold),
    no core file left, since it would hold the material.

    Args:
        limits: how much.
        lasting: the process answers many requests; its processor time is then limited for each alone.
    """
    _lower(resource.RLIMIT_AS, limits.memory)
    _lower(resource.RLIMIT_NOFILE, OPEN_FILES)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NPROC, 0)
    if not lasting:
        hard = math.ceil(limits.most_seconds) + 1
        _, held = resource.getrlimit(resource.RLIMIT_CPU)
        hard = hard if held == resource.RLIM_INFINITY else min(hard, held)
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def limit_memory(memory: int) -> None:
    """Keep this process from holding more than this, for good: what goes beyond it raises `MemoryError`.

    Only what it can write to counts, not files of a library that it looks into. macOS does not enforce it.

    Args:
        memory: bytes.
    """
    _lower(resource.RLIMIT_DATA, memory)


def allow_seconds(seconds: float, begun: float = 0.0) -> None:
    """Let this process use so much processor time since ``begun``, and a multiple of it on the clock from now on.

    Beyond it the kernel ends the process, also inside of a library that never returns. To be called in a worker alone.

    Args:
        seconds: processor time.
        begun: this process's processor time at the beginning.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = math.ceil(begun + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
    signal.setitimer(signal.ITIMER_REAL, _wall(seconds))


def begin_item(limits: Limits) -> None:
    """Start the clocks for one item."""
    allow_seconds(limits.seconds, time.process_time())


def end_item() -> None:
    """Stop the clock: what is left is for the other side to take the answer."""
    signal.setitimer(signal.ITIMER_REAL, 0.0)


def _wall(seconds: float) -> float:
    return seconds * WALL_FACTOR + WALL_GRACE


def _lower(which: int, limit: int) -> None:
    """Set both limits, never above what the process already has: that would need privileges."""
    _, hard = resource.getrlimit(which)
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    try:
        resource.setrlimit(which, (allowed, allowed))
    except (ValueError, OSError):
        # macOS may take no limit of memory; the others hold, and the server's rehearsal tells of it.
        if which not in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
            raise
