from wherefrom.language.words import content_stems, find_words, is_content


def test_words_keep_their_places_in_the_whole_text() -> None:
    text = "Don’t say 3,500 boats, Mara."
    found = find_words(text, 6)
    assert [text[word.start : word.end] for word in found] == ["say", "3,500", "boats", "Mara"]
    assert [word.capital for word in found] == [False, False, False, True]


def test_only_words_that_say_something_are_content() -> None:
    assert [word.form for word in find_words("almost the whole of a dam was 9 m") if is_content(word)] == [
        "whole",
        "dam",
        "9",
    ]


def test_numbers_are_content_where_they_are_asked_for() -> None:
    assert content_stems("The 40 families denied it", numbers=True) == {"40", "family", "deny"}
    assert content_stems("The 40 families denied it", numbers=False) == {"family", "deny"}
