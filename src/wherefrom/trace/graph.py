"""The graph of one claim while it is gathered: it remembers what the walk met, each node and edge once.

Documents that carry the claim are nodes, copies folded into their originals; from each, an edge leads to whoever its statement
credits. `walking` finds them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from wherefrom.records import Document, Drift, Edge, Node, NodeKind, Statement

# Who speaks for itself in one text is an origin though another text has it pass on somebody else's words.
_TELLING = (NodeKind.DOCUMENT, NodeKind.FIRST_HAND, NodeKind.EXTERNAL, NodeKind.RELAY, NodeKind.UNNAMED)


@dataclass(slots=True)
class _Brought:
    """What a node is, and what was met there, in order.

    A hundred thousand statements of one node are gathered here: a frozen node would be made anew for each of them.
    """

    node: Node
    copies: dict[str, None] = field(default_factory=dict)
    statements: dict[str, None] = field(default_factory=dict)


class ClaimGraph:
    """Nodes, edges and changes of one claim, and which statements carry it in which document."""

    def __init__(self) -> None:
        self.documents: set[str] = set()
        self._carriers: dict[str, list[Statement]] = {}
        self._nodes: dict[str, _Brought] = {}
        self._edges: dict[tuple[str, str], Edge] = {}
        self._drifts: dict[tuple[object, str, str], list[Drift]] = {}

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes with their copies and statements, in the order in which the walk met them."""
        return tuple(
            replace(own.node, copies=tuple(own.copies), statements=tuple(own.statements))
            for own in self._nodes.values()
        )

    @property
    def edges(self) -> Mapping[tuple[str, str], Edge]:
        """The edges by their ends, in the order in which the walk met them."""
        return MappingProxyType(self._edges)

    @property
    def drifts(self) -> list[Drift]:
        """What changed along the edges, in the order in which the walk met it."""
        return [drift for found in self._drifts.values() for drift in found]

    def carrier(self, home: str) -> Statement | None:
        """The first statement that carries the claim, or a variant of it, in a document; None where none does."""
        return self._carriers[home][0] if home in self._carriers else None

    def carry(self, home: str, statement: Statement) -> None:
        """Note that a statement carries the claim in a document."""
        self._carriers.setdefault(home, []).append(statement)

    def add_document(self, document: Document, statement: Statement) -> None:
        """Add a document that carries the claim, with a statement in it or in a copy of it."""
        copies = (statement.document,) if statement.document != document.id else ()
        label = document.name
        if document.outlet and document.outlet not in document.name:
            label = f"{document.outlet}: {document.name}"
        self.add_node(Node(document.id, NodeKind.DOCUMENT, label, copies, (statement.id,)))

    def add_node(self, node: Node) -> None:
        """Add a node, or what it brings to one that is there: its most telling kind, its copies, its statements."""
        own = self._nodes.setdefault(node.id, _Brought(node))
        own.copies.update(dict.fromkeys(node.copies))
        own.statements.update(dict.fromkeys(node.statements))
        kind = min(own.node.kind, node.kind, key=_TELLING.index)
        if kind is not own.node.kind:
            own.node = replace(own.node, kind=kind)

    def join(self, edge: Edge) -> None:
        """Add an edge; of two between the same nodes the surer one stays."""
        if edge.a == edge.b:
            return
        # Two people of one text who seem to credit each other are a pronoun misread, not a circle of sources.
        if (edge.b, edge.a) in self._edges and not any(self._is_document(end) for end in (edge.a, edge.b)):
            return
        old = self._edges.get((edge.a, edge.b))
        if old is None or old.confidence < edge.confidence:
            self._edges[edge.a, edge.b] = edge

    def _is_document(self, name: str) -> bool:
        return self._nodes[name].node.kind is NodeKind.DOCUMENT

    def note_drifts(self, found: Iterable[Drift]) -> None:
        """Note what changed between two statements, once for each kind of change."""
        new: dict[tuple[object, str, str], list[Drift]] = {}
        for drift in found:
            new.setdefault((drift.kind, drift.upstream, drift.downstream), []).append(drift)
        for key, drifts in new.items():
            self._drifts.setdefault(key, drifts)
