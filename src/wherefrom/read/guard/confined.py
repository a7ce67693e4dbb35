"""Reading in a confined process of its own for each capture, and what is believed of what comes back.

The process may be taken over by what it reads. So it is handed an open file, not a name, answers in bytes that are decoded by type,
and its answer is checked (`checking`) like anything foreign. However it ends, the capture has an outcome.
"""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from wherefrom.config import Settings
from wherefrom.confine import Confinement, Died, Limits, allow_seconds, open_confinement
from wherefrom.read.dispatch import read_payload, refuse_by_size
from wherefrom.read.guard.checking import find_lie
from wherefrom.read.parts.allowance import GROWTH, allow_reading
from wherefrom.records import Capture, Ending, Outcome, Reading, decode_record, encode_record

MAKER = "wherefrom.read/confined 1"
WORK = "wherefrom.read.guard.confined:answer_reading"
PREPARE = "wherefrom.read.guard.prepared:prepare_reading"

REASON_LENGTH = 300


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """What a worker is told; the bytes come as an open file."""

    capture: Capture
    settings: Settings


@contextmanager
def open_reader(evidence: Path, settings: Settings) -> Iterator[Callable[[Capture], Reading]]:
    """A function that reads one capture in a process of its own; many threads may call it at once.

    Args:
        evidence: the bag, in which captures have their paths.
        settings: the limits.
    """
    with open_confinement(PREPARE) as confinement:
        yield partial(read_confined, confinement, evidence, settings)


def read_confined(confinement: Confinement, evidence: Path, settings: Settings, capture: Capture) -> Reading:
    """Read one capture in a process of its own. Problems of the material, and of the process, are outcomes."""
    try:
        descriptor = _open_payload(evidence / capture.path)
    except OSError as error:
        return _refuse(capture, f"its preserved bytes cannot be opened: {error.strerror or error}")
    try:
        size = os.fstat(descriptor).st_size
        refused = refuse_by_size(capture, size, settings)
        if refused is not None:
            return refused
        request = encode_record(ReadRequest(capture, settings))
        answer = confinement.run(WORK, request, descriptor, limits_of(settings, size))
    finally:
        os.close(descriptor)
    return _refuse(capture, answer.reason) if isinstance(answer, Died) else believe(answer, capture)


def answer_reading(request: bytes, descriptor: int) -> bytes:
    """The worker's side: read what the descriptor is open on, and answer with the reading as JSON."""
    asked = decode_record(request, ReadRequest)
    size = os.fstat(descriptor).st_size
    allowance = allow_reading(asked.settings, size, tell_growth=allow_seconds)
    with open(descriptor, "rb", closefd=False) as stream:
        data = stream.read(size)
    return encode_record(read_payload(asked.capture, data, asked.settings, allowance))


def believe(answer: bytes, capture: Capture) -> Reading:
    """What a worker answered, if it can be believed; else a refusal that says why not."""
    try:
        reading = decode_record(answer, Reading)
    except (ValueError, RecursionError) as error:
        return _refuse(capture, f"its reader answered something that is no reading: {error}")
    lie = find_lie(reading, capture.id)
    return _refuse(capture, f"its reader's answer is not believed: {lie}") if lie else reading


def limits_of(settings: Settings, size: int) -> Limits:
    """The limits for an input of so many bytes: the seconds grow with them, and later with its pages."""
    seconds = allow_reading(settings, size).seconds
    return Limits(seconds, settings.read_seconds * GROWTH, settings.read_memory, settings.read_output)


def _open_payload(path: Path) -> int:
    """Open preserved bytes for reading; never a link, a device or a pipe that somebody put in their place.

    Raises:
        OSError: it cannot be opened, or is no file.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError("it is no file")
    return descriptor


def _refuse(capture: Capture, reason: str) -> Reading:
    return Reading((), (Outcome(capture.id, "", Ending.REFUSED, reason[:REASON_LENGTH], MAKER),))
