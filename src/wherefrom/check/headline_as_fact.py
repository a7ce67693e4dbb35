"""Headline states as fact: the headline says flatly what the body only attributes or hedges."""

from collections.abc import Iterator

from wherefrom.check.hedge_lost import is_hedged
from wherefrom.check.view import content_words, make_finding, place_of, words_of
from wherefrom.language.overlap import of_smaller
from wherefrom.records import Document, Finding, Passage, Place, Role, Severity, Stance, Statement
from wherefrom.spans import overlaps
from wherefrom.view.casebook import Casebook
from wherefrom.view.shortening import shorten

CHECK = "headline states as fact"

# The body says the headline's matter when it shares this part of the shorter one's content words, and three words. Headlines
# name a thing in other words than the body more often than not, so the bar is low; of a short statement two words do.
ALIKE, SHARED = 0.34, 3
ALIKE_SHORT, SHARED_SHORT = 0.6, 2
# The author says it in the body as well when a flat statement holds half the headline's words.
SAID_AS_WELL = 0.5
CONFIDENCE = 0.5


def check_headline(book: Casebook) -> Iterator[Finding]:
    """Compare each flat headline with the statements of its body that are most like it."""
    told: set[str] = set()
    for document in book.case.documents:
        headline = next((passage for passage in document.passages if passage.role is Role.HEADLINE), None)
        if headline is None:
            continue
        words = " ".join(document.text[headline.span.start : headline.span.end].split()).casefold()
        if words in told:
            continue  # a copy under the same headline says it no other way
        told.add(words)
        finding = _compare(book, document, headline)
        if finding is not None:
            yield finding


def _compare(book: Casebook, document: Document, headline: Passage) -> Finding | None:
    words = content_words(document.text[headline.span.start : headline.span.end])
    own: list[Statement] = []
    attributed: list[Statement] = []
    flat: list[Statement] = []
    for statement in book.statements_in(document.id):
        if headline.span.start <= statement.spans[0].start < headline.span.end:
            own.append(statement)
        elif _is_about(book, statement, words):
            (attributed if statement.chain or is_hedged(statement) else flat).append(statement)
    if not own or any(statement.chain or is_hedged(statement) for statement in own) or not attributed:
        return None
    best = max(attributed, key=lambda statement: len(words_of(book, statement) & words))
    if any(_as_much(book, statement, best, words) and not _is_disputed(book, statement) for statement in flat):
        return None  # the author says it in the body as well: the headline only repeats it
    how = "as somebody's words" if best.chain else "with care"
    return make_finding(
        CHECK,
        f"The headline states as fact what the body gives {how}: “{shorten(book.text_of(best))}”.",
        [Place(document.id, headline.span), place_of(best)],
        severity=Severity.WARNING,
        claims=book.claims_of([*own, best]),
        confidence=CONFIDENCE,
    )


def _is_about(book: Casebook, statement: Statement, words: frozenset[str]) -> bool:
    shared, alike = len(words_of(book, statement) & words), of_smaller(words_of(book, statement), words)
    return (shared >= SHARED and alike >= ALIKE) or (shared >= SHARED_SHORT and alike >= ALIKE_SHORT)


def _is_disputed(book: Casebook, statement: Statement) -> bool:
    """Whether the document says that somebody denies what its author states here."""
    return any(
        other.stance is Stance.DENIED and other.chain and overlaps(span, denied)
        for other in book.statements_in(statement.document)
        for span in statement.spans
        for denied in other.spans
    )


def _as_much(book: Casebook, flat: Statement, best: Statement, words: frozenset[str]) -> bool:
    shared = len(words_of(book, flat) & words)
    return shared >= len(words_of(book, best) & words) and shared >= SAID_AS_WELL * len(words)
