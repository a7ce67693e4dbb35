from hypothesis import given
from hypothesis import strategies as st

from wherefrom.records import Span
from wherefrom.spans import Coverage, overlaps

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(0, 8))


@given(st.lists(SPANS, max_size=12), SPANS)
def test_coverage_meets_what_one_of_its_spans_overlaps(spans: list[Span], asked: Span) -> None:
    assert Coverage(spans).meets(asked) == any(overlaps(span, asked) for span in spans)
