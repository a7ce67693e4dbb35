from hypothesis import given, settings
from hypothesis import strategies as st

import wherefrom

PIECES = st.sampled_from(
    "over about 60,000 two-thirds of the organs 2000–2005 last week on Monday 31 February half a million 3.5 to 4 percent $ . , “ ”"  # noqa: SIM905
    " In Feb. 6 tens thousands several 12/31/1999 1990s quarter between and from May years ago 0 000 \n\n".split(" ")
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_spans_cover_their_words_and_intervals_are_in_order(text: str) -> None:
    document = wherefrom.read_text(text, published="2012-02-15")
    measured = wherefrom.find_figures(document)
    assert measured == wherefrom.find_figures(document)
    for record in (*measured.figures, *measured.dates):
        assert document.text[record.span.start : record.span.end] == record.raw
        assert 0 < record.confidence <= 1
    for figure in measured.figures:
        assert figure.low is None or figure.high is None or figure.low <= figure.high
    for date in measured.dates:
        assert (date.first is None) == (date.last is None)
        assert date.first is None or date.last is None or date.first <= date.last
