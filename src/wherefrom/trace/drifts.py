"""Drifts: everything that changed between a statement and one that relies on it."""

from wherefrom.records import UNNAMED_KINDS, Drift, DriftKind, Statement
from wherefrom.trace.population import find_widening
from wherefrom.trace.strength import find_strengthening
from wherefrom.trace.variants import find_drifts
from wherefrom.view.casebook import Casebook

NAMED_CONFIDENCE = 0.5


def find_changes(book: Casebook, upstream: Statement, downstream: Statement) -> list[Drift]:
    """Numbers, hedges and denials, links made stronger, populations widened, and unnamed sources become named."""
    found = find_drifts(book, upstream, downstream)
    found += find_strengthening(book, upstream, downstream)
    found += find_widening(book, upstream, downstream)
    return found + _find_named(book, upstream, downstream)


def _find_named(book: Casebook, upstream: Statement, downstream: Statement) -> list[Drift]:
    """An unnamed source upstream that has a name downstream, other than the relaying outlet's."""
    before, after = book.chain_of(upstream), book.chain_of(downstream)
    if not before or not after:
        return []
    old, new = book.speakers_of(before[-1]), book.speakers_of(after[-1])
    if not old or any(speaker.kind not in UNNAMED_KINDS for speaker in old):
        return []
    outlet = (book.document_of(upstream).outlet or "").casefold()
    named = [speaker for speaker in new if speaker.kind not in UNNAMED_KINDS and speaker.name.casefold() != outlet]
    if not named or (outlet and any(outlet in speaker.name.casefold() for speaker in named)):
        return []
    return [
        Drift(DriftKind.SOURCE_NAMED, upstream.id, downstream.id, old[0].name, named[0].name, None, NAMED_CONFIDENCE)
    ]
