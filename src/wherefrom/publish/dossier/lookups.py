"""What the pages of a dossier ask for beside the casebook: which claims have a page, numbers, and addresses."""

import re
from collections import Counter
from dataclasses import dataclass, field

from wherefrom.config import Settings
from wherefrom.ids import make_id
from wherefrom.records import CaseRecords, Claim, Outcome, Severity, Trace
from wherefrom.view.casebook import Casebook, group_by
from wherefrom.view.ranking import weakest_first

_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


@dataclass(slots=True)
class Lookups:
    """A case with what its pages need; all lists are in the order of the case.

    Attributes:
        book: the ways through the case.
        ordered: claims with their traces, the weakest-founded first.
        with_page: ids of the claims that have a page of their own.
        numbers: the number of each statement within its document, from 1.
        said: how many statements each speaker is credited with, by the speaker's id.
        outcomes: how reading ended, by capture and part.
    """

    case: CaseRecords
    settings: Settings
    book: Casebook
    ordered: list[tuple[Claim, Trace]]
    with_page: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    said: Counter[str] = field(default_factory=Counter)
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
    """Go through a case once and prepare what the pages ask for."""
    book = Casebook(case)
    innermost = (case.attribution[record.chain[-1]] for record in case.statements if record.chain)
    lookups = Lookups(
        case=case,
        settings=settings,
        book=book,
        ordered=weakest_first(case),
        said=Counter(speaker for attribution in innermost for speaker in attribution.speakers),
        outcomes=group_by(case.outcomes, lambda record: (record.capture, record.part)),
    )
    for document in case.documents:
        statements = book.statements_in(document.id)
        lookups.numbers.update({record.id: number for number, record in enumerate(statements, start=1)})
    every_page = len(case.claims) <= settings.claim_pages
    lookups.with_page = {
        claim.id for claim, _ in lookups.ordered if every_page or len(claim.statements) > 1 or _is_worrying(book, claim)
    }
    return lookups


def _is_worrying(book: Casebook, claim: Claim) -> bool:
    return any(finding.severity is not Severity.NOTE for finding in book.findings_of(claim.id))
