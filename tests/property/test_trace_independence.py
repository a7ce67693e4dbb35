"""The interval against its definition: by brute force, and against the reference where the development data is at hand."""

import importlib.util
import itertools
import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wherefrom.records import NodeKind
from wherefrom.trace.independence import GROUNDED, measure_independence

KINDS = {
    "doc": NodeKind.DOCUMENT,
    "firsthand": NodeKind.FIRST_HAND,
    "external": NodeKind.EXTERNAL,
    "anon": NodeKind.UNNAMED,
}


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[str, str], list[tuple[str, str]]]:
    kinds = {
        f"n{number}": kind
        for number, kind in enumerate(draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=6)))
    }
    pairs = [(a, b) for a in kinds for b in kinds if a != b]
    return kinds, draw(st.lists(st.sampled_from(pairs), max_size=12, unique=True)) if pairs else []


def smallest_cut(nodes: list[str], edges: list[tuple[str, str]], starts: set[str], ends: set[str]) -> int:
    for size in range(len(nodes) + 1):
        for cut in itertools.combinations(nodes, size):
            reached = {start for start in starts if start not in cut}
            grown = True
            while grown:
                more = {b for a, b in edges if a in reached and b not in cut} - reached
                reached |= more
                grown = bool(more)
            if not reached & ends:
                return size
    return len(nodes)


@settings(max_examples=200, deadline=None)
@given(graphs())
def test_routes_equal_the_smallest_cut_found_by_trying_all(graph: tuple[dict[str, str], list[tuple[str, str]]]) -> None:
    kinds, edges = graph
    measured = measure_independence({node: KINDS[kind] for node, kind in kinds.items()}, edges)
    documents = {node for node, kind in kinds.items() if kind == "doc"}
    grounded = {node for node, kind in kinds.items() if KINDS[kind] in GROUNDED}
    assert measured.firm == smallest_cut(list(kinds), edges, documents, grounded)
    assert measured.firm <= measured.lo
    assert measured.firm <= measured.hi
    if measured.firm:
        assert len(measured.cut) == measured.firm


@settings(max_examples=200, deadline=None)
@given(graphs(), st.data())
def test_who_is_not_shown_distinct_counts_once_in_firm_and_as_before_in_hi(
    graph: tuple[dict[str, str], list[tuple[str, str]]], data: st.DataObject
) -> None:
    kinds, edges = {node: KINDS[kind] for node, kind in graph[0].items()}, graph[1]
    grounded = sorted(node for node, kind in kinds.items() if kind in GROUNDED)
    pairs = list(itertools.combinations(grounded, 2))
    alike = data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    free, held = measure_independence(kinds, edges), measure_independence(kinds, edges, alike)
    assert held.firm <= free.firm
    assert (held.hi, held.cut, held.origins, held.circles) == (free.hi, free.cut, free.origins, free.circles)
    assert bool(held.firm) == bool(free.firm), "somebody named stays somebody"
    assert measure_independence(kinds, edges, pairs).firm <= 1
    one_fewer = measure_independence(kinds, edges, alike[1:])
    assert held.firm <= one_fewer.firm <= held.firm + 1


@settings(max_examples=100, deadline=None)
@given(graphs(), st.data())
def test_names_and_one_more_unnamed_source_make_nothing_firmer(
    graph: tuple[dict[str, str], list[tuple[str, str]]], data: st.DataObject
) -> None:
    kinds, edges = graph
    own = {node: KINDS[kind] for node, kind in kinds.items()}
    measured = measure_independence(own, edges)
    # Where no document reaches anything, an unnamed node may stand by itself; tracing makes no such graph.
    assert measured.hi == 0 or measured.lo <= measured.hi
    turned = dict(zip(own, data.draw(st.permutations(sorted(own))), strict=True))
    renamed = measure_independence(
        {turned[node]: kind for node, kind in reversed(own.items())}, [(turned[a], turned[b]) for a, b in edges[::-1]]
    )
    assert (renamed.firm, renamed.lo, renamed.hi) == (measured.firm, measured.lo, measured.hi)
    documents = [node for node, kind in kinds.items() if kind == "doc"]
    who = data.draw(st.sampled_from(documents)) if documents else None
    more = measure_independence({**own, "x": NodeKind.UNNAMED}, [*edges, (who, "x")] if who else edges)
    assert more.firm == measured.firm
    assert more.hi <= measured.hi + 1


def test_numbers_are_those_of_the_reference(shared: Path) -> None:
    path = shared / "bench" / "tracing" / "independence.py"
    spec = importlib.util.spec_from_file_location("reference", path)
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    chance = random.Random(7)
    for _ in range(600):
        kinds = {f"n{number}": chance.choice(sorted(KINDS)) for number in range(chance.randint(1, 9))}
        edges = [(a, b) for a in kinds for b in kinds if a != b and chance.random() < 0.2]
        expected = reference.analyse(kinds, edges)
        measured = measure_independence({node: KINDS[kind] for node, kind in kinds.items()}, edges)
        assert (measured.firm, measured.lo, measured.hi) == (
            expected["independent_firm"],
            expected["independent_lo"],
            expected["independent_hi"],
        )
        assert list(measured.cut) == expected["bottleneck"]
        assert [list(circle) for circle in measured.circles] == sorted(expected["loops"])
        assert [list(circle) for circle in measured.rootless] == sorted(expected["rootless"])


def test_forty_outlets_behind_one_wire_are_one_channel_with_three_witnesses() -> None:
    kinds = {f"outlet {number}": NodeKind.DOCUMENT for number in range(40)} | {"wire": NodeKind.DOCUMENT}
    kinds |= {f"witness {number}": NodeKind.FIRST_HAND for number in range(3)}
    edges = [(f"outlet {number}", "wire") for number in range(40)] + [("wire", f"witness {n}") for n in range(3)]
    measured = measure_independence(kinds, edges)
    assert (measured.firm, measured.lo, measured.hi) == (1, 1, 1)
    assert measured.cut == ("wire",)
    assert len(measured.origins) == 3


def test_a_relay_is_neither_a_start_nor_an_origin() -> None:
    kinds = {"story": NodeKind.DOCUMENT, "report": NodeKind.RELAY, "sources": NodeKind.UNNAMED}
    measured = measure_independence(kinds, [("story", "report"), ("report", "sources")])
    assert (measured.firm, measured.lo, measured.hi) == (0, 1, 1)
