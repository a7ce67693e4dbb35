"""Marked text is cut so that nothing overlaps and nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from wherefrom.publish.dossier.marking import Mark, cut_pieces
from wherefrom.records import Span

TEXT = "abcdefghij"


def spans(low: int = 0, high: int = len(TEXT)) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(low, high), st.integers(low, high)).filter(lambda pair: pair[0] < pair[1])
    return ends.map(lambda pair: Span(*pair))


@given(spans(), st.lists(st.tuples(spans(), st.sampled_from(["statement", "cue"]))))
def test_pieces_are_the_text_and_carry_exactly_the_marks_on_them(
    window: Span, given_marks: list[tuple[Span, str]]
) -> None:
    marks = [Mark(span, kind) for span, kind in given_marks]
    pieces = cut_pieces(TEXT, window, marks)
    assert "".join(piece.text for piece in pieces) == TEXT[window.start : window.end]
    at = window.start
    for piece in pieces:
        for letter in range(at, at + len(piece.text)):
            on_it = {mark.kind for mark in marks if mark.span.start <= letter < mark.span.end}
            assert set(piece.kinds) == on_it
        at += len(piece.text)


def test_anchor_and_number_stand_only_where_the_mark_truly_starts_and_ends() -> None:
    mark = Mark(Span(2, 6), "statement", "here", 7)
    before, after = cut_pieces(TEXT, Span(0, 4), [mark]), cut_pieces(TEXT, Span(4, 10), [mark])
    assert [piece.anchors for piece in before] == [(), ("here",)]
    assert all(not piece.numbers for piece in before)
    assert [piece.numbers for piece in after] == [((7, "here"),), ()]
    assert all(not piece.anchors for piece in after)
