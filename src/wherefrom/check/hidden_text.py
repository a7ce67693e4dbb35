"""Hidden text: words that are in the file, and that somebody who looks at the document does not see."""

from collections import defaultdict
from collections.abc import Iterator

from wherefrom.check.view import make_finding
from wherefrom.records import Document, Finding, Hidden, Hiding, Place, Severity, Statement
from wherefrom.spans import overlaps
from wherefrom.view.casebook import Casebook
from wherefrom.view.shortening import shorten

CHECK = "hidden text"
CONFIDENCE = 0.9
"""A page is drawn by one program at one scale; another may show a letter that this one does not."""

PLACES = 40
"""Places of one finding; a scanned book has a thousand."""

_ORDINARY = frozenset({Hiding.UNDER_SCAN})
_EDITED = frozenset({Hiding.DELETED, Hiding.MARKED_HIDDEN})


def check_hidden_text(book: Casebook) -> Iterator[Finding]:
    """Find text that a reader of the page does not see: one finding for each way in which a document hides text."""
    for document in book.case.documents:
        ways: dict[Hiding, list[Hidden]] = defaultdict(list)
        for hidden in document.hidden:
            ways[hidden.how].append(hidden)
        for how, places in ways.items():
            yield make_finding(
                CHECK,
                _tell(document, how, places),
                [Place(document.id, hidden.span) for hidden in places[:PLACES]],
                severity=_severity(how),
                claims=book.claims_of(_statements_in(book, document, places)),
                confidence=CONFIDENCE,
            )


def _tell(document: Document, how: Hiding, places: list[Hidden]) -> str:
    first = places[0].span
    words = shorten(document.text[first.start : first.end])
    more = f", and at {len(places) - 1} more places" if len(places) > 1 else ""
    if how in _ORDINARY:
        return (
            f"These words are {how.value}: “{words}”{more}. A program read them off the picture, so they may be misread; "
            "somebody may also have changed them. Compare them with the picture."
        )
    return f"A reader of the page does not see these words, {how.value}: “{words}”{more}. They are in the file all the same."


def _severity(how: Hiding) -> Severity:
    if how in _ORDINARY:
        return Severity.NOTE
    return Severity.WARNING if how in _EDITED else Severity.SERIOUS


def _statements_in(book: Casebook, document: Document, places: list[Hidden]) -> Iterator[Statement]:
    """The statements that rest on hidden words; both lists are in the order of the text."""
    waiting = iter(places)
    hidden = next(waiting, None)
    for statement in sorted(book.statements_in(document.id), key=lambda own: own.spans[0]):
        while hidden is not None and hidden.span.end <= statement.spans[0].start:
            hidden = next(waiting, None)
        if hidden is None:
            return
        if any(overlaps(hidden.span, span) for span in statement.spans):
            yield statement
