"""Population: whom or what a statement is about, and whether one downstream is about more; and how much a change matters."""

import re
from math import log10

from wherefrom.records import Drift, DriftKind, Statement
from wherefrom.trace.matter_words import matter_words
from wherefrom.view.casebook import Casebook

WIDENED_CONFIDENCE = 0.5
_SOME = r"some|several|many|most|a few|few|certain|half of|part of|a number of|a majority of|dozens of|hundreds of|thousands of"
_ALL = r"all|every|each|the entire|the whole"
# A quantifier with the noun phrase after it, short.
_QUANTIFIED = re.compile(
    rf"\b(?P<how>{_SOME}|{_ALL})\s+(?:of\s+)?(?:the\s+|its\s+|their\s+)?(?P<what>[\w’'-]+(?:\s+[\w’'-]+){{0,3}})",
    re.IGNORECASE,
)
_IS_ALL = re.compile(rf"(?:{_ALL})$", re.IGNORECASE)
# How much each kind matters to what a reader believes; a changed number by how many times it changed.
_WEIGHT = {
    DriftKind.NEGATION_FLIPPED: 5.0,
    DriftKind.SOURCE_NAMED: 3.0,
    DriftKind.POPULATION_WIDENED: 3.0,
    DriftKind.HEDGE_LOST: 2.5,
    DriftKind.STRENGTH_GAINED: 2.5,
    DriftKind.NUMBER_CHANGED: 2.0,
    DriftKind.HEDGE_GAINED: 1.0,
}
# A number that changed tenfold matters as much as a denial that was lost.
_TENFOLD = 3.0


def matter(drift: Drift) -> float:
    """How much a change matters, larger for more: by its kind, and for a number by the order of magnitude it moved."""
    weight = _WEIGHT[drift.kind]
    if drift.kind is DriftKind.NUMBER_CHANGED and drift.factor is not None and drift.factor > 0:
        weight += _TENFOLD * min(abs(log10(drift.factor)), 1.0)
    return weight


def find_widening(book: Casebook, upstream: Statement, downstream: Statement) -> list[Drift]:
    """Where "some of the wells" upstream are "all wells" downstream; or the restriction of a counted noun lost on the way."""
    before, after = book.text_of(upstream), book.text_of(downstream)
    for one in _QUANTIFIED.finditer(before):
        if _IS_ALL.match(one["how"]):
            continue
        for other in _QUANTIFIED.finditer(after):
            if _IS_ALL.match(other["how"]) and _head_shared(one["what"], other["what"]):
                return [_drift(upstream, downstream, one[0], other[0])]
    return _restriction_lost(book, upstream, downstream)


def _restriction_lost(book: Casebook, upstream: Statement, downstream: Statement) -> list[Drift]:
    """The same number of the same thing, without an adjective that said which: "40 registered voters", "40 voters"."""
    for old in book.figures_of(upstream):
        for new in book.figures_of(downstream):
            same = old.counted and old.counted == new.counted and (old.low, old.high) == (new.low, new.high)
            if not same or old.counted_span is None or new.counted_span is None:
                continue
            ours, theirs = (
                book.document_of(own).text[figure.span.end : span.end].strip()
                for own, figure, span in ((upstream, old, old.counted_span), (downstream, new, new.counted_span))
            )
            if matter_words(theirs) < matter_words(ours) and len(ours) > len(theirs):
                return [_drift(upstream, downstream, f"{old.raw} {ours}", f"{new.raw} {theirs}")]
    return []


def _head_shared(one: str, other: str) -> bool:
    return bool(matter_words(one) & matter_words(other))


def _drift(upstream: Statement, downstream: Statement, before: str, after: str) -> Drift:
    return Drift(DriftKind.POPULATION_WIDENED, upstream.id, downstream.id, before, after, None, WIDENED_CONFIDENCE)
