"""Examples: a stretch of text, a statement in it, the words that credit it to somebody, how it is credited, who is named."""

from collections.abc import Iterable
from dataclasses import dataclass

from wherefrom.attribute.credits.asking import Standing
from wherefrom.attribute.parts.recognised import NameKind

__all__ = ["Example", "NameKind", "Named", "Pairs", "Standing"]

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Where a text names whom.

    Attributes:
        names: start, end and kind.
        unknown: stretches of which nobody said whom they name.
    """

    names: tuple[tuple[int, int, NameKind], ...] = ()
    unknown: Pairs = ()

    def moved(self, by: int) -> "Named":
        """The same, further on in a text."""
        return Named(
            tuple((low + by, high + by, kind) for low, high, kind in self.names),
            tuple((low + by, high + by) for low, high in self.unknown),
        )


def together(parts: Iterable[Named]) -> Named:
    """What several stretches of one text name."""
    held = list(parts)
    return Named(
        tuple(name for own in held for name in own.names), tuple(stretch for own in held for stretch in own.unknown)
    )


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
        named: whom the text names; None: nobody said.
        marks_known: whether credits and behind are all that there are; False where only the standing is known.
    """

    text: str
    statement: Pairs
    credits: Pairs
    behind: Pairs
    standing: Standing
    own: Pairs = ()
    named: Named | None = None
    marks_known: bool = True
