"""Quotations: stretches in double quotation marks, over several paragraphs where the text runs on.

A mark that opens again at the start of a paragraph, while a quotation is still open, continues it: that is how long
quotations are set. A mark that never closes ends with its paragraph.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import Span

# Fewer words than this in quotation marks are a phrase inside somebody's sentence, not a sentence of their own.
SPEECH_WORDS = 4
_CLAUSE_ENDS = frozenset({",", ".", "?", "!", "…", "—"})


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


class _Reader:
    """Reads paragraph after paragraph, with at most one quotation open."""

    def __init__(self) -> None:
        self.found: list[Quotation] = []
        self._spans: list[Span] = []
        self._start: int | None = None
        self._words = 0
        self._last = ""

    def read(self, tokens: list[Token]) -> None:
        """Take in one paragraph."""
        if self._spans:
            if tokens[0].kind is WordClass.OPENING:
                self._start = tokens[0].start
            else:
                self.finish(closed=False)
        for index, token in enumerate(tokens):
            if self._start is None:
                if token.kind is WordClass.OPENING:
                    self._start = token.start
            elif _ends(token, index):
                self._spans.append(Span(self._start, token.end))
                self.finish(closed=True)
            else:
                self._words += token.form[:1].isalnum()
                self._last = token.form
        if self._start is not None:
            self._spans.append(Span(self._start, tokens[-1].end))

    def finish(self, *, closed: bool) -> None:
        """Put away the open quotation, if there is one."""
        if self._spans:
            self.found.append(Quotation(tuple(self._spans), closed, self._words, self._last in _CLAUSE_ENDS))
        self._spans, self._start, self._words, self._last = [], None, 0, ""


def find_quotations(paragraphs: Iterable[list[Token]]) -> list[Quotation]:
    """The quotations in a run of paragraphs, in order.

    Args:
        paragraphs: the tokens of each paragraph.
    """
    reader = _Reader()
    for tokens in paragraphs:
        if tokens:
            reader.read(tokens)
    reader.finish(closed=False)
    return reader.found


def _ends(token: Token, index: int) -> bool:
    """Whether a token ends an open quotation: a closing mark, or a straight one that could only open within it."""
    return token.kind is WordClass.CLOSING or (
        token.kind is WordClass.OPENING and index > 0 and token.form in {'"', "''"}
    )
