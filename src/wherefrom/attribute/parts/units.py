"""Units: sentences joined where a quotation runs over their edge, each quotation of some length made one token.

A sentence splitter cuts within quotations ("It is cold. It is late," she said), and who said it then stands in another
sentence than half of what was said. A unit is the smallest run of sentences that cuts no quotation.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from wherefrom.attribute.parts.quotations import Quotation, find_quotations
from wherefrom.language.text import tokens_in
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import Document, Passage, Role, Span

# Roles that carry somebody's words; a byline or a mail header credits the document, not a statement.
SPEAKING_ROLES = frozenset(
    {
        Role.HEADLINE,
        Role.STANDFIRST,
        Role.SUBHEADING,
        Role.BODY,
        Role.CAPTION,
        Role.FOOTNOTE,
        Role.QUOTED_BLOCK,
    }
)
# Where every word may have a capital, so that capitals name nobody.
HEADINGS = frozenset({Role.HEADLINE, Role.SUBHEADING})
# A pathological "sentence" is worked on in pieces of this many tokens, so that one long line cannot cost the square.
_UNIT_TOKENS = 400


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of sentences that cuts no quotation.

    Attributes:
        number: place in the document, from 0.
        span: from its first to its last sentence.
        passage: number of the passage.
        role: the passage's role.
        tokens: its tokens, each long quotation being one token of class QUOTATION.
        quotations: the quotations that begin in it, by their first code point.
        sentences: as the document gives them.
    """

    number: int
    span: Span
    passage: int
    role: Role
    tokens: list[Token]
    quotations: dict[int, Quotation]
    sentences: tuple[Span, ...]


def cut_units(document: Document) -> list[Unit]:
    """The units of every passage that may carry somebody's words."""
    passages = [(n, p) for n, p in enumerate(document.passages) if p.role in SPEAKING_ROLES]
    tokens = [tokens_in(document.text, p.span.start, p.span.end) for _, p in passages]
    quotations = find_quotations(tokens)
    starts = [piece.start for quotation in quotations for piece in quotation.spans]
    pieces = [(piece, quotation) for quotation in quotations for piece in quotation.spans]
    units: list[Unit] = []
    for (number, passage), own in zip(passages, tokens, strict=True):
        low, high = bisect_left(starts, passage.span.start), bisect_left(starts, passage.span.end)
        units.extend(_cut_passage(document.text, number, passage, own, pieces[low:high], len(units)))
    return units


def _cut_passage(
    text: str,
    number: int,
    passage: Passage,
    tokens: list[Token],
    pieces: list[tuple[Span, Quotation]],
    first: int,
) -> Iterator[Unit]:
    masked = list(_mask_quotations(tokens, pieces))
    starts = [token.start for token in masked]
    piece_starts = [piece.start for piece, _ in pieces]
    count = first
    for sentences in _join_sentences(text, passage, [piece for piece, _ in pieces]):
        span = Span(sentences[0].start, sentences[-1].end)
        low, high = bisect_left(starts, span.start), bisect_left(starts, span.end)
        for at in range(low, high, _UNIT_TOKENS):
            own = masked[at : min(at + _UNIT_TOKENS, high)]
            first = bisect_left(piece_starts, own[0].start)
            covered = pieces[first : bisect_left(piece_starts, own[-1].end)]
            quoted = {piece.start: quotation for piece, quotation in covered}
            stretch = span if high - low <= _UNIT_TOKENS else Span(own[0].start, own[-1].end)
            yield Unit(count, stretch, number, passage.role, own, quoted, tuple(sentences))
            count += 1


def _mask_quotations(tokens: list[Token], pieces: list[tuple[Span, Quotation]]) -> Iterator[Token]:
    """The tokens, with each quotation that is speech as a single token."""
    speech = [piece for piece, quotation in pieces if quotation.is_speech]
    at = 0
    for token in tokens:
        while at < len(speech) and speech[at].end <= token.start:
            at += 1
        if at < len(speech) and speech[at].start <= token.start < speech[at].end:
            if token.start == speech[at].start:
                yield Token(speech[at].start, speech[at].end, "“”", WordClass.QUOTATION)
            continue
        yield token


def _join_sentences(text: str, passage: Passage, pieces: list[Span]) -> Iterator[list[Span]]:
    """Runs of sentences whose inner edges all lie within a quotation, or before a lower-case letter."""
    sentences = passage.sentences or (passage.span,)
    starts = [piece.start for piece in pieces]
    run: list[Span] = []
    for sentence in sentences:
        if run and not _is_cut(text, pieces, starts, run[-1], sentence):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def _is_cut(text: str, pieces: list[Span], starts: list[int], before: Span, after: Span) -> bool:
    """Whether the edge between two sentences falls inside a quotation or clause."""
    at = bisect_right(starts, after.start - 1) - 1
    if at >= 0 and pieces[at].start < after.start < pieces[at].end and before.end < pieces[at].end:
        return True
    return text[after.start : after.start + 1].islower()
