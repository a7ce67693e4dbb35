"""Words beside numbers: an interval is explained, certainty is never rounded up, hidden letters show."""

from dataclasses import replace

import pytest

from wherefrom.publish.wording import explain_interval, say_confidence, show_hidden
from wherefrom.records import Alike, Trace
from wherefrom.view.shortening import shorten

BASE = Trace("c", (), (), 3, 0, 0, 0, (), (), (), (), None, (), "", 1.0, "m")


@pytest.mark.parametrize(
    ("firm", "high", "words"),
    [
        (0, 0, "Nothing in this case shows where it comes from."),
        (0, 1, "one unnamed source, or one document that names none"),
        (0, 2, "2 origins if each is someone new, one if they are all the same"),
        (1, 3, "add 2 if each is someone new, and none if"),
        (1, 1, "count as one origin"),
        (3, 3, "3 named or first-hand origins by routes that share no step"),
    ],
)
def test_interval_is_explained_by_what_it_leaves_open(firm: int, high: int, words: str) -> None:
    assert words in explain_interval(replace(BASE, firm=firm, lo=firm, hi=high))


def test_who_is_not_shown_distinct_is_told_to_count_once() -> None:
    alike = replace(BASE, firm=1, lo=1, hi=2, alike=(Alike("a", "b", "why"),))
    assert "not shown to be distinct" in explain_interval(alike)
    assert "1 more, if all who are named are distinct" in explain_interval(alike)


def test_what_nobody_asserts_is_told_so() -> None:
    assert "Nobody in the case asserts it" in explain_interval(replace(BASE, documents=0))


def test_confidence_is_never_rounded_up_to_certainty() -> None:
    assert say_confidence(0.999) == "99 %"
    assert say_confidence(1.0) == "100 %"


def test_hidden_letters_show_and_joiners_stay() -> None:
    assert show_hidden("a\u202eb\x00\ud800\u2066") == "a⟦U+202E⟧b⟦U+0000⟧⟦U+D800⟧⟦U+2066⟧"
    assert show_hidden("می\u200cخواهم\r\n\t") == "می\u200cخواهم\r\n\t"


def test_shortened_text_says_that_it_was_cut() -> None:
    assert shorten("one  two\nthree", 40) == "one two three"
    assert shorten("one two three", 9) == "one two…"
