"""Many spans of one document: the same answer as one at a time, in time that grows with their number alone."""

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from wherefrom.publish.exports.locating import Locator
from wherefrom.records import Document, Segment, Span
from wherefrom.spans import locate_span

LETTERS = st.sampled_from("aé漢😀\ud800\n ")


def make(text: str, segments: tuple[Segment, ...], encoding: str = "utf-8") -> Document:
    return Document("doc-1", "cap-1", "", "n", text, "0" * 64, encoding, (), segments)


@given(
    text=st.lists(LETTERS, min_size=1, max_size=60).map("".join),
    data=st.data(),
    encoding=st.sampled_from(["utf-8", "utf-16-le"]),
    stretch=st.sampled_from([1, 200]),
)
@settings(max_examples=200, deadline=None)
def test_the_answer_is_that_of_one_at_a_time(text: str, data: st.DataObject, encoding: str, stretch: int) -> None:
    text *= stretch
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    segments = tuple(
        Segment(
            start,
            end,
            data.draw(st.sampled_from(["", "zip:a", "page:1"])),
            start * 5,
            end * 5,
            data.draw(st.booleans()),
        )
        for start, end in pairwise(cuts)
        if start < end
    )
    document = make(text, segments, encoding)
    locator = Locator(document)
    for _ in range(5):
        start = data.draw(st.integers(0, len(text)))
        span = Span(start, data.draw(st.integers(start, len(text))))
        assert locator.locate(span) == locate_span(document, span)


def test_a_book_takes_no_longer_a_statement_than_a_letter() -> None:
    text = "Forty crates left the quay — on Monday. " * 50_000
    locator = Locator(make(text, (Segment(0, len(text), "", 0, len(text.encode())),)))
    started = time.process_time()
    for start in range(0, len(text), 40):
        locator.locate(Span(start, start + 39))
    assert time.process_time() - started < 10
