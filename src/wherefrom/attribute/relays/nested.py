"""Nested: attributions inside long quotations, by rules."""

from collections.abc import Iterator

from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.units import Unit
from wherefrom.attribute.rules.pairing import pair_unit
from wherefrom.language.text import tokens_in
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import Span

# Inside a quotation a weak cue ("I think", "we want") is part of what is said; only clear ones make a link.
_LEAST_NESTED = 0.6
_OWN_WORDS = frozenset({"i", "we", "you", "who", "it", "that", "which", "me", "us", "there", "one"})
_INNER_TOKENS = 400


def find_nested(text: str, units: list[Unit]) -> list[Draft]:
    """Attributions inside long quotations: "…the doctor told me that…", she said."""
    found: list[Draft] = []
    for unit in units:
        for token in unit.tokens:
            if token.kind is WordClass.QUOTATION:
                found.extend(_nested_in(text, unit, Span(token.start, token.end)))
    return found


def _nested_in(text: str, unit: Unit, span: Span) -> Iterator[Draft]:
    """Those in one paragraph of a quotation, sentence by sentence."""
    sentence: list[Token] = []
    for token in tokens_in(text, span.start + 1, span.end):
        ended = token.kind is WordClass.STOP and token.form in {".", "?", "!"}
        if token.kind not in {WordClass.OPENING, WordClass.CLOSING}:
            sentence.append(token)
        if sentence and (ended or len(sentence) >= _INNER_TOKENS):
            yield from _nested_pairs(unit, sentence)
            sentence = []
    if sentence:
        yield from _nested_pairs(unit, sentence)


def _nested_pairs(unit: Unit, tokens: list[Token]) -> Iterator[Draft]:
    inner = Unit(unit.number, Span(tokens[0].start, tokens[-1].end), unit.passage, unit.role, tokens, {}, ())
    for draft in pair_unit(inner, {}):
        source = draft.source[0] if draft.source else None
        if source is None or draft.shared or draft.probability < _LEAST_NESTED:
            continue
        first = next(token for token in tokens if token.start >= source.start)
        if first.form not in _OWN_WORDS:
            yield draft
