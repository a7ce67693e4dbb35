"""Marked text: spans that overlap or nest, cut at every boundary so that the pieces never do."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from wherefrom.records import Document, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be shown on a stretch of text.

    Attributes:
        span: where.
        kind: class of the stylesheet: ``statement``, ``voice``, ``source``, ``cue``, ``figure``, ``date``, ``found`` or ``hidden``.
        anchor: id that a link can point to, placed where the mark starts; may be empty.
        number: shown behind the mark where it ends; 0 for none.
    """

    span: Span
    kind: str
    anchor: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A stretch of text on which the same marks stand.

    Attributes:
        text: the words.
        kinds: classes of all marks on it, sorted; empty for plain text.
        anchors: ids of the marks that start here.
        numbers: numbers of the marks that end here, each with the anchor of its mark.
    """

    text: str
    kinds: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    numbers: tuple[tuple[int, str], ...] = ()


def hidden_marks(document: Document, window: Span) -> list[Mark]:
    """Marks on what of a window somebody who looks at the document does not see."""
    marks: list[Mark] = []
    first = bisect_right(document.hidden, window.start, key=lambda hidden: hidden.span.end)
    for hidden in document.hidden[first:]:
        if hidden.span.start >= window.end:
            break
        marks.append(Mark(hidden.span, "hidden"))
    return marks


def cut_pieces(text: str, window: Span, marks: Iterable[Mark]) -> tuple[MarkedPiece, ...]:
    """The text of a window, cut wherever a mark starts or ends; O(n log n) in the number of marks.

    A mark that reaches over an edge of the window is shown up to that edge; its anchor and its number stand only where
    it truly starts and ends.
    """
    inside = [mark for mark in marks if mark.span.start < window.end and window.start < mark.span.end]
    starts: dict[int, list[Mark]] = {}
    ends: dict[int, list[Mark]] = {}
    for mark in inside:
        starts.setdefault(max(mark.span.start, window.start), []).append(mark)
        ends.setdefault(min(mark.span.end, window.end), []).append(mark)
    boundaries = sorted({window.start, window.end, *starts, *ends})
    running: dict[str, int] = {}
    pieces: list[MarkedPiece] = []
    for at, following in pairwise(boundaries):
        for mark in ends.get(at, ()):
            running[mark.kind] -= 1
        begun = starts.get(at, [])
        for mark in begun:
            running[mark.kind] = running.get(mark.kind, 0) + 1
        pieces.append(
            MarkedPiece(
                text[at:following],
                tuple(sorted(kind for kind, count in running.items() if count)),
                tuple(mark.anchor for mark in begun if mark.anchor and mark.span.start == at),
                tuple((m.number, m.anchor) for m in ends.get(following, ()) if m.number and m.span.end == following),
            )
        )
    return tuple(pieces)
