"""The graph of one claim: who relies on whom, copies folded.

Documents that carry the claim are nodes; from each, an edge leads to whoever its statement credits, outermost first, and so
on along the chain. A credited outlet whose own document in the case carries the claim, or the claim with another number, is
that document's node, from which the chain goes on.
"""

from collections import deque
from collections.abc import Container
from dataclasses import dataclass, field, replace

from wherefrom.records import (
    UNNAMED_KINDS,
    Attribution,
    Claim,
    Drift,
    DriftKind,
    Edge,
    Node,
    NodeKind,
    Speaker,
    SpeakerKind,
    Statement,
)
from wherefrom.trace.index import Route, TraceIndex
from wherefrom.trace.population import find_widening
from wherefrom.trace.strength import find_strengthening
from wherefrom.trace.variants import NAMED_CONFIDENCE, find_drifts, find_variant

# What an edge is worth that only follows from a document's being a copy: the fold says how sure it is itself.
UNKNOWN_SOURCE = "someone whom the text does not name"


@dataclass(slots=True)
class ClaimGraph:
    """Nodes and edges of one claim while they are gathered.

    Attributes:
        brought: copies and statements of each node, in order; a node carries them when all are gathered, since one of a
            hundred thousand statements would be made a hundred thousand times.
    """

    index: TraceIndex
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str], Edge] = field(default_factory=dict)
    brought: dict[str, tuple[dict[str, None], dict[str, None]]] = field(default_factory=dict)
    drifts: list[Drift] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    carriers: dict[str, list[Statement]] = field(default_factory=dict)


def build_graph(index: TraceIndex, claim: Claim) -> ClaimGraph:
    """Gather the graph of a claim: its statements, and the variants upstream of them that links lead to."""
    graph = ClaimGraph(index)
    statements = [index.case.statement[identifier] for identifier in claim.statements]
    claimed = {statement.document for statement in statements}
    for statement in statements:
        graph.carriers.setdefault(_home(graph, statement, claimed), []).append(statement)
        graph.documents.add(statement.document)
    waiting = deque(statements)
    while waiting:
        statement = waiting.popleft()
        waiting.extend(_add_statement(graph, statement, _home(graph, statement, claimed)))
    for identifier, node in graph.nodes.items():
        copies, brought = graph.brought[identifier]
        graph.nodes[identifier] = replace(node, copies=tuple(copies), statements=tuple(brought))
    return graph


def _home(graph: ClaimGraph, statement: Statement, claimed: Container[str]) -> str:
    """The document node that a statement belongs to: its document's original, if that carries the claim as well."""
    root = graph.index.root(statement.document)
    if root == statement.document or root in graph.carriers:
        return root
    return root if root in claimed else statement.document


def _add_statement(graph: ClaimGraph, statement: Statement, home: str) -> list[Statement]:
    """Add a statement's node and the edges of its chain; returns variants upstream that are to be followed."""
    _add_document(graph, home, statement)
    if statement.document != home:
        return []  # a copy's own chain is its original's
    follow: list[Statement] = []
    if _add_copied(graph, statement, home, follow):
        return follow
    below = [home]
    chain = graph.index.chain(statement)
    for position, attribution in enumerate(chain):
        is_last = position == len(chain) - 1
        above = _credited(graph, statement, attribution, is_last=is_last, follow=follow)
        for lower in below:
            for upper in above:
                _join(graph, Edge(lower, upper, "credits", statement.id, attribution.id, "", attribution.confidence))
        below = above or below
    if statement.first_hand and not chain:
        author = graph.index.document(statement.document).author or "its author"
        name = f"author of {home}"
        _add_node(graph, Node(name, NodeKind.FIRST_HAND, author, (), (statement.id,)))
        _join(graph, Edge(home, name, "tells first-hand", statement.id, "", "", statement.confidence))
    for route in _routes_beside(graph, statement):
        beside = _follow(graph, statement, route, follow)
        if beside is not None and beside != home:
            _join(graph, Edge(home, beside, "relies on", statement.id, "", route.link.id, route.link.confidence))
    return follow


