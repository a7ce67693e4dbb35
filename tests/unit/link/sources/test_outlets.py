"""By which words a text names the outlets of a case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wherefrom.link.sources.outlets import OutletNames, plain_name
from wherefrom.records import Span

NAMES = OutletNames(
    [
        "The Tarn Post",
        "Siren & Kettle",
        "The Bench and Bar Chronicle",
        "Causeway",
        "Small Town, Big Noise",
        "Holm Post",
        "Holm Echo",
    ]
)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "cut", "outlet"),
    [
        ("As the Siren & Kettle has it, the dam broke.", "Siren", "siren kettle"),
        ("Hat tip to The Bench and Bar Chronicle for it.", "Bar Chronicle", "bench and bar chronicle"),
        ("Small Town, Big Noise’s reporters were there.", "Town", "small town big noise"),
        ("It is in Causeway this month.", "Causeway", "causeway"),
        ("A spokesman told the Tarn Post so.", "A spokesman told the Tarn Post", "tarn post"),
    ],
)
def test_a_name_is_found_whole_where_it_was_cut(text: str, cut: str, outlet: str) -> None:
    assert [name for _, name in NAMES.in_full(text, span(text, cut))] == [outlet]


def test_what_does_not_meet_the_words_or_has_no_capital_is_not_named() -> None:
    text = "Mara Quill said so. The causeway was shut, the Tarn Post reports."
    assert NAMES.in_full(text, span(text, "Mara Quill")) == []
    assert [name for _, name in NAMES.in_full(text)] == ["tarn post"]


def test_a_last_word_is_short_for_all_that_end_in_it_after_an_article_alone() -> None:
    text = "A reporter from the Post was there, and so was the Echo; Emily Post was not."
    assert list(NAMES.short_for(text, span(text, "A reporter from the Post"))) == [
        frozenset({"tarn post", "holm post"})
    ]
    assert list(NAMES.short_for(text, span(text, "Echo"))) == [frozenset({"holm echo"})]
    assert list(NAMES.short_for(text, span(text, "Emily Post"))) == []


def test_an_address_leads_to_its_outlet() -> None:
    assert NAMES.at_address("tarnpost.example") == "tarn post"
    assert NAMES.at_address("www.sirenkettle.example") == "siren kettle"
    assert NAMES.at_address("nobody.example") is None


WORDS = st.lists(st.sampled_from(["Tarn", "Holm", "Post", "the", "of", "Bell", "and", "river"]), min_size=1, max_size=4)


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=5), WORDS, WORDS)
def test_whatever_is_found_stands_there_and_a_name_by_itself_is_found(
    outlets: list[str], before: list[str], after: list[str]
) -> None:
    names = OutletNames(outlets)
    text = " ".join([*before, outlets[0], *after])
    for where, name in names.in_full(text):
        assert plain_name(text[where.start : where.end]) == name
    alone = outlets[0].removeprefix("the ")
    if alone[0].isupper():
        assert plain_name(alone) in {name for _, name in names.in_full(alone)}
