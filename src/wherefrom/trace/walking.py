"""The walk of one claim: from its statements to those whom they credit, outermost first, and on along the chain.

A credited outlet whose own document in the case carries the claim, or the claim with another number, is that document's node,
from which the walk goes on. Who is the same party in several documents was decided when the case was linked.
"""

from collections import deque
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from wherefrom.records import (
    UNNAMED_KINDS,
    Attribution,
    Edge,
    Node,
    NodeKind,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)
from wherefrom.trace.distinct import has_name
from wherefrom.trace.drifts import find_changes
from wherefrom.trace.graph import ClaimGraph
from wherefrom.trace.routes import Route, Routes
from wherefrom.trace.variants import find_variant
from wherefrom.view.casebook import Casebook

UNKNOWN_SOURCE = "someone whom the text does not name"


def carries(statement: Statement) -> bool:
    """Whether a statement gives its claim any support: who denies a thing, asks or wishes it, passes nothing of it on."""
    return statement.stance not in {Stance.DENIED, Stance.ASKED, Stance.WISHED}


def build_graph(routes: Routes, statements: Sequence[Statement]) -> ClaimGraph:
    """Gather the graph of statements of one claim, and of the variants upstream of them that links lead to."""
    walk = _Walk(routes, frozenset(statement.document for statement in statements))
    for statement in statements:
        walk.graph.carry(walk.home_of(statement), statement)
        walk.graph.documents.add(statement.document)
    walk.waiting.extend(statements)
    while walk.waiting:
        walk.visit(walk.waiting.popleft())
    return walk.graph


@dataclass(slots=True)
class _Walk:
    """One claim's walk.

    Attributes:
        claimed: ids of the documents that the claim's own statements stand in.
        waiting: statements yet to be visited; a visit adds the variants upstream of it.
    """

    routes: Routes
    claimed: Container[str]
    graph: ClaimGraph = field(default_factory=ClaimGraph)
    waiting: deque[Statement] = field(default_factory=deque)

    @property
    def book(self) -> Casebook:
        """The ways through the case."""
        return self.routes.book

    def home_of(self, statement: Statement) -> str:
        """The document node that a statement belongs to: its document's original, if that carries the claim as well."""
        root = self.book.original_of(statement.document)
        is_home = root == statement.document or self.graph.carrier(root) is not None or root in self.claimed
        return root if is_home else statement.document

    def visit(self, statement: Statement) -> None:
        """Add a statement's document and the edges of its chain."""
        home = self.home_of(statement)
        self.graph.add_document(self.book.case.document[home], statement)
        if statement.document != home:
            return  # a copy's own chain is its original's
        if self._lead_to_original(statement, home):
            return
        chain = self.book.chain_of(statement)
        for one in (chain, *self.book.further_chains_of(statement)):
            self._climb(statement, home, one)
        if statement.first_hand and not chain:
            author = self.book.document_of(statement).author or "its author"
            name = f"author of {home}"
            self.graph.add_node(Node(name, NodeKind.FIRST_HAND, author, (), (statement.id,)))
            self.graph.join(Edge(home, name, "tells first-hand", statement.id, "", "", statement.confidence))
        for route in self._beside(statement):
            beside = self._follow(statement, route)
            if beside is not None:
                worth = route.link.confidence
                self.graph.join(Edge(home, beside, "relies on", statement.id, "", route.link.id, worth))

    def _climb(self, statement: Statement, home: str, chain: list[Attribution]) -> None:
        """From a document to those whom its statement credits, one attribution after the other."""
        below = [home]
        for attribution in chain:
            above = self._credited(statement, attribution, is_last=attribution is chain[-1])
            for lower in below:
                for upper in above:
                    worth = attribution.confidence
                    self.graph.join(Edge(lower, upper, "credits", statement.id, attribution.id, "", worth))
            below = above or below

    def _lead_to_original(self, statement: Statement, home: str) -> bool:
        """Of a copy that says it otherwise than its original (another number): an edge to the original, and what changed."""
        link = self.book.copy_link(statement.document)
        if link is None:
            return False
        above = self._follow_to(statement, (self.book.original_of(statement.document), link.b))
        if above is None or above == home:
            return False
        self.graph.join(Edge(home, above, "is a copy of", statement.id, "", link.id, link.confidence))
        return True

    def _beside(self, statement: Statement) -> list[Route]:
        """Ways to other documents that no attribution shows: wire credits, works cited beside, words taken over."""
        found = [*self.routes.relays_of(statement.document), *self.routes.cited_beside(statement)]
        # Words taken over show where a statement comes from only when it names nobody itself, and from the earlier to the later.
        if not statement.chain:
            found += [own for own in self.routes.copied_from(statement) if self._is_earlier(own.target, statement)]
        return found

    def _is_earlier(self, document: str, statement: Statement) -> bool:
        first, second = self.book.case.document[document].published, self.book.document_of(statement).published
        return first is not None and second is not None and first < second

    def _credited(self, statement: Statement, attribution: Attribution, *, is_last: bool) -> list[str]:
        """The nodes of those whom an attribution credits."""
        followed = (self._follow(statement, route) for route in self.routes.relays_of(attribution.id))
        held = [node for node in followed if node is not None]
        if held:
            return held
        speakers = self.book.speakers_of(attribution)
        if not speakers:
            name = f"unnamed in {attribution.id}"
            self.graph.add_node(Node(name, NodeKind.UNNAMED, UNKNOWN_SOURCE, (), (statement.id,)))
            return [name]
        return [self._add_speaker(statement, speaker, is_last=is_last) for speaker in speakers]

    def _add_speaker(self, statement: Statement, speaker: Speaker, *, is_last: bool) -> str:
        """Add the party that a speaker is; returns its node."""
        party = self.book.party_of(speaker)
        # "The evidence", "a post": a work of which no more is told is nobody who could be told from anybody else.
        nameless = speaker.kind is SpeakerKind.DOCUMENT and not has_name(speaker.name) and " " not in speaker.name
        if nameless or (speaker.kind in UNNAMED_KINDS and not party.definite):
            kind = NodeKind.UNNAMED
        elif not is_last:
            kind = NodeKind.RELAY
        else:
            kind = NodeKind.FIRST_HAND if statement.first_hand else NodeKind.EXTERNAL
        self.graph.add_node(Node(party.key, kind, speaker.name, (), (statement.id,)))
        return party.key

    def _follow(self, statement: Statement, route: Route) -> str | None:
        """The node of the document that a route leads to, when it carries the claim or a variant of it."""
        target = self.book.original_of(route.target)
        if target == self.book.original_of(statement.document):
            return None
        return self._follow_to(statement, (target, route.target))

    def _follow_to(self, statement: Statement, homes: tuple[str, ...]) -> str | None:
        """The first of some documents that carries the claim or a variant of a statement; notes what changed on the way."""
        for home in homes:
            carrier = self.graph.carrier(home)
            if carrier is not None:
                self.graph.note_drifts(find_changes(self.book, carrier, statement))
                return home
        for home in homes:
            variant = self.book.same_claim_in(statement, home) or find_variant(self.routes, statement, home)
            if variant is not None:
                self.graph.carry(home, variant)
                self.graph.documents.add(home)
                self.waiting.append(variant)
                self.graph.note_drifts(find_changes(self.book, variant, statement))
                return home
        return None
