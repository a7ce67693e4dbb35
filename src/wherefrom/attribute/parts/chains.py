"""Chains: which attribution stands within which, by whose content covers whose cue."""

from collections.abc import Iterable
from dataclasses import dataclass

from wherefrom.attribute.parts.draft import Draft
from wherefrom.records import Span
from wherefrom.spans import contains, overlaps

DEEPEST = 12
"""So many attributions around one another are followed."""


@dataclass(frozen=True, slots=True)
class Chains:
    """The attributions of a document and which stands within which.

    Attributes:
        drafts: in the order of the text.
        within: for each, the number of the one in whose content, or as whose relay, it stands; None for none.
    """

    drafts: tuple[Draft, ...]
    within: tuple[int | None, ...]

    def chain_of(self, number: int) -> list[int]:
        """The attributions around one and itself, outermost first; what stands deeper than `DEEPEST` is told by itself."""
        chain = [number]
        while (outer := self.within[chain[0]]) is not None and len(chain) <= DEEPEST:
            chain.insert(0, outer)
        return chain


def link_drafts(found: Iterable[Draft]) -> Chains:
    """Put drafts in order, each within the one that it relays, else within that with the smallest content around its cue."""
    drafts = tuple(sorted(found, key=lambda draft: (draft.start, draft.content[0].start)))
    by_cue = {draft.cue: number for number, draft in reversed(list(enumerate(drafts)))}
    spans = sorted(
        ((span, number) for number, draft in enumerate(drafts) for span in draft.content),
        key=lambda pair: pair[0].start,
    )
    within: list[int | None] = [by_cue.get(draft.relays) if draft.relays else None for draft in drafts]
    active: list[tuple[Span, int]] = []
    at = 0
    for number in sorted(range(len(drafts)), key=lambda number: _anchor(drafts[number]).start):
        anchor = _anchor(drafts[number])
        while at < len(spans) and spans[at][0].start <= anchor.start:
            active.append(spans[at])
            at += 1
        active = [pair for pair in active if pair[0].end > anchor.start]
        if within[number] is None:
            holders = [
                (span.end - span.start, other)
                for span, other in active
                if other != number and contains(span, anchor) and not _covers(drafts[number], drafts[other])
            ]
            within[number] = min(holders)[1] if holders else None
    return Chains(drafts, tuple(within))


def _anchor(draft: Draft) -> Span:
    return draft.cue[0] if draft.cue else draft.content[0]


def _covers(draft: Draft, other: Draft) -> bool:
    """Whether a draft's content covers the other's cue too; then neither stands within the other."""
    return any(contains(span, _anchor(other)) for span in draft.content)


def drop_crossing(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts without repetitions, and without those whose content holds their own cue, which no reading allows."""
    kept: dict[tuple[tuple[Span, ...], ...], Draft] = {}
    for draft in drafts:
        crosses = any(overlaps(span, cue) for span in draft.content for cue in draft.cue)
        if draft.content and not crosses:
            kept.setdefault((draft.source, draft.cue, draft.content), draft)
    return list(kept.values())
