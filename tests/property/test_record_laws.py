"""Every record comes out of the codec as it went in, whatever its words; what fits no record is refused with one kind of error."""

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.property.strategies import NASTY, RECORDS, records_of, texts
from wherefrom.ids import make_id
from wherefrom.read.parts.storable import make_storable
from wherefrom.records import Document, Outcome, Reading, decode_record, encode_record


@pytest.mark.parametrize("kind", RECORDS, ids=[kind.__name__ for kind in RECORDS])
def test_any_record_is_the_same_after_being_written_and_read(kind: type[Any]) -> None:
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(records_of(kind))
    def holds(record: Any) -> None:  # noqa: ANN401 - of whichever kind
        written = encode_record(record)
        again = decode_record(written, kind)
        assert again == record
        assert encode_record(again) == written
        written.decode("utf-8")

    holds()


@given(st.binary(max_size=200), st.sampled_from(RECORDS))
def test_bytes_that_are_no_record_are_refused_and_nothing_else_is_raised(data: bytes, kind: type[Any]) -> None:
    try:
        decode_record(data, kind)
    except (msgspec.DecodeError, ValueError):
        return


@given(st.lists(texts, max_size=4), st.lists(texts, max_size=4))
def test_ids_are_equal_only_for_equal_parts(one: list[str], other: list[str]) -> None:
    assert (make_id("x", *one) == make_id("x", *other)) == (one == other)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*NASTY, "\ud800", "\udfff", "\udc80"]), max_size=8).map("".join), records_of(Document))
def test_whatever_reading_finds_can_be_stored_and_no_letter_moves(words: str, document: Document) -> None:
    given_one = type(document)(
        **{
            name: getattr(document, name)
            for name in ("id", "capture", "part", "encoding", "passages", "segments", "text_sha256")
        },
        text=words,
        name=words,
        title=words,
    )
    (kept,) = make_storable(Reading((given_one,), (Outcome("c", words, "read", words, "m"),))).documents  # type: ignore[arg-type]
    encode_record(kept)
    assert len(kept.text) == len(words)
    assert all(a == b or (b == "\ufffd" and "\ud800" <= a <= "\udfff") for a, b in zip(words, kept.text, strict=True))