def _add_copied(graph: ClaimGraph, statement: Statement, home: str, follow: list[Statement]) -> bool:
    """Of a copy that says it otherwise than its original (another number): an edge to the original, and what changed."""
    link = graph.index.parent.get(statement.document)
    if link is None:
        return False
    above = _follow_to(graph, statement, (graph.index.root(statement.document), link.b), follow)
    if above is None or above == home:
        return False
    _join(graph, Edge(home, above, "is a copy of", statement.id, "", link.id, link.confidence))
    return True


def _routes_beside(graph: ClaimGraph, statement: Statement) -> list[Route]:
    """Ways to other documents that no attribution shows: wire credits, words taken over, works cited beside."""
    index = graph.index
    routes = [*index.relays.get(statement.document, ()), *index.cited_beside(statement)]
    # Words taken over show where a statement comes from only when it names nobody itself, and from the earlier to the later.
    if not statement.chain:
        routes += [
            route for route in index.copied_from(statement) if _is_earlier(index, route.target, statement.document)
        ]
    return routes


def _is_earlier(index: TraceIndex, one: str, other: str) -> bool:
    first, second = index.document(one).published, index.document(other).published
    return first is not None and second is not None and first < second


def _credited(
    graph: ClaimGraph, statement: Statement, attribution: Attribution, *, is_last: bool, follow: list[Statement]
) -> list[str]:
    """The nodes of those whom an attribution credits."""
    held = [
        node
        for route in graph.index.relays.get(attribution.id, ())
        if (node := _follow(graph, statement, route, follow)) is not None
    ]
    if held:
        return held
    speakers = graph.index.speakers(attribution)
    if not speakers:
        name = f"unnamed in {attribution.id}"
        _add_node(graph, Node(name, NodeKind.UNNAMED, UNKNOWN_SOURCE, (), (statement.id,)))
        return [name]
    named = []
    for speaker in speakers:
        is_office = _is_office(graph.index, speaker)
        # The office of one text is taken to be that of another: counting it twice would feign independence.
        name = f"office:{speaker.name.casefold()}" if is_office else graph.index.party(speaker)
        kind = _kind_of(speaker, statement, is_last=is_last, is_office=is_office)
        _add_node(graph, Node(name, kind, speaker.name, (), (statement.id,)))
        named.append(name)
    return named


def _is_office(index: TraceIndex, speaker: Speaker) -> bool:
    """Whether somebody without a name is told of so definitely that they could be asked: "the regional prosecutor's office"."""
    if speaker.kind not in {SpeakerKind.UNNAMED_INSTITUTION, SpeakerKind.UNKNOWN} or not speaker.mentions:
        return False
    first = speaker.mentions[0]
    text = index.document(speaker.document).text
    before, own = text[max(0, first.start - 4) : first.start].casefold(), text[first.start : first.end].casefold()
    return (own.startswith("the ") or before.endswith("the ")) and " " in speaker.name


def _kind_of(speaker: Speaker, statement: Statement, *, is_last: bool, is_office: bool) -> NodeKind:
    if speaker.kind in UNNAMED_KINDS and not is_office:
        return NodeKind.UNNAMED
    if not is_last:
        return NodeKind.RELAY
    return NodeKind.FIRST_HAND if statement.first_hand else NodeKind.EXTERNAL


def _follow(graph: ClaimGraph, statement: Statement, route: Route, follow: list[Statement]) -> str | None:
    """The node of the document that a route leads to, when it carries the claim or a variant of it."""
    index, target = graph.index, graph.index.root(route.target)
    if target == index.root(statement.document):
        return None
    return _follow_to(graph, statement, (target, route.target), follow)


