"""Draft: what the trained reader found, as drafts with their deciding word, those told, and what "who" stands for."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.parts.units import Unit
from wherefrom.attribute.rules.contents import skip_told
from wherefrom.attribute.rules.cues import is_reporting
from wherefrom.attribute.rules.phrases import find_antecedent
from wherefrom.attribute.trained.network_reader import Triple
from wherefrom.attribute.trained.windows import WordTable
from wherefrom.language.text import tokens_in
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import Span
from wherefrom.spans import overlaps

_NO_HEAD = frozenset({WordClass.ADVERB, WordClass.PREPOSITION, WordClass.TO, WordClass.DETERMINER, WordClass.AUXILIARY})
# A quotation that is read to this near its end is meant to its end, closing mark included, in code points.
_NEAR_END = 3
_ADDRESS = re.compile(r"(?<![^\s(\"“])(?:https?://)?[\w-]{2,60}(?:\.[\w-]{2,60})+(?:/[\w./-]{1,60})?\b")
_LONGEST_ADDRESS = 64


class Drafter:
    """Makes drafts of one document's readings.

    Args:
        text: the document's text.
        units: its units, in order.
        words: the words that readings count in.
        maker: of the readings.
    """

    def __init__(self, text: str, units: Sequence[Unit], words: WordTable, maker: str) -> None:
        self._text, self._units, self._words, self._maker = text, units, words, maker
        self._starts = [unit.span.start for unit in units]
        self._quotations = sorted(
            {q.start: q for unit in units for q in unit.quotations.values() if len(q.spans) > 1}.values(),
            key=lambda q: q.start,
        )
        self._sentence, self._tokens = Span(0, 0), list[Token]()

    def draft(self, reading: Triple) -> Draft | None:
        """One reading as a draft; none where nothing is credited, or nobody and nothing by a word."""
        content = self._spans(reading.content)
        cue = self._spans([reading.cue])
        if not content:
            return None
        number = max(bisect_right(self._starts, cue[0].start) - 1, 0)
        tokens = self._sentence_tokens(self._units[number], cue[0])
        head = _head(tokens, cue[0])
        source = tuple(map(self._whole_address, self._spans(reading.source)))
        return Draft(
            unit=number,
            rule=Rule.TRAINED,
            head=tokens[head].form if head is not None else "",
            source=source,
            cue=cue,
            content=self._extend(content),
            told=_told(tokens, head, cue[0], content),
            antecedent=find_antecedent(self._text, tokens, source),
            probability=reading.confidence,
            maker=self._maker,
        )

    def _spans(self, runs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        """Runs of words as spans, cut where a passage ends."""
        spans = []
        for low, high in runs:
            begin = low
            for at in range(low + 1, high + 1):
                if at == high or self._words.passage[at] != self._words.passage[begin]:
                    spans.append(Span(int(self._words.start[begin]), int(self._words.end[at - 1])))
                    begin = at
        return tuple(spans)

    def _whole_address(self, span: Span) -> Span:
        """A source that is a part of a web address ("example" of "post.example") as the whole of it."""
        for match in _ADDRESS.finditer(self._text, max(0, span.start - _LONGEST_ADDRESS), span.end + _LONGEST_ADDRESS):
            if match.start() <= span.start and span.end <= match.end():
                return Span(*match.span())
        return span

    def _sentence_tokens(self, unit: Unit, cue: Span) -> list[Token]:
        sentence = next((s for s in unit.sentences if s.start <= cue.start < s.end), unit.span)
        span = Span(sentence.start, max(sentence.end, cue.end))
        if span != self._sentence:
            # Many readings of one sentence come one after the other; one of a megabyte is cut into words once.
            self._sentence, self._tokens = span, tokens_in(self._text, span.start, span.end)
        return self._tokens

    def _extend(self, content: tuple[Span, ...]) -> tuple[Span, ...]:
        """A content that ends with a paragraph of a quotation that runs on brings its later paragraphs along."""
        last = content[-1]
        for quotation in self._quotations:
            if quotation.start > last.end:
                break
            for place, piece in enumerate(quotation.spans[:-1]):
                if piece.start <= last.start + _NEAR_END and abs(piece.end - last.end) <= _NEAR_END:
                    return (*content, *quotation.spans[place + 1 :])
        return content


def mark_shared(drafts: list[Draft]) -> list[Draft]:
    """The drafts, those whose source stands with an earlier cue, or is a relative pronoun, marked so."""
    seen: set[tuple[Span, ...]] = set()
    marked = []
    for draft in drafts:
        again = bool(draft.source) and (draft.source in seen or draft.antecedent is not None)
        marked.append(replace(draft, shared=True) if again else draft)
        seen.add(draft.source)
    return marked


def _head(tokens: Sequence[Token], cue: Span) -> int | None:
    """The word of a cue that decides: a reporting verb, else its last verb or noun."""
    inside = [i for i, token in enumerate(tokens) if cue.start <= token.start < cue.end and token.form[:1].isalpha()]
    reporting = [i for i in inside if is_reporting(tokens[i].form)]
    likely = reporting or [i for i in inside if tokens[i].kind not in _NO_HEAD] or inside
    return likely[-1] if likely else None


def _told(tokens: Sequence[Token], head: int | None, cue: Span, content: Sequence[Span]) -> tuple[Span, ...]:
    """Those told, who stand between the cue and its content."""
    if head is None:
        return ()
    after = next((i for i, token in enumerate(tokens) if token.start >= cue.end), len(tokens))
    edge = next((span.start for span in content if span.start >= cue.end), None)
    limit = next((i for i, token in enumerate(tokens) if edge is not None and token.start >= edge), len(tokens))
    _, told = skip_told(tokens, head, after, limit)
    if told is None or told[0] >= told[1]:
        return ()
    span = Span(tokens[told[0]].start, tokens[told[1] - 1].end)
    return () if any(overlaps(span, own) for own in content) else (span,)
