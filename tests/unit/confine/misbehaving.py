"""Workers that misbehave in every way that foreign bytes could make them."""

import json
import os
import signal
import sys
import time

from wherefrom.confine import allow_seconds
from wherefrom.read.guard import confined
from wherefrom.read.guard.confined import ReadRequest, answer_reading
from wherefrom.records import decode_record


def prepare() -> None:
    """Nothing to prepare."""


def echo(request: bytes, descriptor: int) -> bytes:
    return request + (os.read(descriptor, 100) if descriptor >= 0 else b"")


def process_id(_request: bytes, _descriptor: int) -> bytes:
    return str(os.getpid()).encode()


def descriptors(_request: bytes, _descriptor: int) -> bytes:
    opened = []
    for number in range(256):
        try:
            os.fstat(number)
        except OSError:
            continue
        opened.append(number)
    return json.dumps(opened).encode()


def write_to_handed_file(_request: bytes, descriptor: int) -> bytes:
    os.write(descriptor, b"x")
    return b"written"


def crash(_request: bytes, _descriptor: int) -> bytes:
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)
    signal.raise_signal(signal.SIGSEGV)
    return b""


def leave(_request: bytes, _descriptor: int) -> bytes:
    os._exit(0)


def spin(_request: bytes, _descriptor: int) -> bytes:
    while True:
        pass


def hang(_request: bytes, _descriptor: int) -> bytes:
    while True:
        time.sleep(60)


def hang_with_clocks_stopped(_request: bytes, _descriptor: int) -> bytes:
    signal.setitimer(signal.ITIMER_REAL, 0)
    return hang(b"", -1)


def grant_itself_much(_request: bytes, _descriptor: int) -> bytes:
    allow_seconds(1e6)
    return spin(b"", -1)


def eat_memory(_request: bytes, _descriptor: int) -> bytes:
    return bytes(4 << 30)


def flood(_request: bytes, _descriptor: int) -> bytes:
    return bytes(8 << 20)


def babble(_request: bytes, _descriptor: int) -> bytes:
    for number in range(3, 64):
        try:
            os.write(number, b"\xff" * 64)
        except OSError:
            continue
    return b""


def recurse(_request: bytes, _descriptor: int) -> bytes:
    return recurse(_request, _descriptor)


def read_or_die(request: bytes, descriptor: int) -> bytes:
    """As the real reader, but a name may make it misbehave."""
    capture = decode_record(request, ReadRequest).capture
    if "kill" in capture.name:
        crash(b"", -1)
    if "lie" in capture.name:
        return answer_reading(request, descriptor).replace(b"fell", b"rose")
    return answer_reading(request, descriptor)


def use_misbehaving_reader() -> None:
    """Have the pipeline of this process read by `read_or_die`."""
    confined.WORK = f"{__name__}:read_or_die"


sys.modules.setdefault("misbehaving", sys.modules[__name__])
