"""Cited but not held: a report, speech or letter that documents lean on, and that is not in the case."""

from collections import defaultdict
from collections.abc import Iterator

from wherefrom.check.view import View, content_words, make_finding
from wherefrom.language.counting import counted
from wherefrom.records import Citation, CitationKind, Finding, LinkKind, Place, Severity
from wherefrom.spans import sentence_at

CHECK = "cited but not held"
# A bare hyperlink is often navigation; a described work is what a reader would ask for.
CONFIDENCE_LINK = 0.6


def check_cited_not_held(view: View) -> Iterator[Finding]:
    """One finding a cited work, over all documents that cite it, with the claims that lean on it."""
    held = {link.a for link in view.case.links if link.kind is LinkKind.CITATION}
    works: dict[tuple[str, ...], list[Citation]] = defaultdict(list)
    for citation in view.case.citations:
        if citation.id not in held:
            works[_work(citation)].append(citation)
    leaning = _claims_by_speaker(view)
    for citations in works.values():
        first = max(citations, key=lambda citation: citation.confidence)
        claims = [claim for citation in citations for claim in _claims_beside(view, citation)]
        claims += leaning.get(first.by, []) if first.by else []
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


def _claims_beside(view: View, citation: Citation) -> tuple[str, ...]:
    """The claims whose statements stand in the sentence that cites."""
    sentence = sentence_at(view.document(citation.document), citation.span.start)
    if sentence is None:
        return ()
    return view.claims(
        statement
        for statement in view.statements_in.get(citation.document, ())
        if any(span.start < sentence.end and sentence.start < span.end for span in statement.spans)
    )


def _claims_by_speaker(view: View) -> dict[str, list[str]]:
    """For each speaker's key the claims whose chains pass through it."""
    found: dict[str, list[str]] = defaultdict(list)
    for statement in view.case.statements:
        claim = view.claim_of.get(statement.id)
        if claim is None:
            continue
        for name in statement.chain:
            attribution = view.case.attribution.get(name)
            for speaker in attribution.speakers if attribution else ():
                if speaker in view.case.speaker:
                    found[view.case.speaker[speaker].key].append(claim)
    return found
