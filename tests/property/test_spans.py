import itertools

from hypothesis import given
from hypothesis import strategies as st

from wherefrom.ids import digest_text
from wherefrom.records import Document, Segment, Span
from wherefrom.spans import contains, hull, locate_span, merge_spans, overlaps, subtract_spans

spans = st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def points(of: tuple[Span, ...] | list[Span]) -> set[int]:
    return {point for span in of for point in range(span.start, span.end)}


@given(st.lists(spans, max_size=8))
def test_merging_keeps_every_point_and_leaves_no_overlap(given_spans: list[Span]) -> None:
    merged = merge_spans(given_spans)
    assert points(merged) == points(given_spans)
    assert all(a.end < b.start for a, b in itertools.pairwise(merged))


@given(spans, st.lists(spans, max_size=6))
def test_subtracting_removes_exactly_the_holes(whole: Span, holes: list[Span]) -> None:
    assert points(subtract_spans(whole, holes)) == points([whole]) - points(holes)


@given(spans, spans)
def test_overlap_is_sharing_a_point(a: Span, b: Span) -> None:
    if a.start < a.end and b.start < b.end:
        assert overlaps(a, b) == bool(points([a]) & points([b]))
    assert contains(hull([a, b]), a)


@given(st.text(min_size=1, max_size=40), st.data())
def test_located_bytes_decode_to_the_covered_text(text: str, data: st.DataObject) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    payload = text.encode("utf-8")
    cut = data.draw(st.integers(0, len(text)))
    bytes_before = len(text[:cut].encode("utf-8"))
    segments = (Segment(0, cut, "", 0, bytes_before), Segment(cut, len(text), "", bytes_before, len(payload)))
    document = Document("d", "c", "", "n", text, digest_text(text), "utf-8", (), segments)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    located = locate_span(document, span)
    read_again = b"".join(payload[segment.unit_start : segment.unit_end] for segment in located).decode("utf-8")
    assert read_again == text[span.start : span.end]
