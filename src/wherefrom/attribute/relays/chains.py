"""Chains: which attribution stands within which, by whose content covers whose cue."""

from collections.abc import Iterator

from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.units import Unit
from wherefrom.attribute.rules.pairing import pair_unit
from wherefrom.language.text import tokens_in
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import Span
from wherefrom.spans import contains, overlaps

# Inside a quotation a weak cue ("I think", "we want") is part of what is said; only clear ones make a link.
_LEAST_NESTED = 0.6
_OWN_WORDS = frozenset({"i", "we", "you", "who", "it", "that", "which", "me", "us", "there", "one"})
_INNER_TOKENS = 400


DEEPEST = 12
"""So many attributions around one another are followed."""


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


def link_drafts(drafts: list[Draft]) -> None:
    """Set for each draft the one that it stands within: the smallest content that covers its cue."""
    spans = sorted(
        ((span, index) for index, draft in enumerate(drafts) for span in draft.content), key=lambda pair: pair[0].start
    )
    order = sorted(range(len(drafts)), key=lambda index: _anchor(drafts[index]).start)
    active: list[tuple[Span, int]] = []
    at = 0
    for index in order:
        draft = drafts[index]
        anchor = _anchor(draft)
        while at < len(spans) and spans[at][0].start <= anchor.start:
            active.append(spans[at])
            at += 1
        active = [pair for pair in active if pair[0].end > anchor.start]
        if draft.within is not None:
            continue
        holders = [
            (span.end - span.start, other)
            for span, other in active
            if other != index and contains(span, anchor) and not _covers(draft, drafts[other])
        ]
        if holders:
            draft.within = drafts[min(holders)[1]]


def _anchor(draft: Draft) -> Span:
    return draft.cue[0] if draft.cue else draft.content[0]


def _covers(draft: Draft, other: Draft) -> bool:
    """Whether a draft's content covers the other's cue too; then neither stands within the other."""
    return any(contains(span, _anchor(other)) for span in draft.content)


def drop_crossing(drafts: list[Draft]) -> list[Draft]:
    """The drafts without repetitions, and without those whose content holds their own cue, which no reading allows."""
    kept: dict[tuple[tuple[Span, ...], ...], Draft] = {}
    for draft in drafts:
        crosses = any(overlaps(span, cue) for span in draft.content for cue in draft.cue)
        if draft.content and not crosses:
            kept.setdefault((draft.source, draft.cue, draft.content), draft)
    return list(kept.values())


def chain_of(draft: Draft) -> list[Draft]:
    """The attributions around a draft and itself, outermost first; what stands deeper than `DEEPEST` is told by itself."""
    chain = [draft]
    while chain[0].within is not None and len(chain) <= DEEPEST:
        chain.insert(0, chain[0].within)
    return chain
