"""One input in a process of its own, within limits of time and memory: whatever it does, only that process pays."""

import faulthandler
import os
import re
import resource
import select
import signal
import tempfile
import time
import traceback
from dataclasses import dataclass

from fuzz.targets import Target

MEMORY_BYTES = 2 * 1024 * 1024 * 1024
_OWN_FRAME = re.compile(r'File "[^"]*?/(?:src/)?(wherefrom/[^"]+)", line (\d+)')
_NUMBERS = re.compile(r"\d+|'[^']*'|\"[^\"]*\"")
_TOLD = 4000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one input did.

    Attributes:
        fault: in one line; empty where everything held.
        detail: where in the program, for whoever mends it.
    """

    fault: str
    detail: str = ""

    @property
    def signature(self) -> str:
        """The fault without the numbers and words that change from input to input."""
        return _NUMBERS.sub("#", self.fault)[:120]


def try_input(target: Target, data: bytes, seconds: float) -> Verdict:
    """Run a target's check on bytes.

    Args:
        target: what is fuzzed.
        data: the input.
        seconds: after this long it counts as hung, and is ended.
    """
    with tempfile.TemporaryFile() as stacks:
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(told)
            _be_the_child(target, data, seconds, tell, stacks.fileno())
        os.close(tell)
        try:
            answer, is_late = _listen(told, seconds + 2)
        finally:
            os.close(told)
        if is_late:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        stacks.seek(0)
        shown = stacks.read(_TOLD).decode("utf-8", "replace")
    if is_late:
        return Verdict(f"hang: more than {seconds:g} seconds, in {_first_own_frame(shown)}", shown)
    if os.WIFSIGNALED(status):
        which = signal.Signals(os.WTERMSIG(status)).name
        what = "hang: processor time" if which == "SIGXCPU" else f"crash: {which}"
        return Verdict(f"{what}, in {_first_own_frame(shown)}", shown)
    fault, _, detail = answer.decode("utf-8", "replace").partition("\0")
    return Verdict(fault, detail)


def _be_the_child(target: Target, data: bytes, seconds: float, tell: int, stacks: int) -> None:
    """Never returns."""
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nothing, standard)
        faulthandler.enable(stacks)
        faulthandler.dump_traceback_later(seconds, file=stacks)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        os.write(tell, _run(target, data).encode("utf-8", "replace")[: 64 * 1024])
    finally:
        os._exit(0)


def _run(target: Target, data: bytes) -> str:
    try:
        target.check(data)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        said = f"{type(error).__name__}: {error}".replace("\0", " ").replace("\n", " ")[:300]
        shown = traceback.format_exc()[-_TOLD:]
        return f"{said} [{_last_own_frame(shown)}]\0{shown}"
    return ""


def _listen(told: int, seconds: float) -> tuple[bytes, bool]:
    """What the child says until it ends, and whether it took too long."""
    pieces, end = [], time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if not select.select([told], [], [], left)[0]:
            break
        piece = os.read(told, 64 * 1024)
        if not piece:
            return b"".join(pieces), False
        pieces.append(piece)
    return b"".join(pieces), True


def _first_own_frame(shown: str) -> str:
    """The innermost frame of ours in a stack that faulthandler wrote, which begins with the innermost."""
    found = _OWN_FRAME.search(shown)
    return f"{found.group(1)}:{found.group(2)}" if found else "no place of ours"


def _last_own_frame(shown: str) -> str:
    found = _OWN_FRAME.findall(shown)
    return ":".join(found[-1]) if found else "no place of ours"
