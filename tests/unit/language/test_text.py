from wherefrom.language.text import Text, text_of, tokens_in
from wherefrom.language.tokens import cut_tokens
from wherefrom.records import Span

WORDS = "She read the report to Mara Quill’s guard."


def test_a_text_is_cut_once_and_kept() -> None:
    assert text_of(WORDS) is text_of(WORDS)
    assert text_of(WORDS).words is text_of(WORDS).words


def test_a_stretch_has_the_tokens_that_it_would_have_alone() -> None:
    start = WORDS.index("report")
    assert [token.kind for token in tokens_in(WORDS, start, len(WORDS))] == [
        token.kind for token in cut_tokens(WORDS, start, len(WORDS))
    ]
    assert tokens_in(WORDS, start, start + 3) == cut_tokens(WORDS, start, start + 3)


def test_words_of_a_stretch_keep_their_places() -> None:
    found = Text(WORDS).words_in(Span(4, 8))
    assert [(word.form, word.start) for word in found] == [("read", 4)]


def test_what_is_taken_from_a_text_can_be_changed_without_changing_it() -> None:
    taken = tokens_in(WORDS, 0, len(WORDS))
    taken.clear()
    assert tokens_in(WORDS, 0, len(WORDS))
