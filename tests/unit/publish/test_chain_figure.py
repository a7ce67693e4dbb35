"""The drawing of a chain: origins left, nothing on top of anything, labels that fit."""

from itertools import pairwise

from wherefrom.publish.dossier.chain_figure import draw_chain, wrap_label
from wherefrom.records import Edge, Node, NodeKind, Trace


def trace(nodes: list[Node], edges: list[Edge], circles: tuple[tuple[str, ...], ...] = ()) -> Trace:
    return Trace(
        "c", tuple(nodes), tuple(edges), len(nodes), 1, 1, 1, (), (), circles, (), None, (), "s", 1.0, "m"
    )  # fmt: skip


def document(name: str) -> Node:
    return Node(name, NodeKind.DOCUMENT, name)


def test_each_node_stands_right_of_what_it_relies_on() -> None:
    nodes = [document("late"), document("early"), Node("w", NodeKind.FIRST_HAND, "witness")]
    figure = draw_chain(trace(nodes, [Edge("late", "early", "copies"), Edge("early", "w", "quotes")]))
    at = {box.node: box.x for box in figure.boxes}
    assert at["w"] < at["early"] < at["late"]


def test_two_hundred_documents_on_one_wire_are_one_stack() -> None:
    nodes = [Node("w", NodeKind.EXTERNAL, "wire"), *(document(f"d{number}") for number in range(200))]
    figure = draw_chain(trace(nodes, [Edge(node.id, "w", "quotes") for node in nodes[1:]]))
    [stack] = [box for box in figure.boxes if box.is_document]
    assert stack.is_stack
    assert stack.lines[0].startswith("200 documents")
    assert len(figure.wires) == 1


def test_documents_that_rest_on_others_each_do_not_overlap_and_fit_the_drawing() -> None:
    nodes = [document(f"d{number}") for number in range(100)]
    nodes += [Node(f"w{number}", NodeKind.EXTERNAL, "wire") for number in range(100)]
    figure = draw_chain(trace(nodes, [Edge(f"d{number}", f"w{number}", "quotes") for number in range(100)]))
    rows = sorted(box.y for box in figure.boxes if box.is_document)
    assert len(rows) == 100
    assert all(below - above >= figure.box_height for above, below in pairwise(rows))
    assert rows[0] >= 0
    assert rows[-1] + figure.box_height <= figure.height
    assert all(box.x + figure.box_width <= figure.width for box in figure.boxes)


def test_a_document_that_another_relies_on_stays_apart() -> None:
    nodes = [Node("w", NodeKind.EXTERNAL, "wire"), *(document(f"d{number}") for number in range(20))]
    edges = [Edge(f"d{number}", "w", "quotes") for number in range(19)] + [Edge("d19", "d3", "quotes")]
    figure = draw_chain(trace(nodes, edges))
    assert {"d3", "d19"} <= {box.node for box in figure.boxes}
    assert any(box.lines[0].startswith("18 documents") for box in figure.boxes)


def test_circle_is_framed_with_all_its_members_and_its_wires_marked() -> None:
    nodes = [document("a"), document("b"), document("c")]
    edges = [Edge("a", "b", "cites"), Edge("b", "a", "cites"), Edge("c", "a", "cites", confidence=0.3)]
    figure = draw_chain(trace(nodes, edges, (("a", "b"),)))
    frame = figure.loops[0]
    inside = {box.node for box in figure.boxes if frame.x <= box.x <= frame.x + frame.width and frame.y <= box.y}
    assert inside == {"a", "b"}
    assert [wire.is_circle for wire in figure.wires] == [True, True, False]
    assert [wire.is_weak for wire in figure.wires] == [False, False, True]


def test_trace_without_nodes_is_an_empty_drawing() -> None:
    assert draw_chain(trace([], [])).boxes == ()


def test_labels_are_wrapped_to_two_lines_and_cut_with_an_ellipsis() -> None:
    assert wrap_label("The Evening Post") == ("The Evening Post",)
    assert wrap_label("word " * 50)[1].endswith("…")
    assert max(map(len, wrap_label("x" * 500))) <= 25
    assert max(map(len, wrap_label("漢" * 500))) <= 13
    assert wrap_label("  ") == ("(no name)",)
    assert wrap_label("a\u202eb") == ("a⟦U+202E⟧b",)
