"""Quotation marks of every kind."""

from wherefrom.attribute.parts.quotations import find_quotations
from wherefrom.language.tokens import cut_tokens


def read(*paragraphs: str) -> list[list[str]]:
    text, at, tokens = "\n\n".join(paragraphs), 0, []
    for paragraph in paragraphs:
        tokens.append(cut_tokens(text, at, at + len(paragraph)))
        at += len(paragraph) + 2
    return [[text[span.start : span.end] for span in found.spans] for found in find_quotations(tokens)]


def test_curly_marks_pair() -> None:
    assert read("He said “no” and “never” twice.") == [["“no”"], ["“never”"]]


def test_straight_marks_pair_by_the_space_around_them() -> None:
    assert read('"No," he said, "never."') == [['"No,"'], ['"never."']]


def test_mark_repeated_at_a_paragraph_continues() -> None:
    assert read("“One.", "“Two.”", "Three.") == [["“One.", "“Two.”"]]


def test_unclosed_mark_ends_with_its_paragraph() -> None:
    assert read("“One.", "Two.") == [["“One."]]


def test_apostrophes_quote_nothing() -> None:
    assert read("Wang’s dog isn't the boys' dog.") == []
