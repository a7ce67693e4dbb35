"""Casebook: the ways through a case, in one interface: what stands in a document, what belongs to what, who is who.

It reads records and changes none. A grouping is made when it is first asked for, once, and each keeps the order of the case.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from wherefrom.records import (
    Attribution,
    CaseRecords,
    Citation,
    Claim,
    DateMention,
    Document,
    Figure,
    Finding,
    Link,
    LinkKind,
    Party,
    Role,
    Span,
    Speaker,
    Statement,
)
from wherefrom.spans import contains, covered_text
from wherefrom.view.copy_roots import find_originals
from wherefrom.view.ranking import rank_severity

Record = TypeVar("Record")
Made = TypeVar("Made")
Key = TypeVar("Key", bound=Hashable)
Placed = TypeVar("Placed", Figure, DateMention)
_COPIES = frozenset({LinkKind.COPY, LinkKind.PARTIAL_COPY})


class Casebook:
    """The ways through a case.

    Attributes:
        case: its records, with look-ups by id.
    """

    def __init__(self, case: CaseRecords) -> None:
        self.case = case
        self._made: dict[Callable[[str], Any], dict[str, Any]] = {}

    # In a document.

    def statements_in(self, document: str) -> Sequence[Statement]:
        """The statements of a document."""
        return self._statements.get(document, ())

    def attributions_in(self, document: str) -> Sequence[Attribution]:
        """The attributions of a document."""
        return self._attributions.get(document, ())

    def citations_in(self, document: str) -> Sequence[Citation]:
        """The citations of a document."""
        return self._citations.get(document, ())

    def speakers_in(self, document: str) -> Sequence[Speaker]:
        """The speakers of a document."""
        return self._speakers.get(document, ())

    def findings_in(self, document: str) -> Sequence[Finding]:
        """What checks found in a document, the most serious first."""
        return self._findings_by_document.get(document, ())

    def figures_within(self, document: str, spans: Iterable[Span]) -> list[Figure]:
        """The figures of a document that stand within spans."""
        return list(_within(self._figures.get(document, ()), spans))

    def dates_within(self, document: str, spans: Iterable[Span]) -> list[DateMention]:
        """The dates of a document that stand within spans."""
        return list(_within(self._dates.get(document, ()), spans))

    # Of a statement.

    def document_of(self, statement: Statement) -> Document:
        """The document that a statement stands in."""
        return self.case.document[statement.document]

    def text_of(self, statement: Statement) -> str:
        """A statement's words, on one line."""
        return covered_text(self.document_of(statement).text, statement.spans).replace("\n", " ")

    def figures_of(self, statement: Statement) -> list[Figure]:
        """The figures inside a statement."""
        return self.figures_within(statement.document, statement.spans)

    def dates_of(self, statement: Statement) -> list[DateMention]:
        """The dates inside a statement."""
        return self.dates_within(statement.document, statement.spans)

    def chain_of(self, statement: Statement) -> list[Attribution]:
        """The attributions that a statement stands in, nearest to the page first."""
        return [self.case.attribution[name] for name in statement.chain if name in self.case.attribution]

    def further_chains_of(self, statement: Statement) -> list[list[Attribution]]:
        """The chains of others whom its document has a statement from besides, each outermost first."""
        return [[self.case.attribution[name] for name in chain] for chain in statement.also]

    def made_of(self, statement: Statement, make: Callable[[str], Made]) -> Made:
        """What a function makes of a statement's words; made once of each statement, so the function must be pure."""
        made = self._made.setdefault(make, {})
        if statement.id not in made:
            made[statement.id] = make(self.text_of(statement))
        found: Made = made[statement.id]
        return found

    def role_of(self, statement: Statement) -> Role:
        """The role of the passage in which a statement begins."""
        passages, start = self.document_of(statement).passages, statement.spans[0].start
        at = bisect_left(passages, start + 1, key=lambda passage: passage.span.start) - 1
        return passages[at].role if at >= 0 else Role.BODY

    # Claims.

    def claim_of(self, statement: str) -> Claim | None:
        """The claim that a statement belongs to, by the statement's id."""
        return self._claims.get(statement)

    def claims_of(self, statements: Iterable[Statement]) -> tuple[str, ...]:
        """Ids of the claims that statements belong to, each once."""
        found = (self._claims.get(statement.id) for statement in statements)
        return tuple(dict.fromkeys(claim.id for claim in found if claim))

    def same_claim_in(self, statement: Statement, document: str) -> Statement | None:
        """The statement of a document that is the same claim as a given one."""
        claim = self.claim_of(statement.id)
        if claim is None:
            return None
        return next((own for own in self.statements_in(document) if self.claim_of(own.id) is claim), None)

    def findings_of(self, claim: str) -> Sequence[Finding]:
        """What checks found that bears on a claim, the most serious first."""
        return self._findings_by_claim.get(claim, ())

    # Copies and works held.

    def original_of(self, document: str) -> str:
        """The document that a copy goes back to, through copies of copies; itself for an original."""
        return self._originals.get(document, document)

    def copy_link(self, document: str) -> Link | None:
        """The link that folds a document into the one that it is a copy of; None for an original."""
        return self._copy_links.get(document)

    @cached_property
    def whole_copies(self) -> frozenset[str]:
        """Ids of the documents that are folded into another."""
        return frozenset(self._copy_links)

    def copied_from(self, document: str) -> Sequence[Link]:
        """Links to the documents that a document reproduces, as a whole or in part."""
        return self._links_to_copied.get(document, ())

    def copies_of(self, document: str) -> Sequence[Link]:
        """Links from the documents that reproduce a document, as a whole or in part."""
        return self._links_from_copies.get(document, ())

    def held_work(self, citation: str) -> Link | None:
        """The link from a citation to the document of the case that it turned out to be."""
        return self._held.get(citation)

    # Who is who.

    def speakers_of(self, attribution: Attribution) -> list[Speaker]:
        """Whom an attribution credits."""
        return [self.case.speaker[name] for name in attribution.speakers if name in self.case.speaker]

    def party_of(self, speaker: Speaker) -> Party:
        """The party that a speaker is; alone where linking has not seen it yet, since who is one is decided there and nowhere else."""
        return self._parties.get(speaker.id) or _alone(speaker)

    def is_within_party(self, link: Link) -> bool:
        """Whether a link only says that two speakers of one party are one."""
        ends = [self.case.speaker[end] for end in (link.a, link.b) if end in self.case.speaker]
        return len(ends) == 2 and self.party_of(ends[0]).key == self.party_of(ends[1]).key  # noqa: PLR2004 - both

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """Every party of the case, in the order of their first speakers."""
        found = (self.party_of(speaker) for speaker in self.case.speakers)
        return tuple({party.key: party for party in found}.values())

    # The groupings.

    @cached_property
    def _statements(self) -> dict[str, list[Statement]]:
        return group_by(self.case.statements, lambda record: record.document)

    @cached_property
    def _attributions(self) -> dict[str, list[Attribution]]:
        return group_by(self.case.attributions, lambda record: record.document)

    @cached_property
    def _citations(self) -> dict[str, list[Citation]]:
        return group_by(self.case.citations, lambda record: record.document)

    @cached_property
    def _speakers(self) -> dict[str, list[Speaker]]:
        return group_by(self.case.speakers, lambda record: record.document)

    @cached_property
    def _figures(self) -> dict[str, list[Figure]]:
        return group_by(sorted(self.case.figures, key=lambda own: own.span.start), lambda record: record.document)

    @cached_property
    def _dates(self) -> dict[str, list[DateMention]]:
        return group_by(sorted(self.case.dates, key=lambda own: own.span.start), lambda record: record.document)

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        return {statement: claim for claim in self.case.claims for statement in claim.statements}

    @cached_property
    def _findings(self) -> list[Finding]:
        return sorted(self.case.findings, key=lambda finding: rank_severity(finding.severity))

    @cached_property
    def _findings_by_document(self) -> dict[str, list[Finding]]:
        return group_under(self._findings, lambda finding: (place.document for place in finding.places))

    @cached_property
    def _findings_by_claim(self) -> dict[str, list[Finding]]:
        return group_under(self._findings, lambda finding: finding.claims)

    @cached_property
    def _originals(self) -> Mapping[str, str]:
        return find_originals(self.case.links)

    @cached_property
    def _copy_links(self) -> dict[str, Link]:
        found = (link for link in self.case.links if link.kind is LinkKind.COPY)
        return {link.a: link for link in found if link.a in self._originals}

    @cached_property
    def _links_to_copied(self) -> dict[str, list[Link]]:
        return group_by((link for link in self.case.links if link.kind in _COPIES), lambda link: link.a)

    @cached_property
    def _links_from_copies(self) -> dict[str, list[Link]]:
        return group_by((link for link in self.case.links if link.kind in _COPIES), lambda link: link.b)

    @cached_property
    def _held(self) -> dict[str, Link]:
        return {link.a: link for link in self.case.links if link.kind is LinkKind.CITATION}

    @cached_property
    def _parties(self) -> dict[str, Party]:
        return {speaker: party for party in self.case.parties for speaker in party.speakers}


