"""Variants: statements alike but for a number, hedge or negation, at the two ends of a link between documents."""

import re

from wherefrom.language.overlap import of_larger
from wherefrom.records import Bound, Drift, DriftKind, Figure, Statement
from wherefrom.spans import covered_text
from wherefrom.trace.matter_words import matter_words
from wherefrom.trace.routes import Routes
from wherefrom.view.casebook import Casebook

# Two statements at the ends of a known link are about the same thing from half their content words on; without a link
# between the documents so little would say nothing.
ALIKE = 0.5
BOUND_CONFIDENCE = 0.7
NUMBER_CONFIDENCE, HEDGE_CONFIDENCE, NEGATION_CONFIDENCE = 0.8, 0.7, 0.6


def find_variant(routes: Routes, statement: Statement, document: str) -> Statement | None:
    """The statement of a document that says the same as a given one but for its number or the like, if there is one."""
    linked = next((other for other in routes.variants_of(statement) if other.document == document), None)
    if linked is not None:
        return linked
    words = routes.words_of(statement)
    best: tuple[float, Statement] | None = None
    for other in routes.book.statements_in(document):
        score = of_larger(words, routes.words_of(other))
        if score >= ALIKE and (best is None or score > best[0]) and changed_figures(routes.book, other, statement):
            best = (score, other)
    return best[1] if best else None


def changed_figures(book: Casebook, before: Statement, after: Statement) -> list[tuple[Figure, Figure]]:
    """Pairs of figures that count the same thing and exclude each other."""
    return [(old, new) for old, new in pair_figures(book, before, after) if not _compatible(old, new)]


def pair_figures(book: Casebook, before: Statement, after: Statement) -> list[tuple[Figure, Figure]]:
    """Figures of two statements that count the same thing: the same noun or unit, else the only one of each."""
    ours, theirs = book.figures_of(before), book.figures_of(after)
    left = list(theirs)
    pairs = []
    for old in ours:
        alike = [new for new in left if new.unit == old.unit and _count_alike(old, new)]
        if not alike and len(ours) == len(theirs) == 1 and old.unit == theirs[0].unit:
            alike = theirs
        if alike:
            new = next((one for one in alike if _compatible(old, one)), alike[0])
            pairs.append((old, new))
            left = [one for one in left if one is not new]
    return pairs


def _count_alike(a: Figure, b: Figure) -> bool:
    return a.counted == b.counted or bool(matter_words(a.counted or "") & matter_words(b.counted or ""))


def _compatible(a: Figure, b: Figure) -> bool:
    """Whether one value can fit both."""
    low = max(value for value in (a.low, b.low, float("-inf")) if value is not None)
    high = min(value for value in (a.high, b.high, float("inf")) if value is not None)
    return low <= high


def find_drifts(book: Casebook, upstream: Statement, downstream: Statement) -> list[Drift]:
    """What changed between a statement and one that relies on it."""
    drifts = [
        Drift(
            DriftKind.NUMBER_CHANGED, upstream.id, downstream.id, old.raw, new.raw, _factor(old, new), NUMBER_CONFIDENCE
        )
        for old, new in changed_figures(book, upstream, downstream)
    ]
    drifts += [
        Drift(DriftKind.HEDGE_LOST, upstream.id, downstream.id, old.raw, new.raw, None, BOUND_CONFIDENCE)
        for old, new in pair_figures(book, upstream, downstream)
        if old.bound is not Bound.EXACT and new.bound is Bound.EXACT and (_number_in(old) == _number_in(new))
    ]
    before, after = _words_of(book, upstream, "hedges"), _words_of(book, downstream, "hedges")
    if bool(before) != bool(after) and not any(drift.kind is DriftKind.HEDGE_LOST for drift in drifts):
        kind = DriftKind.HEDGE_LOST if before else DriftKind.HEDGE_GAINED
        drifts.append(Drift(kind, upstream.id, downstream.id, before, after, None, HEDGE_CONFIDENCE))
    if len(upstream.negations) % 2 != len(downstream.negations) % 2:
        before, after = _words_of(book, upstream, "negations"), _words_of(book, downstream, "negations")
        drifts.append(
            Drift(DriftKind.NEGATION_FLIPPED, upstream.id, downstream.id, before, after, None, NEGATION_CONFIDENCE)
        )
    return drifts


def _number_in(figure: Figure) -> str:
    """The number as written, without what bounds it: "up to 40" and "40" have the same."""
    digits = re.findall(r"\d[\d.,]*", figure.raw)
    return digits[0].rstrip(".,") if digits else figure.raw.casefold().split()[-1]


def _factor(old: Figure, new: Figure) -> float | None:
    before, after = old.low if old.low is not None else old.high, new.low if new.low is not None else new.high
    return round(after / before, 4) if before and after is not None else None


def _words_of(book: Casebook, statement: Statement, kind: str) -> str:
    text = book.document_of(statement).text
    return covered_text(text, getattr(statement, kind)).replace("\n", ", ")