def _follow_to(graph: ClaimGraph, statement: Statement, homes: tuple[str, ...], follow: list[Statement]) -> str | None:
    """The first of some documents that carries the claim or a variant of a statement; notes what changed on the way."""
    index = graph.index
    for home in homes:
        if home in graph.carriers:
            _note_drifts(graph, graph.carriers[home][0], statement)
            return home
    for home in homes:
        variant = index.same_claim_in(statement, home) or find_variant(index, statement, home)
        if variant is not None:
            graph.carriers[home] = [variant]
            graph.documents.add(home)
            follow.append(variant)
            _note_drifts(graph, variant, statement)
            return home
    return None


def _note_drifts(graph: ClaimGraph, upstream: Statement, downstream: Statement) -> None:
    known = {(drift.kind, drift.upstream, drift.downstream) for drift in graph.drifts}
    found = find_drifts(graph.index, upstream, downstream)
    found += find_strengthening(graph.index, upstream, downstream)
    found += find_widening(graph.index, upstream, downstream)
    found += _named_on_the_way(graph.index, upstream, downstream)
    graph.drifts.extend(drift for drift in found if (drift.kind, drift.upstream, drift.downstream) not in known)


def _named_on_the_way(index: TraceIndex, upstream: Statement, downstream: Statement) -> list[Drift]:
    """An unnamed source upstream that has a name downstream, other than the relaying outlet's."""
    before, after = index.chain(upstream), index.chain(downstream)
    if not before or not after:
        return []
    old, new = index.speakers(before[-1]), index.speakers(after[-1])
    if not old or any(speaker.kind not in UNNAMED_KINDS for speaker in old):
        return []
    outlet = (index.document(upstream.document).outlet or "").casefold()
    named = [speaker for speaker in new if speaker.kind not in UNNAMED_KINDS and speaker.name.casefold() != outlet]
    if not named or (outlet and any(outlet in speaker.name.casefold() for speaker in named)):
        return []
    return [
        Drift(DriftKind.SOURCE_NAMED, upstream.id, downstream.id, old[0].name, named[0].name, None, NAMED_CONFIDENCE)
    ]


def _add_document(graph: ClaimGraph, home: str, statement: Statement) -> None:
    copies = (statement.document,) if statement.document != home else ()
    document = graph.index.document(home)
    label = (
        f"{document.outlet}: {document.name}"
        if document.outlet and document.outlet not in document.name
        else document.name
    )
    _add_node(graph, Node(home, NodeKind.DOCUMENT, label, copies, (statement.id,)))


def _add_node(graph: ClaimGraph, node: Node) -> None:
    """Add a node, or what it brings to one that is there: its most telling kind, its copies, its statements."""
    copies, statements = graph.brought.setdefault(node.id, ({}, {}))
    copies.update(dict.fromkeys(node.copies))
    statements.update(dict.fromkeys(node.statements))
    old = graph.nodes.get(node.id)
    kind = node.kind if old is None else min(old.kind, node.kind, key=_TELLING.index)
    if old is None or kind is not old.kind:
        graph.nodes[node.id] = replace(node if old is None else old, kind=kind)


# Who speaks for itself in one text is an origin though another text has it pass on somebody else's words.
_TELLING = [NodeKind.DOCUMENT, NodeKind.FIRST_HAND, NodeKind.EXTERNAL, NodeKind.RELAY, NodeKind.UNNAMED]


def _join(graph: ClaimGraph, edge: Edge) -> None:
    """Add an edge; of two between the same nodes the surer one stays."""
    if edge.a == edge.b:
        return
    # Two people of one text who seem to credit each other are a pronoun misread, not a circle of sources.
    if (edge.b, edge.a) in graph.edges and NodeKind.DOCUMENT not in {
        graph.nodes[edge.a].kind,
        graph.nodes[edge.b].kind,
    }:
        return
    old = graph.edges.get((edge.a, edge.b))
    if old is None or old.confidence < edge.confidence:
        graph.edges[edge.a, edge.b] = edge
