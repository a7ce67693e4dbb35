"""Cited but not held: a report, speech or letter that documents lean on, and that is not in the case."""

from collections import defaultdict
from collections.abc import Iterator

from wherefrom.check.view import content_words, make_finding
from wherefrom.language.counting import counted
from wherefrom.records import Citation, CitationKind, Finding, LinkKind, Place, Severity
from wherefrom.spans import sentence_at
from wherefrom.view.casebook import Casebook

CHECK = "cited but not held"
# A bare hyperlink is often navigation; a described work is what a reader would ask for.
CONFIDENCE_LINK = 0.6


def check_cited_not_held(book: Casebook) -> Iterator[Finding]:
    """One finding a cited work, over all documents that cite it, with the claims that lean on it."""
    held = {link.a for link in book.case.links if link.kind is LinkKind.CITATION}
    works: dict[tuple[str, ...], list[Citation]] = defaultdict(list)
    for citation in book.case.citations:
        if citation.id not in held:
            works[_work(citation)].append(citation)
    leaning = _claims_by_party(book)
    for citations in works.values():
        first = max(citations, key=lambda citation: citation.confidence)
        claims = [claim for citation in citations for claim in _claims_beside(book, citation)]
        claims += leaning.get(_maker_of(book, first), []) if first.by else []
        yield make_finding(
            CHECK,
            f"{first.title} ({first.kind.value}) is cited by {_documents(citations)} and is not in the case.",
            [Place(citation.document, citation.span) for citation in citations],
            severity=Severity.WARNING if claims else Severity.NOTE,
            claims=claims,
            confidence=min(first.confidence, CONFIDENCE_LINK) if first.kind is CitationKind.LINK else first.confidence,
        )


def _work(citation: Citation) -> tuple[str, ...]:
    """What makes two citations the same work: an address, or kind and the words of the title."""
    if citation.url:
        return ("url", citation.url.split("#")[0].rstrip("/"))
    return (citation.kind.value, citation.by, *sorted(content_words(citation.title)))


def _documents(citations: list[Citation]) -> str:
    return counted(len({citation.document for citation in citations}), "document", in_words=True)


def _claims_beside(book: Casebook, citation: Citation) -> tuple[str, ...]:
    """The claims whose statements stand in the sentence that cites."""
    sentence = sentence_at(book.case.document[citation.document], citation.span.start)
    if sentence is None:
        return ()
    return book.claims_of(
        statement
        for statement in book.statements_in(citation.document)
        if any(span.start < sentence.end and sentence.start < span.end for span in statement.spans)
    )


def _maker_of(book: Casebook, citation: Citation) -> str:
    """The key of the party whose work is cited."""
    speakers = (speaker for speaker in book.speakers_in(citation.document) if speaker.key == citation.by)
    speaker = next(speakers, None)
    return citation.by if speaker is None else book.party_of(speaker).key


def _claims_by_party(book: Casebook) -> dict[str, list[str]]:
    """For each party's key the claims whose chains pass through it."""
    found: dict[str, list[str]] = defaultdict(list)
    for statement in book.case.statements:
        claim = book.claim_of(statement.id)
        if claim is None:
            continue
        for attribution in book.chain_of(statement):
            for speaker in book.speakers_of(attribution):
                found[book.party_of(speaker).key].append(claim.id)
    return found
