"""A filter of kernel calls (seccomp): a worker may read, compute and answer; all else fails with an error.

Calls of today that are not allowed fail with EPERM. Those newer than Linux 5.0 fail with ENOSYS, as on an older kernel: then the C
library falls back to what it used before.
"""

import ctypes
import errno
import os
import platform
import struct

from wherefrom.confine import syscalls
from wherefrom.confine.kernel import control_process

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_KILL, _ALLOW, _ERRNO = 0x80000000, 0x7FFF0000, 0x00050000
_DENY = _ERRNO | errno.EPERM
_ABSENT = _ERRNO | errno.ENOSYS

# Classic BPF (linux/bpf_common.h) on struct seccomp_data: number at 0, architecture at 4, arguments from 16 on, 8 bytes each.
_LOAD, _RETURN, _IS, _AT_LEAST, _HAS_BITS = 0x20, 0x06, 0x15, 0x35, 0x45
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
# F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC; never F_SETOWN, which sends signals to others.
_FCNTL = (0, 1, 2, 3, 4, 1030)
# TCGETS (is it a terminal?), FIOCLEX, FIONCLEX, FIONREAD.
_IOCTL = (0x5401, 0x5451, 0x5450, 0x541B)

Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def install_filter() -> None:
    """Filter this process's kernel calls from now on, for good. Needs `gain_no_privileges` first.

    Raises:
        OSError: the kernel refused.
    """
    instructions = build_filter(platform.machine(), os.getpid())
    packed = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *one) for one in instructions))
    program = _Program(len(instructions), ctypes.addressof(packed))
    control_process(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(program))


def build_filter(machine: str, process: int) -> list[Instruction]:
    """The filter's instructions.

    Args:
        machine: the processor: ``x86_64`` or ``aarch64``.
        process: the worker's id, the only one that it may send signals to.
    """
    column = ("x86_64", "aarch64").index(machine)
    program = [_load(_ARCHITECTURE), (_IS, 1, 0, _AUDIT_ARCH[machine]), _return(_KILL), _load(_NUMBER)]
    for numbers in syscalls.ALLOWED.values():
        program += _when(numbers[column], [_return(_ALLOW)])
    program += _when(syscalls.OPEN[column], _unless_bits(1, _WRITING))
    program += _when(syscalls.OPENAT[column], _unless_bits(2, _WRITING))
    program += _when(syscalls.FCNTL[column], _if_among(1, _FCNTL))
    program += _when(syscalls.IOCTL[column], _if_among(1, _IOCTL))
    program += _when(syscalls.PRLIMIT64[column], _if_among(0, (0,)))
    program += _when(syscalls.TGKILL[column], _if_among(0, (process,)))
    return [*program, (_AT_LEAST, 0, 1, syscalls.FIRST_OF_NEW), _return(_ABSENT), _return(_DENY)]


def _when(number: int | None, block: list[Instruction]) -> list[Instruction]:
    """A block for one call, which ends in a return; jumped over for all others."""
    return [] if number is None else [(_IS, 0, len(block), number), *block]


def _unless_bits(argument: int, bits: int) -> list[Instruction]:
    return [_load(_ARGUMENTS + 8 * argument), (_HAS_BITS, 0, 1, bits), _return(_DENY), _return(_ALLOW)]


def _if_among(argument: int, values: tuple[int, ...]) -> list[Instruction]:
    tests = [step for value in values for step in ((_IS, 0, 1, value), _return(_ALLOW))]
    return [_load(_ARGUMENTS + 8 * argument), *tests, _return(_DENY)]


def _load(offset: int) -> Instruction:
    return (_LOAD, 0, 0, offset)


def _return(action: int) -> Instruction:
    return (_RETURN, 0, 0, action)
