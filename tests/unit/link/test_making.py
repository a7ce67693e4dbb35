"""Links are named by their kind and ends, and rounded alike."""

from wherefrom.link.making import Worth, make_link
from wherefrom.records import LinkKind


def test_a_link_is_named_by_kind_and_ends_alone() -> None:
    one = make_link(LinkKind.COPY, ("a", "b"), Worth(0.123456, 0.98765), "words", (), "m 1")
    again = make_link(LinkKind.COPY, ("a", "b"), Worth(0.5, 0.5), "other words", (), "m 2")
    assert one.id == again.id
    assert (one.score, one.confidence) == (0.1235, 0.988)
    assert (one.a, one.b, one.explanation, one.maker) == ("a", "b", "words", "m 1")
    others = [(LinkKind.COPY, ("b", "a")), (LinkKind.RELAY, ("a", "b"))]
    assert len({one.id, *(make_link(kind, ends, Worth(1, 1), "", (), "m").id for kind, ends in others)}) == 3
