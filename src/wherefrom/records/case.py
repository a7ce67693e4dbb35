"""A whole case in memory: what the stages that look at everything at once are given."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from wherefrom.records.custody import Act, Capture
from wherefrom.records.decisions import Decision, Unplaced
from wherefrom.records.documents import Document, Outcome
from wherefrom.records.figures import DateMention, Figure
from wherefrom.records.known import Known
from wherefrom.records.links import Claim, Link, Linked
from wherefrom.records.parties import Party
from wherefrom.records.statements import Attribution, Citation, Speaker, Statement
from wherefrom.records.traces import Finding, Trace


@dataclass(frozen=True)
class CaseRecords:
    """Every record of a case, with look-ups by id; the other ways through it are `wherefrom.view.casebook`'s. None changes it.

    The sequences are in the order of documents as added, and within one document in the order of its text.

    ``stale`` says in words what of it is not made from what the case holds now, ``fallbacks`` what could not be used in making
    it, and what was used instead.
    """

    documents: tuple[Document, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateMention, ...] = ()
    known: tuple[Known, ...] = ()
    links: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = ()
    parties: tuple[Party, ...] = ()
    traces: tuple[Trace, ...] = ()
    findings: tuple[Finding, ...] = ()
    captures: tuple[Capture, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    acts: tuple[Act, ...] = ()
    decisions: tuple[Decision, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    name: str = field(default="")
    stale: tuple[str, ...] = ()
    fallbacks: tuple[str, ...] = ()

    def holding(self, records: Mapping[str, Any]) -> "CaseRecords":
        """The same, with other records of some kinds.

        Args:
            records: by kind, each as the field of that name.
        """
        return replace(self, **records)

    def with_linked(self, linked: Linked) -> "CaseRecords":
        """The case with what linking found in it, in place of what was found before."""
        return replace(self, links=linked.links, claims=linked.claims, parties=linked.parties)

    @cached_property
    def document(self) -> dict[str, Document]:
        """Documents by id."""
        return {record.id: record for record in self.documents}

    @cached_property
    def attribution(self) -> dict[str, Attribution]:
        """Attributions by id."""
        return {record.id: record for record in self.attributions}

    @cached_property
    def statement(self) -> dict[str, Statement]:
        """Statements by id."""
        return {record.id: record for record in self.statements}

    @cached_property
    def speaker(self) -> dict[str, Speaker]:
        """Speakers by id."""
        return {record.id: record for record in self.speakers}

    @cached_property
    def citation(self) -> dict[str, Citation]:
        """Citations by id."""
        return {record.id: record for record in self.citations}

    @cached_property
    def claim(self) -> dict[str, Claim]:
        """Claims by id."""
        return {record.id: record for record in self.claims}

    @cached_property
    def trace(self) -> dict[str, Trace]:
        """Traces by the id of their claim."""
        return {record.claim: record for record in self.traces}

    @cached_property
    def capture(self) -> dict[str, Capture]:
        """Captures by id."""
        return {record.id: record for record in self.captures}
