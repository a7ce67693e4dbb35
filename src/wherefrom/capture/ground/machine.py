"""The machine that collects, as far as it can be known without asking anybody: its system, its clock, its time zone.

Nothing of the network is looked at, neither this machine's addresses nor anybody else's.
"""

import ctypes
import platform
import sys
from datetime import datetime
from importlib.metadata import version

# Linux, <sys/timex.h>: the clock is not synchronised. The call reads only, with no mode set (adjtimex(2)).
_STA_UNSYNC = 0x40
_TIME_ERROR = 5


class _Timex(ctypes.Structure):
    """The beginning of ``struct timex``; the rest of its 208 bytes is not read."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_char * 256),
    )


def describe_machine(label: str, *, named: bool) -> dict[str, str]:
    """What the ledger says of the collecting machine.

    Args:
        label: what its owner calls it, for example an inventory number; empty: none.
        named: whether its host name is told where it has no label.
    """
    machine = label or (platform.node() if named else "")
    told = {
        "machine": machine,
        "system": f"{platform.system()} {platform.release()} {platform.machine()}".strip(),
        "program": f"wherefrom {version('wherefrom')}, Python {platform.python_version()}",
        "time_zone": say_time_zone(datetime.now().astimezone()),
        "clock": say_clock(),
    }
    return {key: value for key, value in told.items() if value}


def say_time_zone(moment: datetime) -> str:
    """The zone of a local time: its name and its distance from UTC, for example ``CET +01:00``."""
    return f"{moment.tzname() or ''} {moment.isoformat()[-6:]}".strip()


def say_clock() -> str:
    """Whether the system holds its clock synchronised: ``synchronised``, ``not synchronised`` or ``unknown``.

    What the kernel says (adjtimex(2)); it knows whether a time service disciplines the clock, not whether that service
    is right. In a virtual machine whose host keeps the time it may say "not synchronised" of a clock that is.
    """
    if not sys.platform.startswith("linux"):
        return "unknown"
    try:
        timex = _Timex()
        state: int = ctypes.CDLL(None).adjtimex(ctypes.byref(timex))
    except (OSError, AttributeError):
        return "unknown"
    if state < 0:
        return "unknown"
    return "not synchronised" if state == _TIME_ERROR or timex.status & _STA_UNSYNC else "synchronised"
