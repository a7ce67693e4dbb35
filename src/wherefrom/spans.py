"""Work on spans: the text they cover, how they lie to each other, and the way back to bytes."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from wherefrom.errors import AnchorError
from wherefrom.ids import digest_text
from wherefrom.records import Document, Passage, Segment, Span


def covered_text(text: str, spans: Iterable[Span]) -> str:
    """The words under the spans, pieces joined by a newline."""
    return "\n".join(text[span.start : span.end] for span in spans)


def digest_spans(text: str, spans: Iterable[Span]) -> str:
    """SHA-256 of the covered text: what a record keeps so that a drifted anchor is noticed."""
    return digest_text(covered_text(text, spans))


def check_anchor(document: Document, spans: Iterable[Span], digest: str, record: str) -> None:
    """Make sure that spans still cover the text that they were made on.

    Raises:
        AnchorError: they do not.
    """
    if digest_spans(document.text, spans) != digest:
        raise AnchorError(
            f"The record {record} no longer covers the text that it was made on, in {document.name}.",
            "Rebuild the case with `wherefrom trace CASE --afresh`, and keep the old case.db for comparison.",
        )


def overlaps(a: Span, b: Span) -> bool:
    """Whether two spans share a code point."""
    return a.start < b.end and b.start < a.end


class Coverage:
    """Many spans, of which one question is asked: whether any shares a code point with a given one.

    Args:
        spans: in any order, and they may overlap.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        # How far the spans up to each one reach: a hostile document has a hundred thousand of them.
        self._reach = list(accumulate((span.end for span in ordered), max))

    def meets(self, span: Span) -> bool:
        """Whether one of the spans overlaps this one."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reach[before - 1] > span.start


def contains(outer: Span, inner: Span) -> bool:
    """Whether every code point of ``inner`` is in ``outer``."""
    return outer.start <= inner.start and inner.end <= outer.end


def hull(spans: Sequence[Span]) -> Span:
    """The smallest span that covers all of them.

    Raises:
        ValueError: there are none.
    """
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def merge_spans(spans: Iterable[Span], gap: int = 0) -> tuple[Span, ...]:
    """Sorted spans in which those that touch, overlap, or lie at most ``gap`` code points apart are one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + gap:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def subtract_spans(whole: Span, holes: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of ``whole`` without the holes, in order."""
    left: list[Span] = []
    at = whole.start
    for hole in merge_spans(holes):
        if hole.start > at:
            left.append(Span(at, min(hole.start, whole.end)))
        at = max(at, hole.end)
        if at >= whole.end:
            break
    if at < whole.end:
        left.append(Span(at, whole.end))
    return tuple(span for span in left if span.start < span.end)


def strip_span(text: str, span: Span, extra: str = "") -> Span:
    """The span without white space, or the ``extra`` characters, at its ends; empty at its start if nothing is left."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in extra):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in extra):
        end -= 1
    return Span(start, end)


def passage_at(document: Document, position: int) -> Passage | None:
    """The passage that holds a code point, if any."""
    for passage in document.passages:
        if passage.span.start <= position < passage.span.end:
            return passage
    return None


def sentence_at(document: Document, position: int) -> Span | None:
    """The sentence that holds a code point, if any."""
    passage = passage_at(document, position)
    if passage is None:
        return None
    for sentence in passage.sentences:
        if sentence.start <= position < sentence.end:
            return sentence
    return None


def locate_span(document: Document, span: Span) -> tuple[Segment, ...]:
    """The preserved units that a span was read from, in order.

    Exact segments are cut to the span; a segment that only stands for its text (an entity, an escape) comes whole,
    since part of it decodes to nothing.
    """
    found: list[Segment] = []
    for segment in document.segments:
        if segment.end <= span.start:
            continue
        if segment.start >= span.end:
            break
        found.append(_cut_segment(document, segment, span) if segment.exact else segment)
    return tuple(found)


def _cut_segment(document: Document, segment: Segment, span: Span) -> Segment:
    """An exact segment, cut to a span; page parts count characters, all others count encoded bytes."""
    start, end = max(segment.start, span.start), min(segment.end, span.end)
    before, inside = document.text[segment.start : start], document.text[start:end]
    if is_counted_in_characters(segment):
        skipped, length = len(before), len(inside)
    else:
        skipped, length = _encoded_length(before, document.encoding), _encoded_length(inside, document.encoding)
    unit_start = segment.unit_start + skipped
    return replace(segment, start=start, end=end, unit_start=unit_start, unit_end=unit_start + length)


def is_counted_in_characters(segment: Segment) -> bool:
    """Whether a segment's units are characters of a PDF page rather than bytes."""
    return segment.part.rpartition("/")[2].startswith("page:")


def _encoded_length(text: str, encoding: str) -> int:
    return len(text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "strict"))
