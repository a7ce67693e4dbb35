"""Which mechanisms confine a worker here, and putting them on."""

import os
from dataclasses import dataclass
from pathlib import Path

from wherefrom.confine.bounds import Limits, lower_limits
from wherefrom.confine.kernel import drop_capabilities, gain_no_privileges, is_linux
from wherefrom.confine.landlock import restrict_self
from wherefrom.confine.seccomp import install_filter

NO_RULESET = -1


@dataclass(frozen=True, slots=True)
class Mechanisms:
    """What is in force in every worker, found out by trying it.

    Attributes:
        limits: the limits of `limits`; always.
        namespaces: user, network and IPC namespaces of its own: no network is there.
        landlock: the version of Landlock in force; 0: none.
        seccomp: only the kernel calls that reading needs.
        why_not: what the system said where a mechanism is not in force.
    """

    limits: bool = True
    namespaces: bool = False
    landlock: int = 0
    seccomp: bool = False
    why_not: tuple[str, ...] = ()


def confine_self(mechanisms: Mechanisms, ruleset: int, limits: Limits, *, lasting: bool) -> None:
    """Confine this process, for good, by all that is in force here.

    Raises:
        OSError: a mechanism that was in force at the rehearsal is not now; then nothing may be read.
    """
    if is_linux():
        _offer_to_be_killed_first()
        drop_capabilities()
        gain_no_privileges()
    lower_limits(limits, lasting=lasting)
    if mechanisms.landlock:
        restrict_self(ruleset)
    if ruleset != NO_RULESET:
        os.close(ruleset)
    if mechanisms.seccomp:
        install_filter()


def _offer_to_be_killed_first() -> None:
    """When the machine runs out of memory, this process is to go, not the user's others."""
    try:
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    except OSError:
        return
