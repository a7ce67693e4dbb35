"""The chain of a claim as a drawing: origins on the left, the documents that rest on them to the right."""

import unicodedata
from dataclasses import dataclass

import networkx as nx

from wherefrom.language.counting import counted
from wherefrom.publish.dossier.chain_groups import group_alike
from wherefrom.publish.wording import show_hidden
from wherefrom.records import Edge, Node, NodeKind, Trace

_BOX_WIDTH, _BOX_HEIGHT = 226, 62
_GAP_ACROSS, _GAP_DOWN = 92, 16
_MARGIN = 22
_LABEL_UNITS = 25
_LOOP_REACH = 46
# A relation of less confidence than this is dashed: it is more of a suggestion than a reading.
LOW_CONFIDENCE = 0.6

_KIND_WORDS = {
    NodeKind.DOCUMENT: "document",
    NodeKind.RELAY: "named, passes on what others said",
    NodeKind.FIRST_HAND: "first-hand",
    NodeKind.EXTERNAL: "named, outside the case",
    NodeKind.UNNAMED: "unnamed",
}


@dataclass(frozen=True, slots=True)
class NodeBox:
    """A node, placed.

    Attributes:
        node, label: its id, and what a reader calls it.
        lines: the label, in at most two lines.
        note, flag: the small line inside, and the one above it; the flag may be empty.
    """

    node: str
    kind: str
    x: int
    y: int
    lines: tuple[str, ...]
    note: str
    label: str
    is_cut: bool
    flag: str
    is_stack: bool
    is_document: bool


@dataclass(frozen=True, slots=True)
class Wire:
    """A relation, drawn from the origin's side to the side that relies on it; ``path`` is SVG path data."""

    path: str
    title: str
    is_weak: bool
    is_circle: bool


@dataclass(frozen=True, slots=True)
class Loop:
    """A frame around the nodes of a circle."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ChainFigure:
    """The whole drawing, in pixels."""

    width: int
    height: int
    box_width: int
    box_height: int
    boxes: tuple[NodeBox, ...]
    wires: tuple[Wire, ...]
    loops: tuple[Loop, ...]


def draw_chain(trace: Trace) -> ChainFigure:
    """Lay out the graph of a trace: a layer for each step away from the origins, circles kept together in one."""
    nodes, edges, counts = group_alike(trace)
    layers = _order_layers(trace, nodes, edges)
    tallest = max((len(layer) for layer in layers), default=0)
    height = 2 * _MARGIN + tallest * (_BOX_HEIGHT + _GAP_DOWN) - _GAP_DOWN if tallest else 2 * _MARGIN
    places: dict[str, tuple[int, int]] = {}
    for column, layer in enumerate(layers):
        top = (height - len(layer) * (_BOX_HEIGHT + _GAP_DOWN) + _GAP_DOWN) // 2
        for row, node in enumerate(layer):
            places[node] = (_MARGIN + column * (_BOX_WIDTH + _GAP_ACROSS), top + row * (_BOX_HEIGHT + _GAP_DOWN))
    circle_of = {node: number for number, circle in enumerate(trace.circles) for node in circle}
    # A cut says something only where more comes in, or goes out, than it lets through.
    cut = set(trace.cut) if len(trace.cut) < max(trace.documents, len(trace.origins)) else set()
    return ChainFigure(
        width=2 * _MARGIN + len(layers) * (_BOX_WIDTH + _GAP_ACROSS) - _GAP_ACROSS + _LOOP_REACH,
        height=height,
        box_width=_BOX_WIDTH,
        box_height=_BOX_HEIGHT,
        boxes=tuple(
            _make_box(nodes[node], places[node], cut, counts.get(node, 0)) for layer in layers for node in layer
        ),
        wires=tuple(_make_wire(edge, nodes, places, circle_of) for edge in edges),
        loops=tuple(_make_loop([places[n] for n in circle if n in places]) for circle in trace.circles),
    )


def _order_layers(trace: Trace, nodes: dict[str, Node], edges: list[Edge]) -> list[list[str]]:
    """Node ids by layer, in each near to what they rely on; the members of a circle side by side."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((edge.a, edge.b) for edge in edges)
    condensed = nx.condensation(graph)
    given = {name: number for number, name in enumerate(nodes)}
    members = {part: sorted(condensed.nodes[part]["members"], key=given.__getitem__) for part in condensed}
    has_origin = any(node.kind is not NodeKind.DOCUMENT for node in trace.nodes)
    depth: dict[int, int] = {}
    for part in reversed(list(nx.topological_sort(condensed))):
        holds_document = any(nodes[node].kind is NodeKind.DOCUMENT for node in members[part])
        least = 1 if has_origin and holds_document else 0
        depth[part] = max([least, *(depth[upstream] + 1 for upstream in condensed.successors(part))])
    layers: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    height: dict[int, float] = {}
    by_layer: list[list[int]] = [[] for _ in layers]
    for part, layer in depth.items():
        by_layer[layer].append(part)
    for layer, parts in enumerate(by_layer):
        wanted = {part: _mean([height[upstream] for upstream in condensed.successors(part)]) for part in parts}
        parts.sort(key=lambda part: (wanted[part], given[members[part][0]]))
        for place, part in enumerate(parts):
            height[part] = (place + 0.5) / len(parts)
            layers[layer].extend(members[part])
    return [layer for layer in layers if layer]


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.5


