"""Quotation altered: words in quotation marks that stand otherwise, or not at all, in the document they are taken from."""

from collections import defaultdict
from collections.abc import Iterator

from wherefrom.check.view import make_finding
from wherefrom.records import Attribution, Finding, Form, Link, LinkKind, Place, Severity, Span
from wherefrom.view.casebook import Casebook
from wherefrom.view.shortening import shorten

CHECK = "quotation altered"
# Shorter ones are phrases, which a document may hold in other words.
FEWEST_WORDS = 7
NOT_FOUND = 0.5


def check_quotation_altered(book: Casebook) -> Iterator[Finding]:
    """Find quotations altered against the original, and those that the held document which is credited does not have."""
    quoted: dict[str, list[Link]] = defaultdict(list)
    credited: dict[str, list[Link]] = defaultdict(list)
    for link in book.case.links:
        if link.kind is LinkKind.QUOTATION:
            quoted[link.a].append(link)
        elif link.kind is LinkKind.RELAY and link.a in book.case.attribution:
            credited[link.a].append(link)
    for name, links in quoted.items():
        best = max(links, key=lambda link: link.score)
        if best.explanation.startswith("altered"):
            yield _altered(book, book.case.attribution[name], best)
    for name, links in credited.items():
        own = book.case.attribution[name]
        if own.form is Form.DIRECT and name not in quoted and _words(book, own) >= FEWEST_WORDS:
            yield _not_found(book, own, links[0])


def _altered(book: Casebook, own: Attribution, link: Link) -> Finding:
    [evidence] = link.evidence
    places = [Place(own.document, evidence.a_span)]
    places += [Place(link.b, evidence.b_span)] if evidence.b_span is not None else []
    return make_finding(
        CHECK,
        f"The quotation is not as it stands in {book.case.document[link.b].name}: {link.explanation.partition(': ')[2]}.",
        places,
        severity=Severity.WARNING,
        claims=_claims(book, own),
        confidence=round(0.8 * link.confidence, 2),
    )


def _not_found(book: Casebook, own: Attribution, link: Link) -> Finding:
    words = shorten(book.case.document[own.document].text[own.content[0].start : own.content[0].end])
    return make_finding(
        CHECK,
        f"{words} is quoted from {book.case.document[link.b].name}, which the case holds; these words were not found there.",
        [Place(own.document, own.content[0]), Place(link.b, Span(0, min(1, len(book.case.document[link.b].text))))],
        severity=Severity.NOTE,
        claims=_claims(book, own),
        confidence=NOT_FOUND,
    )


def _words(book: Casebook, own: Attribution) -> int:
    text = book.case.document[own.document].text
    return sum(len(text[span.start : span.end].split()) for span in own.content)


def _claims(book: Casebook, own: Attribution) -> tuple[str, ...]:
    return book.claims_of(s for s in book.statements_in(own.document) if own.id in s.chain)
