"""Exports: every record as one JSON file, or the main ones as tables for a spreadsheet."""

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

from wherefrom.errors import UsageError
from wherefrom.records import CaseRecords, Statement, encode_record
from wherefrom.spans import covered_text, hull, locate_span

# A spreadsheet takes a cell that begins with one of these for a formula, and runs it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | float | None


def export_json(case: CaseRecords, target: Path) -> None:
    """Write every record of a case as one JSON object, a list for each kind of record.

    Raises:
        UsageError: the target is a folder.
    """
    if target.is_dir():
        raise UsageError(f"{target} is a folder.", "Name the JSON file to be written.")
    target.parent.mkdir(parents=True, exist_ok=True)
    _replace(target, encode_record({field.name: getattr(case, field.name) for field in fields(case)}) + b"\n")


def export_csv(case: CaseRecords, folder: Path) -> None:
    """Write claims, statements, findings, documents and links as CSV tables (RFC 4180, UTF-8) into a folder.

    Raises:
        UsageError: the folder is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is no folder.", "Name a folder for the tables.")
    folder.mkdir(parents=True, exist_ok=True)
    _write_table(folder / "claims.csv", _CLAIM_COLUMNS, _claim_rows(case))
    _write_table(folder / "statements.csv", _STATEMENT_COLUMNS, _statement_rows(case))
    _write_table(folder / "findings.csv", _FINDING_COLUMNS, _finding_rows(case))
    _write_table(folder / "documents.csv", _DOCUMENT_COLUMNS, _document_rows(case))
    _write_table(folder / "links.csv", _LINK_COLUMNS, _link_rows(case))


def disarm(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before one that looks like it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


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
    claims: dict[str, list[str]] = {}
    for claim in case.claims:
        for statement in claim.statements:
            claims.setdefault(statement, []).append(claim.id)
    for record in case.statements:
        text = case.document[record.document].text
        extent = hull(record.spans)
        yield (
            record.id,
            " ".join(claims.get(record.id, ())),
            record.document,
            *_place(case, record),
            extent.start,
            extent.end,
            covered_text(text, record.spans),
            record.digest,
            record.stance.value,
            int(record.first_hand),
            covered_text(text, record.hedges).replace("\n", "; "),
            covered_text(text, record.negations).replace("\n", "; "),
            _speaker_names(case, record),
            " ".join(record.chain),
            record.confidence,
            record.maker,
        )


def _place(case: CaseRecords, record: Statement) -> tuple[Cell, Cell, Cell, Cell]:
    """Part, first unit and last unit that the words were read from, and each stretch; "~" where only stood for."""
    document = case.document[record.document]
    found = [segment for span in record.spans for segment in locate_span(document, span)]
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


def _speaker_names(case: CaseRecords, record: Statement) -> str:
    if not record.chain:
        return ""
    speakers = case.attribution[record.chain[-1]].speakers
    return "; ".join(case.speaker[speaker].name for speaker in speakers if speaker in case.speaker)


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


def _write_table(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> None:
    # Lone surrogates, which UTF-8 lacks, are written as escapes rather than lost.
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(columns)
        table.writerows([disarm(cell) for cell in row] for row in rows)


def _replace(target: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}-", delete=False) as stream:
        stream.write(content)
    Path(stream.name).chmod(0o644)
    os.replace(stream.name, target)  # noqa: PTH105 - atomic on every platform
