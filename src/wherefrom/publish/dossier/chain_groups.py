"""Documents that rest on exactly the same, drawn as one stack: two hundred documents on one wire story stay legible."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from wherefrom.records import Edge, Node, NodeKind, Trace

# So many are still drawn one by one.
MOST_ALONE = 5


def group_alike(trace: Trace) -> tuple[dict[str, Node], list[Edge], dict[str, int]]:
    """Nodes and edges of a trace with alike documents as one.

    Returns:
        Nodes by id, their edges, and for each node that stands for several how many documents it stands for. It has the id of
        the first of them. Documents that others rely on, of a cut or of a circle are never grouped.
    """
    nodes = {node.id: node for node in trace.nodes}
    edges = [edge for edge in trace.edges if edge.a in nodes and edge.b in nodes]
    apart = {*trace.cut, *(name for circle in trace.circles for name in circle), *(edge.b for edge in edges)}
    upstream: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        upstream[edge.a].add(edge.b)
    alike: dict[frozenset[str], list[str]] = defaultdict(list)
    for node in trace.nodes:
        if node.kind is NodeKind.DOCUMENT and node.id not in apart:
            alike[frozenset(upstream[node.id])].append(node.id)
    stands_for: dict[str, str] = {}
    counts: dict[str, int] = {}
    for names in alike.values():
        if len(names) > MOST_ALONE:
            stands_for.update(dict.fromkeys(names, names[0]))
            counts[names[0]] = sum(1 + len(nodes[name].copies) for name in names)
    return _grouped(nodes, stands_for, counts), _kept(edges, stands_for), counts


def _grouped(nodes: Mapping[str, Node], stands_for: Mapping[str, str], counts: Mapping[str, int]) -> dict[str, Node]:
    kept = {name: node for name, node in nodes.items() if stands_for.get(name, name) == name}
    return {
        name: replace(node, label=f"{counts[name]} documents, {node.label}") if name in counts else node
        for name, node in kept.items()
    }


def _kept(edges: Iterable[Edge], stands_for: Mapping[str, str]) -> list[Edge]:
    return [edge for edge in edges if stands_for.get(edge.a, edge.a) == edge.a]
