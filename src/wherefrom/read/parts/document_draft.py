"""A document being written: its text grows with its map to bytes, so that neither can be without the other."""

import re
from dataclasses import dataclass, field

from wherefrom.read.parts.source import Source
from wherefrom.records import Box, Hidden, Hyperlink, Role, Segment, Span

_LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that stands on its own, with its role where the markup told it."""

    span: Span
    role: Role | None = None


@dataclass(slots=True)
class DocumentDraft:
    """Text under construction.

    Attributes:
        pieces: the text so far.
        length: its code points.
        segments: its map, in order; neighbours that continue each other are one.
        blocks: what stands on its own; when empty, the text is looked through for paragraphs.
        hyperlinks: in order.
        hidden: what a reader does not see, in order.
    """

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    segments: list[Segment] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    hyperlinks: list[Hyperlink] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.pieces)

    def put(self, text: str) -> None:
        """Add text of the reader's own, such as the break between two paragraphs."""
        self.pieces.append(text)
        self.length += len(text)

    def add(self, text: str, segment: Segment) -> None:
        """Add text whose place is known already; the segment must begin at the draft's end."""
        self._append(segment)
        self.put(text)

    def copy(self, source: Source, start: int, end: int, box: Box | None = None) -> None:
        """Add text as it stands in the source."""
        moved = self.length - start
        for stretch in source.cut(start, end):
            # A stretch that only stands for its text comes whole from `cut`; only the part asked for is taken over.
            first, last = max(start, stretch.start) + moved, min(end, stretch.end) + moved
            self._append(Segment(first, last, source.part, stretch.unit_start, stretch.unit_end, stretch.exact, box))
        self.put(source.text[start:end])

    def stand_for(self, source: Source, start: int, end: int, text: str, box: Box | None = None) -> None:
        """Add text that other text of the source stands for: an entity, an escape, folded white space."""
        if not text:
            return
        if source.text[start:end] == text:
            self.copy(source, start, end, box)
            return
        unit_start, unit_end = source.units(start, end)
        at = self.length
        self._append(Segment(at, at + len(text), source.part, unit_start, unit_end, exact=False, box=box))
        self.put(text)

    def copy_lines(self, source: Source, start: int, end: int) -> None:
        """Add text with every line end as one line feed."""
        at = start
        for line_end in _LINE_END.finditer(source.text, start, end):
            self.copy(source, at, line_end.start())
            self.stand_for(source, line_end.start(), line_end.end(), "\n")
            at = line_end.end()
        self.copy(source, at, end)

    def end_block(self, start: int, role: Role | None = None) -> None:
        """What was added since ``start`` stands on its own."""
        if self.length > start:
            self.blocks.append(Block(Span(start, self.length), role))

    def begin_block(self) -> int:
        """Part the next block from what stands before it; returns where it begins."""
        if self.length:
            self.put("\n\n")
        return self.length

    def _append(self, new: Segment) -> None:
        last = self.segments[-1] if self.segments else None
        if (
            last
            and last.exact
            and new.exact
            and (last.part, last.unit_end, last.end, last.box) == (new.part, new.unit_start, new.start, new.box)
        ):
            self.segments[-1] = Segment(last.start, new.end, last.part, last.unit_start, new.unit_end, box=last.box)
        else:
            self.segments.append(new)