def _make_box(node: Node, place: tuple[int, int], cut: set[str], stands_for: int) -> NodeBox:
    note = _KIND_WORDS[node.kind]
    if stands_for:
        note = "and others that rest on the same"
    elif node.copies:
        note = f"document and {counted(len(node.copies), 'copy', 'copies')}"
    return NodeBox(
        node=node.id,
        kind=node.kind.value,
        x=place[0],
        y=place[1],
        lines=wrap_label(node.label),
        note=note,
        label=node.label,
        is_cut=node.id in cut,
        flag=("every route runs here" if len(cut) == 1 else "part of the cut") if node.id in cut else "",
        is_stack=bool(node.copies) or stands_for > 0,
        is_document=node.kind is NodeKind.DOCUMENT,
    )


def _make_wire(
    edge: Edge, nodes: dict[str, Node], places: dict[str, tuple[int, int]], circle_of: dict[str, int]
) -> Wire:
    (x1, y1), (x2, y2) = places[edge.b], places[edge.a]
    middle = _BOX_HEIGHT // 2
    y1, y2, start = y1 + middle, y2 + middle, x1 + _BOX_WIDTH
    if x2 > x1:
        bend = (x2 - start) // 2
        path = f"M{start} {y1}C{start + bend} {y1} {x2 - bend} {y2} {x2 - 7} {y2}"
    else:
        # Members of a circle stand in one column: the wire leaves and comes back on the right. The two directions
        # are set off, so that both are seen.
        shift = 9 if y2 > y1 else -9
        reach = _LOOP_REACH + (10 if y2 > y1 else 0)
        path = (
            f"M{start} {y1 + shift}C{start + reach} {y1 + shift} {start + reach} {y2 + shift} {start + 7} {y2 + shift}"
        )
    is_circle = edge.a in circle_of and circle_of.get(edge.a) == circle_of.get(edge.b)
    title = f"{nodes[edge.a].label} {edge.how} {nodes[edge.b].label}"
    return Wire(path, title, edge.confidence < LOW_CONFIDENCE, is_circle)


def _make_loop(places: list[tuple[int, int]]) -> Loop:
    pad = 8
    if not places:
        return Loop(0, 0, 0, 0)
    left, top = min(x for x, _ in places) - pad, min(y for _, y in places) - pad
    right, bottom = max(x for x, _ in places) + _BOX_WIDTH + pad, max(y for _, y in places) + _BOX_HEIGHT + pad
    return Loop(left, top, right - left, bottom - top)


def wrap_label(label: str) -> tuple[str, ...]:
    """A label in at most two lines that fit into a box; an ellipsis where it was cut."""
    words = show_hidden(label[:400]).split()
    lines: list[str] = [""]
    for word in words:
        joined = f"{lines[-1]} {word}".strip()
        if _width(joined) <= _LABEL_UNITS:
            lines[-1] = joined
        else:
            lines.append(word)
    lines = [line for line in lines if line] or ["(no name)"]
    kept = [_clip(line) for line in lines[:2]]
    if len(lines) > len(kept):
        kept[-1] = _clip(kept[-1].rstrip("…") + "…", force=True)
    return tuple(kept)


def _width(text: str) -> int:
    """In units of a Latin letter; wide East Asian letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _clip(line: str, *, force: bool = False) -> str:
    if _width(line) <= _LABEL_UNITS:
        return line
    while line and _width(line) > _LABEL_UNITS - 1:
        line = line[:-2] if force else line[:-1]
    return line + "…"
