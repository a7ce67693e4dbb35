"""The way back to bytes for many spans of one document, in time that does not grow with where they stand.

`locate_span` counts the bytes before a span anew each time; for every statement of a book that is quadratic.
"""

from bisect import bisect_right
from dataclasses import replace

from wherefrom.records import Document, Segment, Span
from wherefrom.spans import is_counted_in_characters, locate_span

# Code points between two places whose byte is remembered.
_STEP = 4096


class Locator:
    """Says for spans of one document what `locate_span` says."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._ends = [own.end for own in document.segments]
        text, total = document.text, 0
        self._bytes = [0]
        for start in range(0, len(text), _STEP):
            total += _size(text[start : start + _STEP])
            self._bytes.append(total)

    def locate(self, span: Span) -> tuple[Segment, ...]:
        """The preserved units that a span was read from, in order."""
        found: list[Segment] = []
        for place in range(bisect_right(self._ends, span.start), len(self._ends)):
            segment = self._document.segments[place]
            if segment.start >= span.end:
                break
            found.extend(self._cut(segment, span))
        return tuple(found)

    def _cut(self, segment: Segment, span: Span) -> tuple[Segment, ...]:
        is_utf8 = self._document.encoding.lower().replace("_", "-") in {"utf-8", "utf8", "ascii"}
        if not segment.exact or not is_utf8 or is_counted_in_characters(segment):
            return locate_span(replace(self._document, segments=(segment,)), span)
        start, end = max(segment.start, span.start), min(segment.end, span.end)
        first = segment.unit_start + self._byte(start) - self._byte(segment.start)
        length = self._byte(end) - self._byte(start)
        return (replace(segment, start=start, end=end, unit_start=first, unit_end=first + length),)

    def _byte(self, position: int) -> int:
        """How many bytes of UTF-8 stand before a code point."""
        step = position // _STEP
        return self._bytes[step] + _size(self._document.text[step * _STEP : position])


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
