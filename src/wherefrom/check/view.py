"""How checks see a case: the words that carry meaning, where a statement stands, and how a finding is made."""

from collections.abc import Sequence

from wherefrom.ids import make_id
from wherefrom.language.words import content_stems
from wherefrom.records import Finding, Place, Severity, Statement
from wherefrom.view.casebook import Casebook


def words_of(book: Casebook, statement: Statement) -> frozenset[str]:
    """A statement's content words."""
    return book.made_of(statement, content_words)


def content_words(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning; numbers in digits are words here."""
    return content_stems(text, numbers=True)


def place_of(statement: Statement) -> Place:
    """Where a statement stands: its longest piece."""
    return Place(statement.document, max(statement.spans, key=lambda span: span.end - span.start))


def make_finding(
    check: str,
    message: str,
    places: Sequence[Place],
    *,
    severity: Severity = Severity.WARNING,
    claims: Sequence[str] = (),
    confidence: float,
) -> Finding:
    """A finding with an id made of its check and places, so that the same one keeps its name from run to run."""
    unique = tuple(dict.fromkeys(places))
    return Finding(
        id=make_id("find", check, [[place.document, place.span.start, place.span.end] for place in unique], message),
        check=check,
        severity=severity,
        message=message,
        places=unique,
        claims=tuple(dict.fromkeys(claims)),
        confidence=confidence,
        maker=f"wherefrom.check/{check.replace(' ', '_')} 1",
    )
