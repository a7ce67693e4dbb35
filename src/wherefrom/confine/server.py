"""The server: a clean process that imports everything once, then forks a worker for each item.

It never reads foreign bytes itself. It hears from one side alone, over a socket that it was born with; when that side is gone, it
kills all workers and ends.
"""

import contextlib
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import struct
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from wherefrom.confine.bounds import Limits
from wherefrom.confine.framing import ENDED, READY, receive_request, send_frame
from wherefrom.confine.kernel import is_linux
from wherefrom.confine.landlock import landlock_version, make_ruleset, readable_paths
from wherefrom.confine.mechanisms import NO_RULESET, Mechanisms
from wherefrom.confine.namespaces import leave_network
from wherefrom.confine.rehearsal import rehearse
from wherefrom.confine.worker import run_worker

END = struct.Struct("!idQ")
"""How a worker ended: its wait status, its processor time, and the most memory that it held, in bytes."""

_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
_FILES_A_JOB = 2


@dataclass(slots=True)
class _Serving:
    """The server's state: its socket, what is in force, and the workers that live, by process id."""

    control: socket.socket
    mechanisms: Mechanisms
    ruleset: int
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    watches: dict[int, socket.socket] = field(default_factory=dict)


def serve(control: socket.socket, prepare: str) -> None:
    """Prepare, tell what is in force, and fork workers until the other side is gone.

    Args:
        control: the socket to whoever asks.
        prepare: ``module:function`` that imports and warms up what workers will need.
    """
    told: list[str] = []
    has_namespaces = _try_leaving_network(told)
    find_function(prepare)()
    ruleset, version = _make_ruleset(told)
    mechanisms = rehearse(Mechanisms(True, has_namespaces, version, is_linux(), tuple(told)), ruleset)
    serving = _Serving(control, mechanisms, ruleset)
    gc.collect()
    gc.freeze()  # so that a worker's collections do not touch, and copy, what was there before it
    send_frame(control, READY, json.dumps(asdict(mechanisms)).encode())
    try:
        _serve_until_gone(serving)
    finally:
        for process in serving.watches:
            os.kill(process, signal.SIGKILL)


def find_function(name: str) -> Callable[..., Any]:
    """The function of a module, from ``module:function``."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def _serve_until_gone(serving: _Serving) -> None:
    woken, waker = socket.socketpair()
    waker.setblocking(False)
    signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    serving.selector.register(serving.control, selectors.EVENT_READ)
    serving.selector.register(woken, selectors.EVENT_READ)
    while True:
        for key, _ in serving.selector.select():
            if key.fileobj is serving.control:
                if not _begin_worker(serving):
                    return
            elif key.fileobj is woken:
                woken.recv(4096)
                _bury_the_dead(serving)
            elif key.data in serving.watches:
                # Whoever asked wants no more of this worker.
                serving.selector.unregister(key.fileobj)
                os.kill(key.data, signal.SIGKILL)


def _begin_worker(serving: _Serving) -> bool:
    """Fork one worker; False when the other side is gone."""
    asked = receive_request(serving.control, _FILES_A_JOB)
    if asked is None:
        return False
    body, (talk, watch) = asked
    job = json.loads(body)
    work, limits = find_function(job["work"]), Limits(**job["limits"])
    process = os.fork()
    if process == 0:
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            run_worker(talk, work, limits, serving.mechanisms, serving.ruleset, lasting=job["lasting"])
            code = 0
        finally:
            os._exit(code)
    os.close(talk)
    serving.watches[process] = socket.socket(fileno=watch)
    serving.selector.register(serving.watches[process], selectors.EVENT_READ, process)
    return True


def _bury_the_dead(serving: _Serving) -> None:
    """Tell how workers ended. A process id is free for others only after this, so that no stranger is ever killed."""
    while serving.watches:
        process, status, used = os.wait4(-1, os.WNOHANG)
        if process == 0:
            return
        watch = serving.watches.pop(process)
        with contextlib.suppress(KeyError):
            serving.selector.unregister(watch)
        with contextlib.suppress(OSError):
            end = END.pack(status, used.ru_utime + used.ru_stime, used.ru_maxrss * _MAXRSS_UNIT)
            send_frame(watch, ENDED, end)
        watch.close()


def _try_leaving_network(told: list[str]) -> bool:
    if not is_linux():
        return False
    try:
        leave_network()
    except OSError as error:
        told.append(f"namespaces: {error.strerror}")
        return False
    return True


def _make_ruleset(told: list[str]) -> tuple[int, int]:
    """Landlock's rules for all that is imported now, and Landlock's version."""
    version = landlock_version() if is_linux() else 0
    if not version:
        return NO_RULESET, 0
    try:
        return make_ruleset(readable_paths(_folders_of_modules())), version
    except OSError as error:
        told.append(f"landlock: {error.strerror}")
        return NO_RULESET, 0


def _folders_of_modules() -> set[str]:
    """The interpreter's folders, and those of modules that lie elsewhere."""
    homes = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    files = [Path(own) for module in tuple(sys.modules.values()) if (own := getattr(module, "__file__", None))]
    elsewhere = {str(file.parent) for file in files if not any(file.is_relative_to(home) for home in homes)}
    return homes | elsewhere
