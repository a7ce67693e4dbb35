import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wherefrom.attribute.trained.network_reader import load_reader
from wherefrom.attribute.trained.windows import FEATURES, cut_windows, cut_words, window_inputs
from wherefrom.read import read_text

STORY = (
    "Fire at the quay\n\nThe harbour master, Ada Lund, said on Monday that nobody was hurt.\n\n"
    "“It was over quickly,” she said. “We were lucky.”\n\n"
    + "The wind turned in the night, and the roof fell in. "
    * 60
)


def test_every_word_stands_once_in_a_core_and_windows_keep_their_limit() -> None:
    words = cut_words(read_text(STORY), load_reader().tokenizer)
    windows = cut_windows(words, 100, 30)
    assert [n for w in windows for n in range(w.core, w.end)] == list(range(len(words)))
    assert all(words.first[w.end] - words.first[w.begin] <= 100 for w in windows)
    assert any(w.begin < w.core for w in windows)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_words_lie_in_the_text_whatever_it_is(text: str) -> None:
    document = read_text(text)
    words = cut_words(document, load_reader().tokenizer)
    assert all(document.text[start:end].strip() for start, end in zip(words.start, words.end, strict=True))
    assert (np.diff(words.first) > 0).all()
    assert ((words.feature >= 0) & (words.feature < FEATURES)).all()
    for window in cut_windows(words):
        pieces, features, first = window_inputs(words, window, (101, 102))
        assert len(pieces) == len(features)
        assert len(first) == window.end - window.begin


def test_a_word_of_a_thousand_pieces_costs_a_few() -> None:
    words = cut_words(read_text("Code " + "x9" * 5000 + " ends."), load_reader().tokenizer)
    assert len(words.piece) < 40