def group_by(records: Iterable[Record], key: Callable[[Record], Key]) -> dict[Key, list[Record]]:
    """Records by what they have in common, groups and members in the order in which they come."""
    return group_under(records, lambda record: (key(record),))


def group_under(records: Iterable[Record], keys: Callable[[Record], Iterable[Key]]) -> dict[Key, list[Record]]:
    """Records under each of their keys, once under each."""
    groups: dict[Key, list[Record]] = {}
    for record in records:
        for key in dict.fromkeys(keys(record)):
            groups.setdefault(key, []).append(record)
    return groups


def _within(records: Sequence[Placed], spans: Iterable[Span]) -> Iterator[Placed]:
    """Records in the order of the text, so that those of a span are found by halving."""
    for span in spans:
        first = bisect_left(records, span.start, key=lambda record: record.span.start)
        for at in range(first, len(records)):
            record = records[at]
            if record.span.start >= span.end:
                break
            if contains(span, record.span):
                yield record


def _alone(speaker: Speaker) -> Party:
    """A speaker whose identity nobody has decided: as far as is known, nobody else."""
    return Party(
        id=f"party-of-{speaker.id}",
        key=speaker.id,
        name=speaker.name,
        kind=speaker.kind,
        speakers=(speaker.id,),
        others=(),
        definite=False,
        joined_by=(),
        why="",
        confidence=speaker.confidence,
        maker=speaker.maker,
    )
