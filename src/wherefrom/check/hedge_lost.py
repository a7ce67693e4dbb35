"""Hedge lost: what one statement says with care, another of the same claim says flatly."""

from collections.abc import Iterator

from wherefrom.check.view import make_finding, place_of, words_of
from wherefrom.language.overlap import of_smaller
from wherefrom.records import DriftKind, Finding, Severity, Stance, Statement
from wherefrom.spans import covered_text
from wherefrom.view.casebook import Casebook
from wherefrom.view.shortening import shorten

CHECK = "hedge lost"

# Within one document a flat statement that follows a hedged one restates it when it shares half the content words of the
# shorter and at least three, or many words of a longer pair. Lower, and a story's topic words alone pair any two sentences.
ALIKE, SHARED = 0.5, 3
ALIKE_LONG, SHARED_LONG = 0.25, 5
# A restatement stands within the next few statements ("In other words, …"); farther on it is another point.
NEAR = 4
BETWEEN, WITHIN = 0.7, 0.55


def check_hedge_lost(book: Casebook) -> Iterator[Finding]:
    """Find lost hedges along routes between documents, between statements of one claim, and within a document."""
    seen: set[tuple[str, str]] = set()
    for hedged, flat, confidence in (*_on_the_way(book), *_in_one_claim(book), *_in_one_document(book)):
        if (hedged.id, flat.id) in seen or book.text_of(hedged) == book.text_of(flat):
            continue
        seen.add((hedged.id, flat.id))
        yield make_finding(
            CHECK,
            f"“{shorten(book.text_of(hedged))}” is said with care ({_hedge(book, hedged)}); “{shorten(book.text_of(flat))}” "
            "says it flatly. What made it certain?",
            [place_of(flat), place_of(hedged)],
            severity=Severity.WARNING,
            claims=book.claims_of([flat, hedged]),
            confidence=confidence,
        )


def is_hedged(statement: Statement) -> bool:
    """Whether a statement or its cue holds it back."""
    return bool(statement.hedges) or statement.stance in {Stance.HEDGED, Stance.BELIEVED}


def _hedge(book: Casebook, statement: Statement) -> str:
    words = covered_text(book.case.document[statement.document].text, statement.hedges[:2]).replace("\n", ", ")
    return f"“{words}”" if words else statement.stance.value


def _on_the_way(book: Casebook) -> Iterator[tuple[Statement, Statement, float]]:
    for trace in book.case.traces:
        for drift in trace.drifts:
            if drift.kind is DriftKind.HEDGE_LOST:
                yield book.case.statement[drift.upstream], book.case.statement[drift.downstream], drift.confidence


def _in_one_claim(book: Casebook) -> Iterator[tuple[Statement, Statement, float]]:
    """The first hedged statement of a claim against the first flat one of each other document."""
    for claim in book.case.claims:
        statements = [book.case.statement[identifier] for identifier in claim.statements]
        hedged = next((statement for statement in statements if is_hedged(statement)), None)
        if hedged is None:
            continue
        told: set[str] = set()
        for statement in statements:
            if not is_hedged(statement) and statement.document not in told:
                told.add(statement.document)
                yield hedged, statement, min(BETWEEN, claim.confidence)


def _in_one_document(book: Casebook) -> Iterator[tuple[Statement, Statement, float]]:
    for document in book.case.documents:
        statements = book.statements_in(document.id)
        for at, hedged in enumerate(statements):
            if not is_hedged(hedged):
                continue
            for flat in statements[at + 1 : at + 1 + NEAR]:
                if _restates(book, hedged, flat):
                    yield hedged, flat, WITHIN
                    break


def _restates(book: Casebook, hedged: Statement, flat: Statement) -> bool:
    if is_hedged(flat) or flat.stance is not Stance.ASSERTED or len(flat.negations) % 2 != len(hedged.negations) % 2:
        return False
    shared, alike = (
        words_of(book, hedged) & words_of(book, flat),
        of_smaller(words_of(book, hedged), words_of(book, flat)),
    )
    if not (len(shared) >= SHARED and alike >= ALIKE) and not (len(shared) >= SHARED_LONG and alike >= ALIKE_LONG):
        return False
    # Another count makes it another statement, not the same one said without care.
    return not _other_counts(book, hedged, flat)


def _other_counts(book: Casebook, hedged: Statement, flat: Statement) -> bool:
    counts = [{figure.low for figure in book.figures_of(statement) if not figure.unit} for statement in (hedged, flat)]
    return bool(counts[0] and counts[1] and not counts[0] & counts[1])
