"""What the graph of a claim remembers: each node and edge once, at its most telling."""

from wherefrom.records import Document, Drift, DriftKind, Edge, Node, NodeKind, Stance, Statement
from wherefrom.trace.graph import ClaimGraph


def node(name: str, kind: NodeKind, *statements: str) -> Node:
    return Node(name, kind, name, (), statements)


def statement(name: str, document: str) -> Statement:
    return Statement(name, document, (), (), Stance.ASSERTED, (), (), (), False, 1.0, "m", "")


def document(name: str, title: str, outlet: str | None) -> Document:
    return Document(name, "", "", title, "", "", "utf-8", (), (), outlet=outlet)


def test_the_most_telling_kind_stays_and_statements_are_gathered_once() -> None:
    graph = ClaimGraph()
    graph.add_node(node("quill", NodeKind.UNNAMED, "s1"))
    graph.add_node(node("quill", NodeKind.EXTERNAL, "s2", "s1"))
    graph.add_node(node("quill", NodeKind.RELAY, "s3"))
    [made] = graph.nodes
    assert made.kind is NodeKind.EXTERNAL
    assert made.statements == ("s1", "s2", "s3")


def test_a_copy_is_named_in_its_originals_node() -> None:
    graph = ClaimGraph()
    original = document("a", "Dam fails", "The Post")
    graph.add_document(original, statement("s1", "a"))
    graph.add_document(original, statement("s2", "b"))
    [made] = graph.nodes
    assert made == Node("a", NodeKind.DOCUMENT, "The Post: Dam fails", ("b",), ("s1", "s2"))


def test_an_outlet_that_stands_in_the_name_is_not_said_twice() -> None:
    graph = ClaimGraph()
    graph.add_document(document("a", "The Post, page 1", "The Post"), statement("s1", "a"))
    graph.add_document(document("b", "Letter", None), statement("s2", "b"))
    assert [made.label for made in graph.nodes] == ["The Post, page 1", "Letter"]


def test_the_surer_of_two_edges_stays_and_none_leads_to_itself() -> None:
    graph = ClaimGraph()
    for name in "ab":
        graph.add_node(node(name, NodeKind.DOCUMENT))
    for confidence in (0.5, 0.9, 0.7):
        graph.join(Edge("a", "b", "credits", confidence=confidence))
    graph.join(Edge("a", "a", "credits"))
    assert [edge.confidence for edge in graph.edges.values()] == [0.9]


def test_people_who_credit_each_other_are_no_circle_and_documents_are() -> None:
    graph = ClaimGraph()
    for name, kind in (
        ("a", NodeKind.DOCUMENT),
        ("b", NodeKind.DOCUMENT),
        ("p", NodeKind.RELAY),
        ("q", NodeKind.RELAY),
    ):
        graph.add_node(node(name, kind))
    for one, other in (("a", "b"), ("b", "a"), ("p", "q"), ("q", "p")):
        graph.join(Edge(one, other, "credits"))
    assert list(graph.edges) == [("a", "b"), ("b", "a"), ("p", "q")]


def test_one_change_between_two_statements_is_noted_once_and_its_kinds_apart() -> None:
    def drift(kind: DriftKind, before: str) -> Drift:
        return Drift(kind, "s1", "s2", before, "", None, 1.0)

    graph = ClaimGraph()
    first = [
        drift(DriftKind.NUMBER_CHANGED, "3"),
        drift(DriftKind.NUMBER_CHANGED, "4"),
        drift(DriftKind.HEDGE_LOST, "x"),
    ]
    graph.note_drifts(first)
    graph.note_drifts([drift(DriftKind.NUMBER_CHANGED, "5"), drift(DriftKind.HEDGE_GAINED, "y")])
    assert graph.drifts == [*first, drift(DriftKind.HEDGE_GAINED, "y")]


def test_the_first_that_carries_a_claim_in_a_document_is_its_carrier() -> None:
    graph = ClaimGraph()
    assert graph.carrier("a") is None
    one, other = statement("s1", "a"), statement("s2", "a")
    graph.carry("a", one)
    graph.carry("a", other)
    assert graph.carrier("a") is one
