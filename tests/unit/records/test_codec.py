import pytest

from wherefrom.records import Box, Segment, Span, Trace, decode_record, encode_record


def test_records_survive_the_round_trip() -> None:
    segment = Segment(0, 3, "page:1", 5, 8, box=Box(0.5, 1, 2, 3))
    assert decode_record(encode_record(segment), Segment) == segment


def test_encoding_is_stable_whatever_the_order_of_a_mapping() -> None:
    assert encode_record({"b": Span(1, 2), "a": 1}) == encode_record({"a": 1, "b": Span(1, 2)})


def test_what_does_not_fit_its_kind_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="start"):
        decode_record('{"start": "one", "end": 2}', Span)
    with pytest.raises(ValueError, match="missing required field"):
        decode_record("{}", Trace)
