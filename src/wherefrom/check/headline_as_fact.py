"""Headline states as fact: the headline says flatly what the body only attributes or hedges."""

from collections.abc import Iterator

from wherefrom.check.hedge_lost import is_hedged
from wherefrom.check.view import View, content_words, likeness, make_finding, place_of, shorten
from wherefrom.records import Document, Finding, Passage, Place, Role, Severity, Statement

CHECK = "headline states as fact"

# The body says the headline's matter when it shares this part of the headline's content words. Headlines name a thing in
# other words than the body more often than not, so the bar is low, and three words must be shared.
ALIKE, SHARED = 0.34, 3
CONFIDENCE = 0.5


def check_headline(view: View) -> Iterator[Finding]:
    """Compare each flat headline with the statements of its body that are most like it."""
    for document in view.case.documents:
        headline = next((passage for passage in document.passages if passage.role is Role.HEADLINE), None)
        if headline is None:
            continue
        finding = _compare(view, document, headline)
        if finding is not None:
            yield finding


def _compare(view: View, document: Document, headline: Passage) -> Finding | None:
    words = content_words(document.text[headline.span.start : headline.span.end])
    own: list[Statement] = []
    attributed: list[Statement] = []
    flat: list[Statement] = []
    for statement in view.statements_in.get(document.id, ()):
        if headline.span.start <= statement.spans[0].start < headline.span.end:
            own.append(statement)
        elif len(view.words(statement) & words) >= SHARED and likeness(view.words(statement), words) >= ALIKE:
            (attributed if statement.chain or is_hedged(statement) else flat).append(statement)
    if not own or any(statement.chain or is_hedged(statement) for statement in own) or not attributed:
        return None
    best = max(attributed, key=lambda statement: len(view.words(statement) & words))
    if any(_as_much(view, statement, best, words) for statement in flat):
        return None  # the author says it in the body as well: the headline only repeats it
    how = "as somebody's words" if best.chain else "with care"
    return make_finding(
        CHECK,
        f"The headline states as fact what the body gives {how}: “{shorten(view.text(best))}”.",
        [Place(document.id, headline.span), place_of(best)],
        severity=Severity.WARNING,
        claims=view.claims([*own, best]),
        confidence=CONFIDENCE,
    )


def _as_much(view: View, flat: Statement, best: Statement, words: frozenset[str]) -> bool:
    return len(view.words(flat) & words) >= len(view.words(best) & words)
