"""The worker: a fork of the server that confines itself, then answers. Nothing that it says is trusted."""

import os
import signal
import socket
from collections.abc import Callable

from wherefrom.confine.bounds import Limits, begin_item, end_item
from wherefrom.confine.framing import ANSWER, RAISED, receive_request, write_frame
from wherefrom.confine.kernel import die_with_parent, is_linux
from wherefrom.confine.mechanisms import Mechanisms, confine_self
from wherefrom.errors import catching_panics

Work = Callable[[bytes, int], bytes]
"""What a worker does: a request, and the descriptor of an open file (-1: none), to an answer."""

NO_FILE = -1
STANDARD_STREAMS = 3


def run_worker(
    talk: int, work: Work, limits: Limits, mechanisms: Mechanisms, ruleset: int, *, lasting: bool = False
) -> None:
    """Confine this process and answer; it should end after this.

    Args:
        talk: descriptor of the socket on which requests come and answers go.
        work: what is done for each request.
        limits: for one item.
        mechanisms: what is in force here.
        ruleset: descriptor of Landlock's rules.
        lasting: answer until no more is asked, not once.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    if is_linux():
        die_with_parent(signal.SIGKILL)
    _close_all_but({talk, ruleset})
    speaker = socket.socket(fileno=talk)
    confine_self(mechanisms, ruleset, limits, lasting=lasting)
    while (asked := receive_request(speaker, 1)) is not None:
        request, descriptors = asked
        begin_item(limits)
        kind, answer = _answer(work, request, descriptors[0] if descriptors else NO_FILE)
        end_item()
        for descriptor in descriptors:
            os.close(descriptor)
        write_frame(talk, kind, answer)
        if not lasting:
            return


def _answer(work: Work, request: bytes, descriptor: int) -> tuple[int, bytes]:
    try:
        with catching_panics():
            return ANSWER, work(request, descriptor)
    except MemoryError:
        return RAISED, b"MemoryError"
    except Exception as error:  # noqa: BLE001 - whatever foreign bytes bring about is told to the other side
        return RAISED, f"{type(error).__name__}: {error}"[:1000].encode("utf-8", "replace")


def _close_all_but(kept: set[int]) -> None:
    """Close the server's sockets, by which one worker could speak for another."""
    before = STANDARD_STREAMS
    for descriptor in sorted(own for own in kept if own >= 0):
        os.closerange(before, descriptor)
        before = descriptor + 1
    os.closerange(before, os.sysconf("SC_OPEN_MAX"))
