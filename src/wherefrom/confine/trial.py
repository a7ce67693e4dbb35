"""What a confined worker can do: tried, not believed. `wherefrom doctor` and the tests ask it."""

import json
import os
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path

DENIED, ALLOWED = "denied", "allowed"


def prepare_trial() -> None:
    """Import what the trial needs: nothing beyond this module."""


def try_everything(request: bytes, _descriptor: int) -> bytes:
    """Try what no reader needs.

    Args:
        request: JSON: ``files``, the files to try to write, and ``other``, a process to try to signal.

    Returns:
        JSON: for each attempt, whether it was denied or allowed, and in whose words.
    """
    asked = json.loads(request)
    attempts: dict[str, Callable[[], object]] = {
        "open a network socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).close(),
        "read /etc/passwd": lambda: Path("/etc/passwd").read_bytes(),
        "run a program": _run_program,
        "start a process": _start_process,
        "signal another process": lambda: os.kill(asked["other"], 0),
        "become another user": lambda: os.setresuid(1, 1, 1) if hasattr(os, "setresuid") else os.setuid(1),
        "rename a file": lambda: Path(asked["files"][0]).with_name("wherefrom-none").rename(asked["files"][0]),
    }
    for file in asked["files"]:
        attempts[f"write into {Path(file).parent}"] = partial(_write, file)
    return json.dumps({name: _attempt(act) for name, act in attempts.items()}).encode()


def _attempt(act: Callable[[], object]) -> list[str]:
    try:
        act()
    except FileNotFoundError as error:
        # It was let through as far as looking for what is not there.
        return [ALLOWED, str(error.strerror)]
    except OSError as error:
        return [DENIED, str(error.strerror)]
    return [ALLOWED, ""]


def _write(file: str) -> None:
    with Path(file).open("xb") as stream:
        stream.write(b"x")
        stream.flush()
    Path(file).unlink()


def _run_program() -> None:
    os.execv("/nonexistent/program", ["program"])  # noqa: S606 - it must not run


def _start_process() -> None:
    process = os.fork()
    if process == 0:
        os._exit(0)
    os.waitpid(process, 0)
