"""Text: one document's text with its words and tokens, each cut once and kept."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from wherefrom.language.tokens import Token, WordClass, classify_word, cut_tokens
from wherefrom.language.words import Word, find_words
from wherefrom.records import Span


class Text:
    """The text of one document; words and tokens are made when first asked for.

    Args:
        text: its code points.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> list[Word]:
        """Every word, in order."""
        return find_words(self.text)

    @cached_property
    def _tokens(self) -> list[Token]:
        return cut_tokens(self.text, 0, len(self.text))

    def words_in(self, span: Span) -> list[Word]:
        """The words of a span: what cutting the span alone gives."""
        cut = _slice(self.words, span)
        return find_words(self.text, span.start, span.end) if cut is None else self.words[cut]

    def tokens_in(self, span: Span) -> list[Token]:
        """The tokens of a span: what cutting the span alone gives."""
        after = self.text[span.end : span.end + 1]
        cut = None if after.isalnum() or after == "_" else _slice(self._tokens, span)
        if cut is None:
            return cut_tokens(self.text, span.start, span.end)
        tokens = self._tokens[cut]
        # "the report": a form that may be a verb was read as a noun by a word that the span leaves out.
        if tokens and tokens[0].kind is WordClass.NOMINAL:
            tokens[0] = replace(tokens[0], kind=classify_word(tokens[0].form, capital=tokens[0].capital))
        return tokens


@lru_cache(maxsize=2)
def text_of(text: str) -> Text:
    """The words and tokens of a text, made once while a document is worked on; those of the last two texts are kept."""
    return Text(text)


def tokens_in(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of a text: what cutting it alone gives, cut once for the whole text."""
    return text_of(text).tokens_in(Span(start, end))


def _slice(cut: Sequence[Word] | Sequence[Token], span: Span) -> slice | None:
    """Which of some words lie in a span; None where one lies across an end of it."""
    low = bisect_left(cut, span.start, key=lambda own: own.start)
    high = bisect_left(cut, span.end, key=lambda own: own.start)
    across = (low and cut[low - 1].end > span.start) or (high and cut[high - 1].end > span.end)
    return None if across else slice(low, high)
