"""Routes: the ways from statement to statement and document to document that the links of a case show."""

from collections.abc import Sequence
from dataclasses import dataclass

from wherefrom.records import Link, LinkKind, Statement
from wherefrom.spans import hull, overlaps
from wherefrom.trace.matter_words import matter_words
from wherefrom.view.casebook import Casebook, group_by


@dataclass(frozen=True, slots=True)
class Route:
    """A way from one document to another that a link shows."""

    target: str
    link: Link


class Routes:
    """The routes of a case, prepared once for all its claims.

    Attributes:
        book: the other ways through the case.
    """

    def __init__(self, book: Casebook) -> None:
        self.book = book
        links = group_by(book.case.links, lambda link: link.kind)
        self._relays = _by_end(links.get(LinkKind.RELAY, ()))
        self._partial = _by_end(links.get(LinkKind.PARTIAL_COPY, ()))
        self._variants = group_by(links.get(LinkKind.VARIANT, ()), lambda link: link.a)
        held = [own for own in book.case.citations if book.held_work(own.id)]
        self._held_in = group_by(held, lambda citation: citation.document)

    def relays_of(self, end: str) -> Sequence[Route]:
        """Documents in the case of those whom an attribution, or a document's credit line, names; by its id."""
        return self._relays.get(end, ())

    def variants_of(self, statement: Statement) -> list[Statement]:
        """Statements that linking found to say the same as a given one but for a number or the like."""
        return [self.book.case.statement[link.b] for link in self._variants.get(statement.id, ())]

    def copied_from(self, statement: Statement) -> list[Route]:
        """Documents from which the very words of a statement were taken, where its document is no whole copy of them."""
        return [
            route
            for route in self._partial.get(statement.document, ())
            if any(overlaps(evidence.a_span, span) for evidence in route.link.evidence for span in statement.spans)
        ]

    def cited_beside(self, statement: Statement) -> list[Route]:
        """Works in the case that are cited within the statement or its attributions."""
        spans = [
            *statement.spans,
            *(span for one in self.book.chain_of(statement) for span in (*one.source, *one.cue, *one.content)),
        ]
        if not spans or statement.document not in self._held_in:
            return []
        around = hull(spans)
        links = [
            self.book.held_work(citation.id)
            for citation in self._held_in[statement.document]
            if around.start <= citation.span.start and citation.span.end <= around.end
        ]
        return [Route(link.b, link) for link in links if link is not None]

    def words_of(self, statement: Statement) -> frozenset[str]:
        """The content words of a statement, numbers left out."""
        return self.book.made_of(statement, matter_words)


def _by_end(links: Sequence[Link]) -> dict[str, list[Route]]:
    return {end: [Route(link.b, link) for link in own] for end, own in group_by(links, lambda link: link.a).items()}
