"""A network of its own, without any way out: namespaces of Linux, which need no rights where the system lets people use them."""

import os
from pathlib import Path

from wherefrom.confine.kernel import call_kernel

# linux/sched.h
_NEW_USER, _NEW_NETWORK, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000
_UNSHARE = {"x86_64": 272, "aarch64": 97}


def leave_network() -> None:
    """Move this process, and all that it will begin, into an empty network. Before it has threads.

    Raises:
        OSError: the system does not let this account do so.
    """
    user, group = os.geteuid(), os.getegid()
    call_kernel(_UNSHARE[os.uname().machine], _NEW_USER | _NEW_NETWORK | _NEW_IPC)
    # The account stays who it is inside, so that files look as they do outside.
    for name, words in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        try:
            Path("/proc/self", name).write_text(words, encoding="ascii")
        except OSError:
            # Without the map it is nobody there, which reads just as well what everybody may read.
            continue
