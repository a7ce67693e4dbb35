"""Quotations: stretches in double quotation marks, over several paragraphs where the text runs on.

A mark that opens again at the start of a paragraph, while a quotation is still open, continues it: that is how long
quotations are set. A mark that never closes ends with its paragraph.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wherefrom.attribute.words import Token, WordClass
from wherefrom.records import Span

# Fewer words than this in quotation marks are a phrase inside somebody's sentence, not a sentence of their own.
SPEECH_WORDS = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, marks included; one span a paragraph.

    Attributes:
        spans: in order.
        closed: a closing mark was found.
        words: how many words it holds.
        sentence_end: it ends with a mark that ends a clause (comma, stop, question mark).
    """

    spans: tuple[Span, ...]
    closed: bool
    words: int
    sentence_end: bool

    @property
    def start(self) -> int:
        """Its first code point."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """One past its last code point."""
        return self.spans[-1].end

    @property
    def is_speech(self) -> bool:
        """Whether it is long enough, or so punctuated, that it stands for itself."""
        return self.words >= SPEECH_WORDS or (self.sentence_end and self.words > 1)


class _Open:
    """A quotation while it is being read."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.words = 0
        self.last = ""

    def finish(self, *, closed: bool) -> Quotation:
        return Quotation(tuple(self.spans), closed, self.words, self.last in {",", ".", "?", "!", "…", "—"})


def find_quotations(paragraphs: Iterable[list[Token]]) -> list[Quotation]:
    """The quotations in a run of paragraphs, in order.

    Args:
        paragraphs: the tokens of each paragraph.
    """
    found: list[Quotation] = []
    running: _Open | None = None
    for tokens in paragraphs:
        if not tokens:
            continue
        start: int | None = None
        if running is not None:
            if tokens[0].kind is WordClass.OPENING:
                start = tokens[0].start
            else:
                found.append(running.finish(closed=False))
                running = None
        for index, token in enumerate(tokens):
            if token.kind is WordClass.OPENING and start is None:
                running, start = _Open(), token.start
            elif start is not None and running is not None and _ends(token, index):
                running.spans.append(Span(start, token.end))
                found.append(running.finish(closed=True))
                running, start = None, None
            elif running is not None:
                running.words += token.form[:1].isalnum()
                running.last = token.form
        if running is not None and start is not None:
            running.spans.append(Span(start, tokens[-1].end))
    if running is not None:
        found.append(running.finish(closed=False))
    return found


def _ends(token: Token, index: int) -> bool:
    """Whether a token ends an open quotation: a closing mark, or a straight one that could only open within it."""
    return token.kind is WordClass.CLOSING or (
        token.kind is WordClass.OPENING and index > 0 and token.form in {'"', "''"}
    )
