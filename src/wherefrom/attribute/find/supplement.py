"""Supplement: what rules know better than the trained reader, added to what it found or put right in it.

The benchmark that trains the reader does not mark relays, antecedents of relative clauses or people quoted as saying something
by somebody else; the rules find them by their form.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.parts.units import Unit
from wherefrom.attribute.rules.cues import is_reporting
from wherefrom.attribute.rules.signed import find_closing, find_signed
from wherefrom.attribute.rules.tagging import tag_units
from wherefrom.language.lists import word_lists
from wherefrom.records import Span
from wherefrom.spans import Coverage, contains, overlaps

# Code points of a stretch of the text by which drafts are looked up.
_STRETCH = 256
# Words with which one attribution relies on another source: "…, citing two officials".
_RELAYING = frozenset({"citing", "quoting"})
_FEELING = word_lists("leads")["feeling"]
# Rules that may add what the reader missed, with the least probability of the cue.
_ADDING = {
    Rule.OBJECT_RELATIVE: 0.4,
    Rule.THAT_CLAUSE: 0.85,
    Rule.QUOTATION_AFTER: 0.85,
    Rule.QUOTATION_BEFORE: 0.85,
    Rule.QUOTATION_BEFORE_INVERTED: 0.85,
    Rule.CLAUSE_BEFORE: 0.85,
    Rule.ACCORDING_TO_BEFORE: 0.9,
    Rule.ACCORDING_TO_AFTER: 0.9,
    Rule.ACCORDING_TO_INSIDE: 0.9,
    Rule.HEADLINE_COLON: 0.0,
}


def supplement(text: str, units: Sequence[Unit], found: Sequence[Draft]) -> list[Draft]:
    """The drafts of the reader, put right where their form tells, and after them those that rules add.

    Args:
        text: the document's text.
        units: of the document.
        found: what the reader found.
    """
    by_place = _ByPlace(found)
    mended = list(found)
    added: list[Draft] = []
    credited: list[Span] = []
    rules = tag_units(list(units))
    for draft in rules:
        same = by_place.same_cue(draft.cue)
        if same is not None:
            mended[same], moved = _mend(_free_of_lead(_widen(mended[same], draft, rules), draft, mended), draft)
            credited.extend(moved)
        elif is_reporting(draft.head) and any(contains(span, draft.cue[0]) for span in credited):
            # "He stayed and, according to the radio, revealed that …": the radio's word for who revealed it.
            added.append(draft)
        elif draft.rule == Rule.RELAY and draft.relays:
            outer = by_place.same_cue(draft.relays)
            if outer is not None:
                added.append(replace(draft, content=mended[outer].content, relays=mended[outer].cue))
        elif _adds(units[draft.unit], draft) and not _takes_apart(draft, mended):
            added.append(draft)
    covered = Coverage(span for own in (*mended, *added) for span in own.content)
    signed = [*find_signed(text, units), *find_closing(text, units)]
    return [*mended, *added, *(own for own in signed if not covered.meets(own.content[0]))]


class _ByPlace:
    """Where the cues of drafts stand.

    Args:
        drafts: in order.
    """

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._cues = [draft.cue for draft in drafts]
        self._at: dict[int, set[int]] = {}
        for index, cue in enumerate(self._cues):
            for stretch in _stretches(cue):
                self._at.setdefault(stretch, set()).add(index)

    def same_cue(self, cue: Sequence[Span]) -> int | None:
        """The number of the first draft whose cue shares a code point with this one."""
        near = sorted({index for stretch in _stretches(cue) for index in self._at.get(stretch, ())})
        return next((index for index in near if _meet(self._cues[index], cue)), None)


def _stretches(cue: Sequence[Span]) -> Iterator[int]:
    """Numbers of the stretches of the text in which a cue stands."""
    for span in cue:
        yield from range(span.start // _STRETCH, span.end // _STRETCH + 1)


def _meet(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(overlaps(a, b) for a in one for b in other)


def _adds(unit: Unit, draft: Draft) -> bool:
    """Whether a rule is sure enough to add by itself."""
    if not draft.source or draft.shared:
        return False
    least = _ADDING.get(draft.rule)
    sure = least is not None and draft.probability >= least
    # "Researchers were troubled by the remarks": how somebody takes a thing is told by somebody.
    return sure or draft.head in _FEELING or _is_quoted_as(unit, draft)


def _is_quoted_as(unit: Unit, draft: Draft) -> bool:
    """Whether somebody is said to say: "quotes A and B as estimating that …"."""
    at = next((i for i, token in enumerate(unit.tokens) if token.start >= draft.cue[0].start), 0)
    return draft.head.endswith("ing") and at > 0 and unit.tokens[at - 1].form == "as"


def _takes_apart(draft: Draft, found: Sequence[Draft]) -> bool:
    """Whether a draft's cue or content lies across the edge of a content, which no reading allows."""
    return any(
        overlaps(own, span) and not contains(span, own) and not contains(own, span)
        for other in found
        for span in other.content
        for own in (*draft.cue, *draft.content)
    )


def _mend(own: Draft, rule: Draft) -> tuple[Draft, tuple[Span, ...]]:
    """A draft of the reader with what its form tells put right, and its content where that is another one now."""
    if rule.rule == Rule.OBJECT_RELATIVE:
        own = replace(own, source=rule.source, content=rule.content, rule=rule.rule)
    if not own.source and rule.source and rule.head.endswith("ing") and not rule.shared:
        own = replace(own, source=rule.source)
    if rule.rule == Rule.ACCORDING_TO_INSIDE and not _meet(own.content, rule.content):
        return replace(own, content=rule.content), rule.content
    return own, ()


def _widen(own: Draft, rule: Draft, rules: Sequence[Draft]) -> Draft:
    """Where "A said that B, the paper reported", the paper is credited with A's saying it too."""
    if rule.rule != Rule.CLAUSE_BEFORE or not rule.source or not contains(rule.content[0], own.content[0]):
        return own
    before = Span(rule.content[0].start, max(own.content[0].start, rule.content[0].start))
    speaks = any(contains(before, other.cue[0]) and is_reporting(other.head) for other in rules)
    return replace(own, content=rule.content) if speaks else own


def _free_of_lead(own: Draft, rule: Draft, found: Sequence[Draft]) -> Draft:
    """In "he stayed and, according to the radio, revealed that …" it is he who revealed, not the radio."""
    if not rule.source or not own.source or overlaps(own.source[0], rule.source[0]):
        return own
    lead = next((other for other in found if other.cue != own.cue and other.source == own.source), None)
    if lead is None or not any(contains(span, own.cue[0]) for span in lead.content):
        return own
    return replace(own, source=rule.source, told=rule.told, content=rule.content, shared=rule.shared)
