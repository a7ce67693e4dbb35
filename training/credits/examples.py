"""Examples: a stretch of text, a statement in it, the words that credit it to somebody, and how it is credited."""

from dataclasses import dataclass

from wherefrom.attribute.credits.asking import Standing

__all__ = ["Example", "Pairs", "Standing"]

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One statement in its place.

    Attributes:
        text: some paragraphs.
        statement: where the statement stands.
        credits: whom the document has it from.
        behind: whom these have it from, where the document says so.
        standing: how the document has it.
        own: where the document's own outlet is named, as far as it is known which that is.
        marks_known: whether credits and behind are all that there are; False where only the standing is known.
    """

    text: str
    statement: Pairs
    credits: Pairs
    behind: Pairs
    standing: Standing
    own: Pairs = ()
    marks_known: bool = True
