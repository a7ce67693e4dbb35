"""Decision not applied: what a person ruled on is not found as it was, so the ruling does nothing now."""

from collections.abc import Iterator

from wherefrom.check.view import make_finding
from wherefrom.records import Decision, Finding, Place, Ruling, Severity, Span, decisions_in_force
from wherefrom.view.casebook import Casebook

CHECK = "decision not applied"
_BEGINNING = 80
"""So much of a document is shown where the words themselves cannot be."""


def check_decision_not_applied(book: Casebook) -> Iterator[Finding]:
    """Find decisions in force whose records are gone, and accepted links that are not made any more."""
    case = book.case
    withdrawn = {own.a for own in case.decisions if own.ruling is Ruling.WITHDRAW}
    for lost in case.unplaced:
        if str(lost.decision.number) not in withdrawn:
            yield _make(book, lost.decision, lost.reason, lost.document)
    links = {link.id for link in case.links}
    for own in decisions_in_force(case.decisions):
        if own.ruling is Ruling.ACCEPT and own.a not in links:
            yield _make(book, own, "the link that was accepted is not made now", "")
        if own.ruling is Ruling.REJECT and not own.anchors:
            yield _make(
                book, own, "it names a link by an id alone, and whether that link would be made now is not known", ""
            )


def _make(book: Casebook, own: Decision, reason: str, document: str) -> Finding:
    text = book.case.document[document].text if document in book.case.document else ""
    note = f" Its note: “{own.note}”." if own.note else ""
    return make_finding(
        CHECK,
        f"Decision {own.number} ({own.ruling.value}, by {own.by}, {own.at[:10]}) is not applied: {reason}.{note}"
        " Decide anew on what stands there now, or withdraw it.",
        [Place(document, Span(0, min(len(text), _BEGINNING)))] if text else [],
        severity=Severity.WARNING,
        confidence=1.0,
    )
