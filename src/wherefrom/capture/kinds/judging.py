"""Telling media types in a confined process: signatures and directories of archives are foreign bytes too.

One process judges many files, since an answer is one short word, checked for its form: a file that took the process over could
at worst have later ones of the same run called by a wrong type, which sends them to a wrong reader, in a process of *its* own.
Whatever goes wrong, the file is captured all the same, as ``application/octet-stream``.
"""

import atexit
import contextlib
import os
import re
import threading
from pathlib import Path

from wherefrom.capture.kinds.media_type import UNKNOWN, find_type_of
from wherefrom.confine import Confinement, Died, Limits, ServerGoneError, Worker

WORK = "wherefrom.capture.kinds.judging:answer_type"
PREPARE = "wherefrom.capture.kinds.judging:prepare_judging"

LIMITS = Limits(seconds=5, most_seconds=10, memory=1 << 30, output=256)
"""For one file: at most a mebibyte and a directory of an archive are looked at, which takes milliseconds."""

_TYPE = re.compile(rb"[a-z]{1,20}/[A-Za-z0-9][A-Za-z0-9.+_-]{0,100}")


class _Judge:
    """The process that judges, begun when first needed and anew after it died or this process was forked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner = 0
        self._confinement: Confinement | None = None
        self._worker: Worker | None = None

    def ask(self, extension: str, descriptor: int) -> bytes | Died:
        with self._lock:
            try:
                answer = self._begin().ask(extension.encode("utf-8", "surrogateescape"), descriptor)
            except ServerGoneError:
                answer = Died("the process that judges media types was ended")
            if isinstance(answer, Died):
                self._let_go()
            return answer

    def close(self) -> None:
        """End the process, if this one began it."""
        with contextlib.suppress(OSError):
            self._let_go()
            if self._confinement is not None and self._owner == os.getpid():
                self._confinement.close()
        self._confinement = None

    def _begin(self) -> Worker:
        if self._owner != os.getpid():
            self._owner, self._confinement, self._worker = os.getpid(), None, None
        if self._confinement is None:
            self._confinement = Confinement(PREPARE)
        if self._worker is None:
            self._worker = self._confinement.begin(WORK, LIMITS)
        return self._worker

    def _let_go(self) -> None:
        if self._worker is not None:
            self._worker.close()
        self._worker = None


_JUDGE = _Judge()
atexit.register(_JUDGE.close)


def judge_media_type(path: Path, extension: str) -> str:
    """The media type of a file, found in a confined process; see `wherefrom.capture.kinds.media_type.find_media_type`."""
    with path.open("rb") as stream:
        answer = _JUDGE.ask(extension, stream.fileno())
    return answer.decode("ascii") if isinstance(answer, bytes) and _TYPE.fullmatch(answer) else UNKNOWN


def prepare_judging() -> None:
    """What the process needs is imported with this module."""


def answer_type(request: bytes, descriptor: int) -> bytes:
    """The worker's side: the extension as received, and an open file, to its media type."""
    with open(descriptor, "rb", closefd=False) as stream:
        return find_type_of(stream, request.decode("utf-8", "surrogateescape")).encode()
