"""Look-ups that every trace of a case needs, made once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from wherefrom.records import (
    UNNAMED_KINDS,
    Attribution,
    CaseRecords,
    Document,
    Figure,
    Link,
    LinkKind,
    Ruling,
    Speaker,
    Statement,
    decisions_in_force,
)
from wherefrom.spans import contains, covered_text, hull, overlaps
from wherefrom.trace.likeness import content_words


@dataclass(frozen=True, slots=True)
class Route:
    """A way from one document to another that a link shows."""

    target: str
    link: Link


class TraceIndex:
    """A case, prepared for tracing; reads records and changes none."""

    def __init__(self, case: CaseRecords) -> None:
        self.case = case
        self.claim_of = {statement: claim.id for claim in case.claims for statement in claim.statements}
        self.parent: dict[str, Link] = {link.a: link for link in case.links if link.kind is LinkKind.COPY}
        self.relays: dict[str, list[Route]] = defaultdict(list)
        self.partial: dict[str, list[Route]] = defaultdict(list)
        self.held: dict[str, Route] = {}
        self.variants: dict[str, list[Statement]] = defaultdict(list)
        self.statements_in: dict[str, list[Statement]] = defaultdict(list)
        self.figures_in: dict[str, list[Figure]] = defaultdict(list)
        self.citations_in: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self._words: dict[str, frozenset[str]] = {}
        rulings = (own for own in decisions_in_force(case.decisions) if own.ruling is Ruling.SPLIT)
        self._apart = {own.a for own in rulings}
        self._alias = {
            case.speaker[link.a].key: case.speaker[link.b].key
            for link in case.links
            if link.kind is LinkKind.SAME_SPEAKER and {link.a, link.b} <= case.speaker.keys()
        }
        for link in case.links:
            if link.kind is LinkKind.RELAY:
                self.relays[link.a].append(Route(link.b, link))
            elif link.kind is LinkKind.PARTIAL_COPY:
                self.partial[link.a].append(Route(link.b, link))
            elif link.kind is LinkKind.VARIANT:
                self.variants[link.a].append(case.statement[link.b])
            elif link.kind is LinkKind.CITATION:
                self.held[link.a] = Route(link.b, link)
        for statement in case.statements:
            self.statements_in[statement.document].append(statement)
        for figure in case.figures:
            self.figures_in[figure.document].append(figure)
        for citation in case.citations:
            if citation.id in self.held:
                self.citations_in[citation.document].append((citation.span.start, citation.span.end, citation.id))

    def root(self, document: str) -> str:
        """The document that a copy goes back to, through copies of copies; itself for an original."""
        seen = {document}
        while (link := self.parent.get(document)) is not None and link.b not in seen:
            document = link.b
            seen.add(document)
        return document

    def document(self, identifier: str) -> Document:
        """A document by id."""
        return self.case.document[identifier]

    def chain(self, statement: Statement) -> list[Attribution]:
        """The attributions that a statement stands in, nearest to the page first."""
        return [
            self.case.attribution[identifier] for identifier in statement.chain if identifier in self.case.attribution
        ]

    def speakers(self, attribution: Attribution) -> list[Speaker]:
        """Whom an attribution credits."""
        return [self.case.speaker[identifier] for identifier in attribution.speakers if identifier in self.case.speaker]

    def same_claim_in(self, statement: Statement, document: str) -> Statement | None:
        """The statement of a document that is the same claim as a given one."""
        claim = self.claim_of.get(statement.id)
        if claim is None:
            return None
        return next((own for own in self.statements_in.get(document, ()) if self.claim_of.get(own.id) == claim), None)

    def party(self, speaker: Speaker) -> str:
        """What one party is called in every document: its key, that of its other spelling, or one of its own if a person ruled."""
        if speaker.id in self._apart:
            return f"{speaker.key} in {speaker.document}"
        key, seen = speaker.key, {speaker.key}
        while (other := self._alias.get(key)) is not None and other not in seen:
            key = other
            seen.add(other)
        return key

    def words(self, statement: Statement) -> frozenset[str]:
        """The content words of a statement, numbers left out."""
        if statement.id not in self._words:
            text = covered_text(self.document(statement.document).text, statement.spans)
            self._words[statement.id] = content_words(text)
        return self._words[statement.id]

    def figures(self, statement: Statement) -> list[Figure]:
        """The figures inside a statement."""
        return [
            figure
            for figure in self.figures_in.get(statement.document, ())
            if any(contains(span, figure.span) for span in statement.spans)
        ]

    def copied_from(self, statement: Statement) -> list[Route]:
        """Documents from which the very words of a statement were taken, where its document is no whole copy of them."""
        return [
            route
            for route in self.partial.get(statement.document, ())
            if any(overlaps(evidence.a_span, span) for evidence in route.link.evidence for span in statement.spans)
        ]

    def cited_beside(self, statement: Statement) -> list[Route]:
        """Works in the case that are cited within the statement or its attributions."""
        spans = [
            *statement.spans,
            *(span for one in self.chain(statement) for span in (*one.source, *one.cue, *one.content)),
        ]
        if not spans or statement.document not in self.citations_in:
            return []
        around = hull(spans)
        return [
            self.held[identifier]
            for start, end, identifier in self.citations_in[statement.document]
            if around.start <= start and end <= around.end
        ]


def is_unnamed(speakers: Sequence[Speaker]) -> bool:
    """Whether none of the speakers is named."""
    return all(speaker.kind in UNNAMED_KINDS for speaker in speakers)
