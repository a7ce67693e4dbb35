"""Look-ups over a case, prepared once: what the pages ask for again and again."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from wherefrom.config import Settings
from wherefrom.ids import make_id
from wherefrom.records import (
    Attribution,
    CaseRecords,
    Citation,
    Claim,
    DateMention,
    Figure,
    Finding,
    Link,
    LinkKind,
    Outcome,
    Severity,
    Speaker,
    Statement,
    Trace,
)

Record = TypeVar("Record")

SEVERITY_ORDER = {Severity.SERIOUS: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


@dataclass(slots=True)
class Lookups:
    """A case with the ways through it that the pages need; all lists are in the order of the case.

    Attributes:
        ordered: claims with their traces, the weakest-founded first.
        with_page: ids of the claims that have a page of their own.
        numbers: the number of each statement within its document, from 1.
        held: id of the cited document by id of the citation.
        copy_of, copied_by: copy links by the copying document, and by the copied one.
    """

    case: CaseRecords
    settings: Settings
    ordered: list[tuple[Claim, Trace]] = field(default_factory=list)
    with_page: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    attributions: dict[str, list[Attribution]] = field(default_factory=dict)
    citations: dict[str, list[Citation]] = field(default_factory=dict)
    figures: dict[str, list[Figure]] = field(default_factory=dict)
    dates: dict[str, list[DateMention]] = field(default_factory=dict)
    speakers: dict[str, list[Speaker]] = field(default_factory=dict)
    said: Counter[str] = field(default_factory=Counter)
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    document_findings: dict[str, list[Finding]] = field(default_factory=dict)
    claim_findings: dict[str, list[Finding]] = field(default_factory=dict)
    copy_of: dict[str, list[Link]] = field(default_factory=dict)
    copied_by: dict[str, list[Link]] = field(default_factory=dict)
    outcomes: dict[tuple[str, str], list[Outcome]] = field(default_factory=dict)

    def claim_address(self, claim: str) -> str:
        """Where a claim is shown, from the top of the dossier: its page, or its statement on its document's page."""
        if claim in self.with_page:
            return f"claims/{file_name(claim)}.html"
        return self.statement_address(self.case.claim[claim].statements[0])

    def statement_address(self, statement: str) -> str:
        """Where a statement stands on its document's page, from the top of the dossier."""
        return f"documents/{file_name(self.case.statement[statement].document)}.html#{file_name(statement)}"

    def document_address(self, document: str) -> str:
        """The page of a document, from the top of the dossier."""
        return f"documents/{file_name(document)}.html"


def file_name(identifier: str) -> str:
    """A record's id as a file name and an anchor; an id that is not safe as one is replaced by its digest."""
    return identifier if _SAFE_NAME.fullmatch(identifier) else make_id("page", identifier)


def prepare_lookups(case: CaseRecords, settings: Settings) -> Lookups:
    """Go through a case once and prepare all look-ups."""
    lookups = Lookups(case, settings)
    lookups.statements = _group(case.statements, lambda record: record.document)
    lookups.attributions = _group(case.attributions, lambda record: record.document)
    lookups.citations = _group(case.citations, lambda record: record.document)
    lookups.figures = _group(case.figures, lambda record: record.document)
    lookups.dates = _group(case.dates, lambda record: record.document)
    lookups.speakers = _group(case.speakers, lambda record: record.key)
    lookups.outcomes = _group(case.outcomes, lambda record: (record.capture, record.part))
    for statements in lookups.statements.values():
        lookups.numbers.update({record.id: number for number, record in enumerate(statements, start=1)})
    _join_findings(lookups)
    _join_claims(lookups)
    _join_links(lookups)
    innermost = (case.attribution[record.chain[-1]] for record in case.statements if record.chain)
    lookups.said = Counter(speaker for attribution in innermost for speaker in attribution.speakers)
    return lookups


def rank_weakness(trace: Trace) -> tuple[int, int, int, str]:
    """Sorting key: fewest firm origins, then fewest possible ones, then most documents."""
    return (trace.firm, trace.hi, -trace.documents, trace.claim)


def _join_findings(lookups: Lookups) -> None:
    by_document: dict[str, list[Finding]] = defaultdict(list)
    by_claim: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(lookups.case.findings, key=lambda record: SEVERITY_ORDER[record.severity]):
        for document in dict.fromkeys(place.document for place in finding.places):
            by_document[document].append(finding)
        for claim in dict.fromkeys(finding.claims):
            by_claim[claim].append(finding)
    lookups.document_findings, lookups.claim_findings = by_document, by_claim


def _join_claims(lookups: Lookups) -> None:
    case = lookups.case
    pairs = [(claim, case.trace[claim.id]) for claim in case.claims if claim.id in case.trace]
    lookups.ordered = sorted(pairs, key=lambda pair: rank_weakness(pair[1]))
    every_page = len(case.claims) <= lookups.settings.claim_pages
    by_statement: dict[str, list[Claim]] = defaultdict(list)
    for claim, _ in lookups.ordered:
        for statement in claim.statements:
            by_statement[statement].append(claim)
        worrying = any(f.severity is not Severity.NOTE for f in lookups.claim_findings.get(claim.id, ()))
        if every_page or len(claim.statements) > 1 or worrying:
            lookups.with_page.add(claim.id)
    lookups.claims = by_statement


def _join_links(lookups: Lookups) -> None:
    copies = [link for link in lookups.case.links if link.kind in {LinkKind.COPY, LinkKind.PARTIAL_COPY}]
    lookups.copy_of = _group(copies, lambda link: link.a)
    lookups.copied_by = _group(copies, lambda link: link.b)
    lookups.held = {
        link.a: link.b
        for link in lookups.case.links
        if link.kind is LinkKind.CITATION and link.b in lookups.case.document
    }


Key = TypeVar("Key")


def _group(records: Iterable[Record], key: Callable[[Record], Key]) -> dict[Key, list[Record]]:
    groups: dict[Key, list[Record]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return groups
