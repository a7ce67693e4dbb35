"""How a worker ended, in words that name the limit and the setting."""

import os
import signal

from wherefrom.confine.bounds import Limits

_MEGABYTE = 1_000_000
_NEAR = 0.5
"""Held memory from this share of the limit on: address space counts more than what is held."""

_CRASHES = {signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGABRT, signal.SIGTRAP, signal.SIGSYS}

OUT_OF_MEMORY = "reading it needs more memory than the setting read_memory allows"


def explain_death(status: int, seconds: float, memory: int, limits: Limits) -> str:
    """Why a worker gave no answer.

    Args:
        status: as ``wait`` tells it.
        seconds: the processor time that it used.
        memory: the most memory that it held, in bytes.
        limits: what it was allowed.
    """
    if not os.WIFSIGNALED(status):
        code = os.waitstatus_to_exitcode(status)
        return f"its reader ended without an answer (exit code {code})"
    number = os.WTERMSIG(status)
    if number == signal.SIGXCPU or (number == signal.SIGKILL and seconds >= limits.most_seconds):
        return f"reading it took more processor time than the setting read_seconds allows: it was stopped after {seconds:.0f} s"
    if number == signal.SIGALRM:
        return wall_reason(limits, seconds)
    held = f"it held {memory // _MEGABYTE} MB"
    if number in _CRASHES:
        near = memory >= limits.memory * _NEAR
        why = f"; {held}: more than the setting read_memory allows was asked for" if near else ""
        return f"its reader crashed ({_name(number)}){why}"
    if number == signal.SIGKILL:
        return f"the system killed its reader ({held}), as it does when the machine's memory runs out"
    return f"its reader was stopped by a signal ({_name(number)})"


def wall_reason(limits: Limits, seconds: float | None = None) -> str:
    """What to say of a worker that hung."""
    used = "" if seconds is None else f", of it {seconds:.1f} s of processor time"
    return f"reading it took too long on the clock{used}: the setting read_seconds allows {limits.seconds:.0f} s of processor time at first"


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
