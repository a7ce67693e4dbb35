"""How far a reading may go: limits inside the readers, and the confinement of the process that they run in."""

import resource

MAIL_DEPTH = 8
"""Mail within mail within mail: deeper than this is reported and left."""

ARCHIVE_RATIO = 250
"""A member of a DOCX that unpacks to more than this many times its packed size is refused. XML of office programs packs
to a tenth, long tables to a sixtieth; the classic bombs to a thousandth."""

OPEN_FILES = 256


def limit_process(seconds: int, memory_bytes: int) -> None:
    """Confine this process, for good, before it reads what others wrote.

    A process that runs over its time is killed by the kernel; one that asks for more memory gets ``MemoryError``, which
    the readers report as a refusal. No core file is written, since it would hold the material.

    Args:
        seconds: processor time from the start of the process on.
        memory_bytes: address space, the interpreter and its libraries included.
    """
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_AS, memory_bytes)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, OPEN_FILES)


def _lower(which: int, limit: int) -> None:
    """Set both limits, never above what the process already has: that would need privileges."""
    _, hard = resource.getrlimit(which)
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(which, (allowed, allowed))
