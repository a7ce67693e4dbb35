"""The interval: what is named counts in `firm`, and what is vague makes `lo` one at least."""

import pytest

from wherefrom.records import NodeKind
from wherefrom.trace import measure_independence

DOCUMENT, NAMED, VAGUE, RELAY = NodeKind.DOCUMENT, NodeKind.EXTERNAL, NodeKind.UNNAMED, NodeKind.RELAY


@pytest.mark.parametrize(
    ("nodes", "edges", "interval"),
    [
        ({"a": DOCUMENT}, [], (0, 1, 1)),
        ({"a": DOCUMENT, "u": VAGUE}, ["au"], (0, 1, 1)),
        ({"a": DOCUMENT, "b": DOCUMENT, "u": VAGUE}, ["au"], (0, 1, 2)),
        ({"a": DOCUMENT, "p": NAMED}, ["ap"], (1, 1, 1)),
        # Somebody unnamed may be the one who is named: the least is what is firm.
        ({"a": DOCUMENT, "b": DOCUMENT, "p": NAMED, "u": VAGUE}, ["ap", "bu"], (1, 1, 2)),
        ({"a": DOCUMENT, "b": DOCUMENT, "p": NAMED, "q": NAMED}, ["ap", "bq"], (2, 2, 2)),
        # A circle without a way out is no vague source, and neither is a relay that leads nowhere.
        ({"a": DOCUMENT, "b": DOCUMENT}, ["ab", "ba"], (0, 0, 0)),
        ({"a": DOCUMENT, "r": RELAY}, ["ar"], (0, 0, 0)),
        ({"a": DOCUMENT, "b": DOCUMENT, "p": NAMED}, ["ab", "ba", "bp"], (1, 1, 1)),
    ],
)
def test_the_interval_of_small_graphs(
    nodes: dict[str, NodeKind], edges: list[str], interval: tuple[int, int, int]
) -> None:
    found = measure_independence(nodes, [(edge[0], edge[1]) for edge in edges])
    assert (found.firm, found.lo, found.hi) == interval
