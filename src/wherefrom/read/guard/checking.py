"""What a reading must satisfy before it is believed, whoever made it.

A reader that foreign bytes have taken over can say what it likes of *its* capture: no check in here tells true words from invented
ones (`wherefrom verify` and the map to the bytes do). But it cannot speak for another capture, or break what is built on spans.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from wherefrom.ids import digest_text, make_id
from wherefrom.records import Document, Ending, Reading, Segment, Span

_ENCODING = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,40}")
_MAKER = re.compile(r"wherefrom[ .][ -~]{1,100}")


def find_lie(reading: Reading, capture: str) -> str:
    """The first thing in a reading that cannot be; empty when all can.

    Args:
        reading: what a reader answered.
        capture: id of the capture that it was asked to read.
    """
    return next(_lies(reading, capture), "")


def _lies(reading: Reading, capture: str) -> Iterator[str]:
    if not reading.outcomes:
        yield "it tells no outcome"
    if any(outcome.capture != capture for outcome in reading.outcomes):
        yield "it speaks of another capture"
    if any(not _MAKER.fullmatch(outcome.maker) for outcome in reading.outcomes):
        yield "it names a reader that is none of ours"
    if reading.documents and all(outcome.ending is Ending.REFUSED for outcome in reading.outcomes):
        yield "it holds documents and says that all was refused"
    seen: set[str] = set()
    for document in reading.documents:
        if document.id in seen:
            yield f"two documents are called {document.id}"
        seen.add(document.id)
        if lie := next(_document_lies(document, capture), ""):
            yield f"{lie} (part {document.part!r})"


def _document_lies(document: Document, capture: str) -> Iterator[str]:
    if document.capture != capture:
        yield "a document is said to be of another capture"
    if document.text_sha256 != digest_text(document.text):
        yield "a text does not have the digest that it is said to have"
    if document.id != make_id("doc", capture, document.part, document.text_sha256):
        yield "a document does not have the id that its text makes"
    if not _ENCODING.fullmatch(document.encoding):
        yield "an encoding has no name"
    length = len(document.text)
    yield from _stretch_lies("passages", (own.span for own in document.passages), length)
    for passage in document.passages:
        yield from _stretch_lies("sentences", passage.sentences, passage.span.end, passage.span.start)
    yield from _segment_lies(document.segments, length)
    yield from _stretch_lies("hidden stretches", (own.span for own in document.hidden), length)
    if any(not 0 <= own.span.start <= own.span.end <= length for own in document.hyperlinks):
        yield "hyperlinks reach out of the text"


def _segment_lies(segments: tuple[Segment, ...], length: int) -> Iterator[str]:
    yield from _stretch_lies("segments", segments, length)
    if any(not 0 <= own.unit_start <= own.unit_end for own in segments):
        yield "segments stand for units that cannot be"


def _stretch_lies(what: str, stretches: Iterable[Span | Segment], end: int, start: int = 0) -> Iterator[str]:
    """Whether stretches lie in their bounds, in order, without overlapping."""
    listed = list(stretches)
    if any(not start <= own.start <= own.end <= end for own in listed):
        yield f"{what} reach out of the text"
    if any(later.start < earlier.end for earlier, later in pairwise(listed)):
        yield f"{what} overlap or are out of order"
