"""Landlock: a worker may read the program's own files and the system's libraries, and nothing else; it writes nowhere.

https://docs.kernel.org/userspace-api/landlock.html. The rules are made once, by the server; each worker puts them on itself.
"""

import ctypes
import os
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

from wherefrom.confine.kernel import call_kernel

# The same numbers on all processors.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3

# What a version knows of: rights on files (bits), then on the network (bind, connect), then scopes (sockets, signals).
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
_NETWORK_SINCE, _SCOPES_SINCE = 4, 6
_BOTH = 0b11

SYSTEM_FOLDERS = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/share/zoneinfo",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/etc/localtime",
    "/etc/ld.so.cache",
    "/etc/fonts",
    "/dev/null",
    "/dev/urandom",
)
"""Public on every system: libraries loaded late, time zones, fonts by which PDFium measures letters."""


def landlock_version() -> int:
    """The version of Landlock that the kernel speaks; 0: none."""
    try:
        return call_kernel(_CREATE_RULESET, None, 0, _ASK_VERSION)
    except OSError:
        return 0


def make_ruleset(readable: Iterable[str]) -> int:
    """A descriptor of rules under which only these files and folders can be read, and nothing written.

    Raises:
        OSError: the kernel refused.
    """
    version = landlock_version()
    bits = _FILE_RIGHTS[max(known for known in _FILE_RIGHTS if known <= max(version, 1))]
    handled = [(1 << bits) - 1]
    if version >= _NETWORK_SINCE:
        handled.append(_BOTH)
    if version >= _SCOPES_SINCE:
        handled.append(_BOTH)
    attributes = struct.pack(f"={len(handled)}Q", *handled)
    ruleset = call_kernel(_CREATE_RULESET, attributes, len(attributes), 0)
    for path in readable:
        _allow_reading(ruleset, path)
    return ruleset


def restrict_self(ruleset: int) -> None:
    """Put rules on this process, for good. Needs `gain_no_privileges` first.

    Raises:
        OSError: the kernel refused.
    """
    call_kernel(_RESTRICT_SELF, ruleset, 0)


def readable_paths(packages: Iterable[str]) -> tuple[str, ...]:
    """The least that imports need: interpreter, packages, system libraries. Never a home folder, never all.

    Args:
        packages: folders of packages and of the interpreter.
    """
    home = os.environ.get("HOME") or "/root"
    too_much = {Path("/"), Path(home), Path("/home"), Path("/root"), Path("/tmp")}  # noqa: S108 - named to be kept out
    wanted = {Path(path).resolve() for path in (*packages, *SYSTEM_FOLDERS)}
    return tuple(sorted(str(path) for path in wanted if path not in too_much and path.exists()))


def _allow_reading(ruleset: int, path: str) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        rights = _READ_FILE | _READ_DIR if is_folder else _READ_FILE
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, descriptor))
        call_kernel(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0)
    finally:
        os.close(descriptor)
