"""The side that asks: starts the server, has workers begun, hands them open files, and takes bytes or a reason.

Safe to use from many threads. Whatever a worker does, `Confinement.run` returns within the limits on the clock.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from wherefrom.confine.bounds import Limits
from wherefrom.confine.deaths import OUT_OF_MEMORY, explain_death, wall_reason
from wherefrom.confine.framing import ANSWER, ENDED, READY, REQUEST, GarbledError, receive_answer, send_frame
from wherefrom.confine.mechanisms import Mechanisms
from wherefrom.confine.server import END
from wherefrom.errors import InstallationError

_START_SECONDS = 180.0
_TRIES = 3
_END_SECONDS = 10.0
_READY_BYTES = 1 << 16

# Arguments: the paths of modules, the socket, the function that prepares. Nothing of the caller's script is imported.
_BOOT = (
    "import json, socket, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from wherefrom.confine.server import serve; serve(socket.socket(fileno=int(sys.argv[2])), sys.argv[3])"
)
# What the server may know of the caller's environment: where libraries lie, and the time zone. No names, no keys.
_KEPT_VARIABLES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TZ", "HOME")
# One thread: a fork copies no others, and native libraries would wait for theirs.
_ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OBJC_DISABLE_INITIALIZE_FORK_SAFETY": "YES",
}


@dataclass(frozen=True, slots=True)
class Died:
    """Why there is no answer, as a clause for a report."""

    reason: str


class ServerGoneError(Exception):
    """The server ended; no item is to blame."""


@contextmanager
def open_confinement(prepare: str) -> Iterator["Confinement"]:
    """A server that lives as long as the context; its workers die with it.

    Args:
        prepare: ``module:function`` that imports and warms up what workers will need; done once, in the server.
    """
    confinement = Confinement(prepare)
    try:
        yield confinement
    finally:
        confinement.close()


class Confinement:
    """A server and its workers; started when first needed."""

    def __init__(self, prepare: str) -> None:
        self._prepare = prepare
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._mechanisms = Mechanisms()
        self._is_closed = False

    def mechanisms(self) -> Mechanisms:
        """What is in force in its workers.

        Raises:
            InstallationError: the server does not start.
        """
        with self._lock:
            self._start_if_needed()
            return self._mechanisms

    def run(self, work: str, request: bytes, descriptor: int, limits: Limits) -> bytes | Died:
        """Have one fresh worker do one thing.

        Args:
            work: ``module:function``, called with the request and the descriptor.
            request: what to do.
            descriptor: an open file to hand over, open for reading alone; -1: none.
            limits: what it may use.

        Returns:
            What it answered, which may be a lie, or why it did not.

        Raises:
            InstallationError: the server does not start.
        """
        for _ in range(_TRIES):
            try:
                worker = self.begin(work, limits, lasting=False)
            except ServerGoneError:
                continue
            with contextlib.closing(worker):
                try:
                    return worker.ask(request, descriptor)
                except ServerGoneError:
                    # The system may not say yet that the server is dead; it must not be asked again.
                    self._forget(worker.server)
        if self._is_closed:
            return Died("the reading was stopped")
        return Died("the process that starts readers was ended each time that it was read, as when memory runs out")

    def begin(self, work: str, limits: Limits, *, lasting: bool = True) -> "Worker":
        """Begin a worker that answers many requests, each within the limits; for work that needs no fresh process.

        Raises:
            InstallationError: the server does not start.
        """
        talk, its_talk = socket.socketpair()
        watch, its_watch = socket.socketpair()
        job = json.dumps({"work": work, "limits": asdict(limits), "lasting": lasting}).encode()
        with its_talk, its_watch, self._lock:
            try:
                control = self._start_if_needed()
                send_frame(control, REQUEST, job, (its_talk.fileno(), its_watch.fileno()))
            except (OSError, ServerGoneError) as error:
                talk.close()
                watch.close()
                self._stop()
                raise ServerGoneError from error
        return Worker(talk, watch, limits, control)

    def close(self) -> None:
        """End the server and with it all workers, at once."""
        self._is_closed = True
        control = self._control
        if control is not None:
            # So that a thread that waits for the server to begin lets go of the lock.
            with contextlib.suppress(OSError):
                control.shutdown(socket.SHUT_RDWR)
        with self._lock:
            self._stop()

    def _forget(self, server: socket.socket) -> None:
        """End a server that is of no use any more, unless another took its place already."""
        with self._lock:
            if self._control is server:
                self._stop()

    def _start_if_needed(self) -> socket.socket:
        if self._is_closed:
            raise ServerGoneError
        if self._control is not None and self._process is not None and self._process.poll() is None:
            return self._control
        self._stop()
        self._control, theirs = socket.socketpair()
        paths = json.dumps([os.path.abspath(path) for path in sys.path if path])  # noqa: PTH100 - texts for JSON
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter, and our own words
                [sys.executable, "-I", "-B", "-c", _BOOT, paths, str(number), self._prepare],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(number,),
                env=_ENVIRONMENT | {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
                cwd="/",
                start_new_session=True,  # Ctrl-C is for the program, which then ends the server
            )
        self._mechanisms = self._wait_until_ready(self._control)
        return self._control

    def _wait_until_ready(self, control: socket.socket) -> Mechanisms:
        try:
            told = receive_answer(control, _READY_BYTES, time.monotonic() + _START_SECONDS)
        except (TimeoutError, GarbledError, OSError):
            told = None
        control.settimeout(None)
        if told is None or told[0] != READY:
            self._stop()
            raise InstallationError(
                "The process that reads documents apart from this one does not start.",
                "Run `wherefrom doctor`; if memory is short, free some.",
            )
        fields = json.loads(told[1])
        return Mechanisms(**{**fields, "why_not": tuple(fields["why_not"])})

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            try:
                self._process.wait(_END_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None


class Worker:
    """A worker that was begun; made by `Confinement.begin`.

    Attributes:
        server: the socket to the server that began it.
    """

    def __init__(self, talk: socket.socket, watch: socket.socket, limits: Limits, server: socket.socket) -> None:
        self._talk, self._watch, self._limits, self.server = talk, watch, limits, server

    def ask(self, request: bytes, descriptor: int) -> bytes | Died:
        """One request; after a `Died` the worker is of no use any more.

        Raises:
            ServerGoneError: the server ended before it could tell how the worker did.
        """
        deadline = time.monotonic() + self._limits.wall()
        try:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                send_frame(self._talk, REQUEST, request, (descriptor,) if descriptor >= 0 else ())
            told = receive_answer(self._talk, self._limits.output, deadline)
        except GarbledError as error:
            return Died(str(error))
        except TimeoutError:
            return Died(wall_reason(self._limits))
        if told is None:
            return Died(self._why_it_died())
        kind, body = told
        if kind == ANSWER:
            return body
        words = body[:1000].decode("utf-8", "replace")
        return Died(OUT_OF_MEMORY if words == "MemoryError" else f"it cannot be read: {words}")

    def close(self) -> None:
        """Let go; the server kills the worker if it lives."""
        self._talk.close()
        self._watch.close()

    def _why_it_died(self) -> str:
        # It may have closed its socket and live on: then it is killed, and the server tells so.
        with contextlib.suppress(OSError):
            self._talk.shutdown(socket.SHUT_RDWR)
        try:
            told = receive_answer(self._watch, END.size, time.monotonic() + _END_SECONDS)
        except (TimeoutError, GarbledError):
            return "its reader stopped answering, and was ended"
        if told is None or told[0] != ENDED:
            raise ServerGoneError
        status, seconds, memory = END.unpack(told[1])
        return explain_death(status, seconds, memory, self._limits)
