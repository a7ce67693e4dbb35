"""The list of documents, and a page for each: its text with statements marked, notes beside it, and its custody."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from wherefrom.publish.dossier.lookups import Lookups, file_name
from wherefrom.publish.dossier.marking import Mark, MarkedPiece, cut_pieces, hidden_marks
from wherefrom.publish.dossier.site import Site
from wherefrom.publish.dossier.statement_views import DocumentText, StatementView
from wherefrom.records import Citation, Document, Finding, Link, Span
from wherefrom.spans import strip_span, subtract_spans
from wherefrom.view.shortening import shorten

DOCUMENTS_A_PAGE = 400
_MOST_PAIRS = 12
_PAIR_WORDS = 700
_FIELDS = ("title", "author", "outlet", "published", "language", "url")


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage with what stands beside it in the margin."""

    role: str
    pieces: tuple[MarkedPiece, ...]
    notes: tuple[StatementView, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CopyView:
    """A copy link seen from one of its ends, with passages side by side: those of this document first."""

    link: Link
    other: Document
    pairs: tuple[tuple[str, str], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the metadata: its value, and where it was found."""

    name: str
    value: str
    found: str


@dataclass(frozen=True, slots=True)
class CitationView:
    """A citation and the document of the case that it turned out to be, if any."""

    citation: Citation
    words: str
    held: Document | None


def write_documents(site: Site, lookups: Lookups, texts: dict[str, DocumentText]) -> None:
    """Write the list of documents and every document's page."""
    rows = [
        (document, lookups.outcomes.get((document.capture, document.part), [])) for document in lookups.case.documents
    ]
    site.write_list(
        "documents", "documents.html", rows, DOCUMENTS_A_PAGE, lookups=lookups, copies=lookups.book.whole_copies
    )
    for document in lookups.case.documents:
        site.write(
            f"documents/{file_name(document.id)}.html",
            "document.html",
            document=document,
            fields=_fields(document),
            passages=_passages(lookups, texts[document.id]),
            capture=lookups.case.capture.get(document.capture),
            outcomes=lookups.outcomes.get((document.capture, document.part), []),
            copy_of=[view for link in lookups.book.copied_from(document.id) if (view := _copy(lookups, link, link.a))],
            copied_by=[view for link in lookups.book.copies_of(document.id) if (view := _copy(lookups, link, link.b))],
            citations=[_cite(lookups, document, record) for record in lookups.book.citations_in(document.id)],
            findings=lookups.book.findings_in(document.id),
            claim_of=lookups.book.claim_of,
            said=len(lookups.book.statements_in(document.id)),
        )


def _fields(document: Document) -> list[Field]:
    found = dict(document.metadata_from)
    values = [(name, getattr(document, name)) for name in _FIELDS]
    if document.captured:
        values.append(("taken from the web", document.captured))
        found["taken from the web"] = found.get("captured", "")
    return [Field(name, value or "", found.get(name, "")) for name, value in values]


def _passages(lookups: Lookups, text: DocumentText) -> list[PassageView]:
    document = text.document
    marks = _marks(lookups, document)
    shown = [(passage.span, passage.role.value) for passage in document.passages]
    # Nothing is silently skipped: text that a reader put into no passage is shown all the same.
    whole = Span(0, len(document.text))
    rest = [strip_span(document.text, span) for span in subtract_spans(whole, (p.span for p in document.passages))]
    shown += [(span, "outside any passage") for span in rest if span.start < span.end]
    shown.sort()
    notes: dict[int, list[StatementView]] = defaultdict(list)
    findings: dict[int, list[Finding]] = defaultdict(list)
    in_passage: dict[int, list[Mark]] = defaultdict(list)
    spans = [span for span, _ in shown]
    for mark in marks:
        for number in _touched(spans, mark.span):
            in_passage[number].append(mark)
    for statement in lookups.book.statements_in(document.id):
        for number in _touched(spans, statement.spans[0])[:1]:
            notes[number].append(text.view(statement))
    for finding in lookups.book.findings_in(document.id):
        places = [place.span for place in finding.places if place.document == document.id]
        # Beside every passage that it points at, but once beside each.
        for number in dict.fromkeys(number for span in places for number in _touched(spans, span)[:1]):
            findings[number].append(finding)
    return [
        PassageView(
            role, cut_pieces(document.text, span, in_passage[number]), tuple(notes[number]), tuple(findings[number])
        )
        for number, (span, role) in enumerate(shown)
    ]


def _marks(lookups: Lookups, document: Document) -> list[Mark]:
    marks: list[Mark] = []
    for statement in lookups.book.statements_in(document.id):
        number, anchor = lookups.numbers[statement.id], file_name(statement.id)
        kind = "statement" if statement.chain else "voice"
        first, last = statement.spans[0], statement.spans[-1]
        marks += [
            Mark(span, kind, anchor if span == first else "", number if span == last else 0) for span in statement.spans
        ]
    for attribution in lookups.book.attributions_in(document.id):
        marks += [Mark(span, "source") for span in attribution.source]
        marks += [Mark(span, "cue") for span in attribution.cue]
    marks += hidden_marks(document, Span(0, len(document.text)))
    for finding in lookups.book.findings_in(document.id):
        marks += [Mark(place.span, "found") for place in finding.places if place.document == document.id]
    return marks


def _touched(spans: list[Span], span: Span) -> list[int]:
    """Numbers of the sorted, separate spans that a span touches."""
    number = max(bisect_right(spans, span.start, key=lambda other: other.start) - 1, 0)
    touched = []
    while number < len(spans) and spans[number].start < span.end:
        if spans[number].end > span.start:
            touched.append(number)
        number += 1
    return touched


def _copy(lookups: Lookups, link: Link, seen_from: str) -> CopyView | None:
    other = lookups.case.document.get(link.b if seen_from == link.a else link.a)
    here = lookups.case.document.get(seen_from)
    if other is None or here is None:
        return None
    pairs = []
    for evidence in link.evidence:
        spans = (evidence.a_span, evidence.b_span) if seen_from == link.a else (evidence.b_span, evidence.a_span)
        pairs.append((_words(here, spans[0]), _words(other, spans[1])))
    return CopyView(link, other, tuple(pairs[:_MOST_PAIRS]), max(len(pairs) - _MOST_PAIRS, 0))


def _words(document: Document, span: Span | None) -> str:
    return shorten(document.text[span.start : span.end], _PAIR_WORDS) if span else ""


def _cite(lookups: Lookups, document: Document, citation: Citation) -> CitationView:
    words = document.text[citation.span.start : citation.span.end]
    held = lookups.book.held_work(citation.id)
    return CitationView(citation, shorten(words, _PAIR_WORDS), lookups.case.document.get(held.b) if held else None)
