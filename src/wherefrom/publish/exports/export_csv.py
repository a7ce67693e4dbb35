"""CSV: the main records as tables for a spreadsheet (RFC 4180, UTF-8), with cells that no spreadsheet runs."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from wherefrom.publish.exports.export_text import Scribe
from wherefrom.publish.exports.exporting import ExportSource, Omission, Written, changed_text, left_out
from wherefrom.publish.exports.locating import Locator
from wherefrom.records import CaseRecords, Statement
from wherefrom.spans import covered_text, hull
from wherefrom.view.casebook import Casebook

Cell = str | int | float | None

# What a spreadsheet takes for the start of a formula, DDE calls among them. Some import with white space and quotation
# marks trimmed, so these are looked through; full-width forms (U+FF1D and its like) are read as the plain ones where the
# keyboard is East Asian (NFKC makes them alike).
_FORMULA_STARTS = ("=", "+", "-", "@", "|")
_TRIMMED = re.compile(r"^[\s\x00-\x20\"'`´‘’“”«»\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_BREAKING_STARTS = ("\t", "\r", "\n")


def write_csv(source: ExportSource, target: Path) -> Written:
    """Write claims, statements, findings, documents and links as tables into a folder."""
    case, scribe, counts = source.case, Scribe(), {}
    disarmed = 0
    for name, (columns, rows) in _TABLES.items():
        counts[name], changed = _write_table(target / f"{name}.csv", columns, rows(case), scribe)
        disarmed += changed
    return Written(
        counts,
        (
            *left_out(
                case, {*_TABLES, "attributions", "traces", "speakers", "captures"}, "the tables have no room for them"
            ),
            Omission(disarmed, "cells", "a spreadsheet would run them as formulas; an apostrophe stands before them"),
            changed_text(scribe),
        ),
    )


def disarm(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before one that looks like it."""
    if not isinstance(cell, str) or not cell:
        return cell
    first = _TRIMMED.sub("", cell)[:1]
    looks_so = unicodedata.normalize("NFKC", first).startswith(_FORMULA_STARTS)
    return f"'{cell}" if looks_so or cell.startswith(_BREAKING_STARTS) else cell


_CLAIM_COLUMNS = (
    "claim", "words", "documents", "firm", "low", "high", "amplification", "circles", "sentence", "statements",
    "confidence", "maker", "trace_confidence", "trace_maker",
)  # fmt: skip
_STATEMENT_COLUMNS = (
    "statement", "claims", "document", "part", "unit_start", "unit_end", "stretches", "start", "end", "words", "digest",
    "stance", "first_hand", "hedges", "negations", "speakers", "chain", "confidence", "maker",
)  # fmt: skip
_FINDING_COLUMNS = ("finding", "check", "severity", "message", "documents", "claims", "confidence", "maker")
_DOCUMENT_COLUMNS = (
    "document", "name", "title", "author", "outlet", "published", "language", "url", "capture", "part", "sha256",
    "media_type", "received_from", "captured_at", "captured_by", "text_sha256",
)  # fmt: skip
_LINK_COLUMNS = ("link", "kind", "a", "b", "score", "explanation", "confidence", "maker")


def _claim_rows(case: CaseRecords) -> Iterator[tuple[Cell, ...]]:
    for claim in case.claims:
        trace = case.trace.get(claim.id)
        rests: tuple[Cell, ...] = ("", "", "", "", "", "", "")
        made: tuple[Cell, ...] = ("", "")
        if trace:
            counts = (trace.documents, trace.firm, trace.lo, trace.hi)
            rests = (*counts, trace.amplification, len(trace.circles), trace.sentence)
            made = (trace.confidence, trace.maker)
        yield (claim.id, claim.text, *rests, " ".join(claim.statements), claim.confidence, claim.maker, *made)


def _statement_rows(case: CaseRecords) -> Iterator[tuple[Cell, ...]]:
    book = Casebook(case)
    # Statements come document by document: one locator at a time is enough.
    document, locator = "", None
    for record in case.statements:
        if locator is None or document != record.document:
            document, locator = record.document, Locator(case.document[record.document])
        text = case.document[record.document].text
        extent = hull(record.spans)
        yield (
            record.id,
            " ".join(book.claims_of([record])),
            record.document,
            *_place(locator, record),
            extent.start,
            extent.end,
            covered_text(text, record.spans),
            record.digest,
            record.stance.value,
            int(record.first_hand),
            covered_text(text, record.hedges).replace("\n", "; "),
            covered_text(text, record.negations).replace("\n", "; "),
            "; ".join(own.name for one in book.chain_of(record)[-1:] for own in book.speakers_of(one)),
            " ".join(record.chain),
            record.confidence,
            record.maker,
        )


def _place(locator: Locator, record: Statement) -> tuple[Cell, Cell, Cell, Cell]:
    """Part, first unit and last unit that the words were read from, and each stretch; "~" where only stood for."""
    found = [segment for span in record.spans for segment in locator.locate(span)]
    if not found:
        return ("", "", "", "")
    first = found[0].part
    ends = [segment.unit_end for segment in found if segment.part == first]
    stretches = "; ".join(
        f"{'' if segment.exact else '~'}{segment.part if segment.part != first else ''}"
        f"{segment.unit_start}–{segment.unit_end}"
        for segment in found
    )
    return (first, found[0].unit_start, max(ends), stretches)


def _finding_rows(case: CaseRecords) -> Iterator[tuple[Cell, ...]]:
    for finding in case.findings:
        documents = dict.fromkeys(place.document for place in finding.places)
        yield (
            finding.id,
            finding.check,
            finding.severity.value,
            finding.message,
            " ".join(documents),
            " ".join(finding.claims),
            finding.confidence,
            finding.maker,
        )


def _document_rows(case: CaseRecords) -> Iterator[tuple[Cell, ...]]:
    for document in case.documents:
        told = (document.title, document.author, document.outlet, document.published, document.language, document.url)
        capture = case.capture.get(document.capture)
        kept: tuple[Cell, ...] = ("", "", "", "", "")
        if capture:
            kept = (capture.sha256, capture.media_type, capture.received_from, capture.at, capture.by)
        yield (document.id, document.name, *told, document.capture, document.part, *kept, document.text_sha256)


def _link_rows(case: CaseRecords) -> Iterator[tuple[Cell, ...]]:
    for link in case.links:
        yield (link.id, link.kind.value, link.a, link.b, link.score, link.explanation, link.confidence, link.maker)


_TABLES = {
    "claims": (_CLAIM_COLUMNS, _claim_rows),
    "statements": (_STATEMENT_COLUMNS, _statement_rows),
    "findings": (_FINDING_COLUMNS, _finding_rows),
    "documents": (_DOCUMENT_COLUMNS, _document_rows),
    "links": (_LINK_COLUMNS, _link_rows),
}


def _write_table(
    path: Path, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], scribe: Scribe
) -> tuple[int, int]:
    """Write one table; returns its rows, and how many cells were disarmed."""
    written = disarmed = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(columns)
        for row in rows:
            written += 1
            cells = [disarm(scribe.cell(cell) if isinstance(cell, str) else cell) for cell in row]
            disarmed += sum(
                after != before and str(after)[1:] == before for after, before in zip(cells, row, strict=True)
            )
            table.writerow(cells)
    return written, disarmed
