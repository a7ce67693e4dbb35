"""Decoded material that still knows its bytes.

Every reader works on a `Source`: Unicode text, and for each stretch of it the units that it was decoded from. What a
reader takes over into a document it takes by position, so the way back to the bytes is kept, never searched for.
"""

from bisect import bisect_right
from dataclasses import dataclass, field

STRETCH = 4096
"""Longest exact stretch, in code points: finding a byte costs encoding one stretch at most."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of decoded text and its units; ``exact`` when they are the text letter for letter."""

    start: int
    end: int
    unit_start: int
    unit_end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Decoded text with its way back.

    Attributes:
        text: the text as decoded, line ends as they stand.
        part: the part of the payload whose units are counted; empty for the payload's own bytes.
        encoding: the codec of exact stretches; empty when the units are the text's own code points (PDF pages).
        stretches: in order, without gaps; see `Stretch`.
        damaged: how many bytes could not be decoded; each run of them is one U+FFFD.
        guessed: nothing but its bytes told the charset, and they fit several.
    """

    text: str
    part: str
    encoding: str
    stretches: tuple[Stretch, ...] = ()
    damaged: int = 0
    guessed: bool = False
    starts: tuple[int, ...] = field(default=(), repr=False)

    def cut(self, start: int, end: int) -> list[Stretch]:
        """The stretches under text[start:end]: exact ones cut to it, the others whole."""
        if start >= end:
            return []
        if not self.encoding:
            return [Stretch(start, end, start, end, exact=True)]
        found: list[Stretch] = []
        for index in range(bisect_right(self.starts, start) - 1, len(self.stretches)):
            stretch = self.stretches[index]
            if stretch.start >= end:
                break
            found.append(self._cut_stretch(stretch, max(start, stretch.start), min(end, stretch.end)))
        return found

    def units(self, start: int, end: int) -> tuple[int, int]:
        """The units under text[start:end], first to one past last."""
        if not self.encoding:
            return start, end
        first, last = self._stretch_at(start), self._stretch_at(end - 1)
        return (
            self._cut_stretch(first, start, first.end).unit_start,
            self._cut_stretch(last, last.start, end).unit_end,
        )

    def _stretch_at(self, position: int) -> Stretch:
        return self.stretches[bisect_right(self.starts, position) - 1]

    def _cut_stretch(self, stretch: Stretch, start: int, end: int) -> Stretch:
        if not stretch.exact or (start == stretch.start and end == stretch.end):
            return stretch
        before = len(self.text[stretch.start : start].encode(self.encoding))
        inside = len(self.text[start:end].encode(self.encoding))
        return Stretch(start, end, stretch.unit_start + before, stretch.unit_start + before + inside, exact=True)


def page_source(text: str, part: str) -> Source:
    """The text of a PDF page, whose units are its own code points."""
    return Source(text, part, "")


def source_of(text: str, part: str, encoding: str, stretches: list[Stretch], damaged: int) -> Source:
    """A source from its decoded stretches."""
    return Source(text, part, encoding, tuple(stretches), damaged, starts=tuple(stretch.start for stretch in stretches))
