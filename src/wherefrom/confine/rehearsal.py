"""A rehearsal: each mechanism is put on a process that then ends, so that one that does not work here is left out and told of."""

import os
from collections.abc import Callable
from dataclasses import replace

from wherefrom.confine.kernel import gain_no_privileges
from wherefrom.confine.landlock import restrict_self
from wherefrom.confine.mechanisms import Mechanisms
from wherefrom.confine.seccomp import install_filter


def rehearse(hoped: Mechanisms, ruleset: int) -> Mechanisms:
    """What of the hoped for works here."""
    told = list(hoped.why_not)
    landlock, seccomp = hoped.landlock, hoped.seccomp
    if landlock and (code := _try(lambda: restrict_self(ruleset))):
        landlock = 0
        told.append(f"landlock: {os.strerror(code)}")
    if seccomp and (code := _try(install_filter)):
        seccomp = False
        told.append(f"seccomp: {os.strerror(code)}")
    return replace(hoped, landlock=landlock, seccomp=seccomp, why_not=tuple(told))


def _try(put_on: Callable[[], None]) -> int:
    """Put a mechanism on a fork of this process; 0, or the number of the error."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            gain_no_privileges()
            put_on()
            code = 0
        except OSError as error:
            code = error.errno or 1
        finally:
            os._exit(min(code, 255))
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else 1
