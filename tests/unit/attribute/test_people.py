"""Names and segments: what is a person, what is a body, and where one party ends and the next begins."""

import pytest

from wherefrom.attribute.people.names import find_names
from wherefrom.attribute.people.segments import split_segments
from wherefrom.language.tokens import cut_tokens
from wherefrom.records import SpeakerKind


def named(text: str) -> list[tuple[str, str, SpeakerKind]]:
    runs = find_names(text, cut_tokens(text, 0, len(text)))
    return [(text[run.span.start : run.span.end], run.title, run.kind) for run in runs]


def parties(text: str) -> list[str]:
    segments = split_segments(cut_tokens(text, 0, len(text)))
    return [text[core[0].start : core[-1].end] for core, _ in segments]


def test_a_title_that_opens_the_name_of_a_body_is_no_title() -> None:
    assert named("They asked the Justice Department twice.") == [("Justice Department", "", SpeakerKind.ORGANISATION)]


def test_a_title_before_a_persons_name_is_left_out_of_it() -> None:
    assert named("They asked Justice Quill twice.") == [("Quill", "justice", SpeakerKind.PERSON)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the ministry of health and safety", ["the ministry of health and safety"]),
        ("the health and safety board", ["the health and safety board"]),
        ("Mara Quill and Oren Pike", ["Mara Quill", "Oren Pike"]),
        ("the mayor and the port", ["the mayor", "the port"]),
        ("Mara Quill, a lawyer for the port, and Oren Pike", ["Mara Quill", "Oren Pike"]),
    ],
)
def test_and_parts_parties_but_not_the_topics_of_one(words: str, expected: list[str]) -> None:
    assert parties(words) == expected
