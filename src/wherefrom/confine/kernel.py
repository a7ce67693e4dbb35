"""Calls of the C library and the Linux kernel that Python does not offer.

Own code, a page of it: the libraries on PyPI for this need a compiled library on the system, or are not kept.
"""

import ctypes
import os
import platform
import sys
from functools import cache
from typing import Any

# linux/prctl.h
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38

# linux/capability.h: version 3 counts capabilities in two words each of effective, permitted and inheritable.
_CAPABILITY_VERSION = 0x20080522


def is_linux() -> bool:
    """Whether this is Linux on a processor whose kernel calls are known here."""
    return sys.platform == "linux" and platform.machine() in {"x86_64", "aarch64"} and sys.maxsize > 1 << 32


@cache
def _library() -> Any:  # noqa: ANN401 - ctypes has no type for it
    return ctypes.CDLL(None, use_errno=True)


def call_kernel(number: int, *arguments: int | bytes | ctypes.Array[Any] | None) -> int:
    """Call the kernel by the number of the call; the numbers used here are the same on all processors.

    Raises:
        OSError: the kernel refused.
    """
    call = _library().syscall
    call.restype = ctypes.c_long
    given = [ctypes.c_long(own) if isinstance(own, int) else own for own in arguments]
    return _checked(call(ctypes.c_long(number), *given))


def control_process(option: int, *arguments: int | ctypes.Array[Any]) -> None:
    """The call ``prctl``.

    Raises:
        OSError: the kernel refused.
    """
    given = [ctypes.c_ulong(own) if isinstance(own, int) else own for own in arguments]
    missing = [ctypes.c_ulong(0)] * (4 - len(given))
    _checked(_library().prctl(ctypes.c_int(option), *given, *missing))


def die_with_parent(signal_number: int) -> None:
    """Have the kernel send this process a signal when its parent ends.

    Raises:
        OSError: the kernel refused.
    """
    control_process(_PR_SET_PDEATHSIG, signal_number)


def gain_no_privileges() -> None:
    """No program that this process starts gains rights; the kernel asks for it before it takes filters from anybody.

    Raises:
        OSError: the kernel refused.
    """
    control_process(_PR_SET_NO_NEW_PRIVS, 1)


def drop_capabilities() -> None:
    """Give up whatever an administrator may do and others may not; nothing happens for others.

    Raises:
        OSError: the kernel refused.
    """
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    _checked(_library().capset(header, (ctypes.c_uint32 * 6)()))


def _checked(result: int) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
