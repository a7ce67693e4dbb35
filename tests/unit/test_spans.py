import pytest

from wherefrom.errors import AnchorError
from wherefrom.ids import digest_text
from wherefrom.records import Box, Document, Passage, Role, Segment, Span
from wherefrom.spans import (
    check_anchor,
    contains,
    covered_text,
    digest_spans,
    hull,
    locate_span,
    merge_spans,
    overlaps,
    passage_at,
    sentence_at,
    strip_span,
    subtract_spans,
)


def document_of(text: str, *segments: Segment, encoding: str = "utf-8", passages: tuple[Passage, ...] = ()) -> Document:
    return Document(
        id="doc-1",
        capture="cap-1",
        part="",
        name="a letter",
        text=text,
        text_sha256=digest_text(text),
        encoding=encoding,
        passages=passages,
        segments=segments,
    )


def test_covered_text_joins_pieces_by_line_breaks() -> None:
    assert covered_text("He said so.", (Span(0, 2), Span(8, 10))) == "He\nso"


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not overlaps(Span(0, 3), Span(3, 5))
    assert overlaps(Span(0, 4), Span(3, 5))
    assert contains(Span(0, 5), Span(3, 5))
    assert not contains(Span(0, 5), Span(3, 6))


def test_hull_covers_all() -> None:
    assert hull([Span(4, 6), Span(1, 2)]) == Span(1, 6)
    with pytest.raises(ValueError, match="empty"):
        hull([])


def test_merging_joins_what_touches_or_lies_within_the_gap() -> None:
    assert merge_spans([Span(5, 7), Span(0, 2), Span(2, 3)]) == (Span(0, 3), Span(5, 7))
    assert merge_spans([Span(0, 2), Span(3, 4)], gap=1) == (Span(0, 4),)


def test_subtracting_leaves_the_rest_in_order() -> None:
    assert subtract_spans(Span(0, 10), [Span(2, 4), Span(8, 20)]) == (Span(0, 2), Span(4, 8))
    assert subtract_spans(Span(0, 3), [Span(0, 3)]) == ()


def test_stripping_takes_space_and_the_given_marks() -> None:
    assert strip_span("  “yes,” ", Span(0, 9), extra="“”,") == Span(3, 6)
    assert strip_span("   ", Span(0, 3)) == Span(3, 3)


def test_a_drifted_anchor_is_an_error_that_names_the_document() -> None:
    document = document_of("The mayor said no.")
    digest = digest_spans(document.text, [Span(4, 9)])
    check_anchor(document, [Span(4, 9)], digest, "st-1")
    with pytest.raises(AnchorError, match="a letter"):
        check_anchor(document, [Span(3, 8)], digest, "st-1")


def test_passage_and_sentence_of_a_position() -> None:
    passage = Passage(Span(0, 7), Role.BODY, (Span(0, 3), Span(3, 7)))
    document = document_of("Ja. No.  x", passages=(passage,))
    assert passage_at(document, 6) == passage
    assert sentence_at(document, 3) == Span(3, 7)
    assert passage_at(document, 8) is None
    assert sentence_at(document, 8) is None


def test_location_counts_bytes_in_the_encoding_of_the_payload() -> None:
    text = "Zoë ran"
    document = document_of(text, Segment(0, 7, "", 10, 18))
    assert locate_span(document, Span(4, 7)) == (Segment(4, 7, "", 15, 18),)
    latin = document_of(text, Segment(0, 7, "", 10, 17), encoding="latin-1")
    assert locate_span(latin, Span(4, 7)) == (Segment(4, 7, "", 14, 17),)


def test_segment_that_only_stands_for_its_text_comes_whole() -> None:
    entity = Segment(1, 2, "", 1, 6, exact=False)
    document = document_of("a&b", Segment(0, 1, "", 0, 1), entity, Segment(2, 3, "", 6, 7))
    assert locate_span(document, Span(1, 3)) == (entity, Segment(2, 3, "", 6, 7))


def test_pages_are_counted_in_characters() -> None:
    box = Box(0, 0, 1, 1)
    document = document_of("Zoë ran", Segment(0, 7, "message:1/page:2", 30, 37, box=box))
    assert locate_span(document, Span(4, 7)) == (Segment(4, 7, "message:1/page:2", 34, 37, box=box),)
