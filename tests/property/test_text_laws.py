from hypothesis import given
from hypothesis import strategies as st

from wherefrom.language.text import Text
from wherefrom.language.tokens import cut_tokens
from wherefrom.language.words import find_words
from wherefrom.records import Span

_pieces = (
    "the report ",
    "dog's",
    "dog’s_x",
    "U.S.",
    "St. ",
    "1,234.5",
    "<b x>",
    "''",
    '"',
    "--",
    " ",
    "\n",
    "in use ",
    "é",
    "s",
    "'",
)
_texts = st.lists(st.sampled_from(_pieces) | st.text(max_size=4), max_size=12).map("".join)


@given(_texts, st.data())
def test_a_slice_of_the_whole_cut_is_the_cut_of_the_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    own, span = Text(text), Span(start, end)
    assert own.words_in(span) == find_words(text, start, end)
    assert own.tokens_in(span) == cut_tokens(text, start, end)
