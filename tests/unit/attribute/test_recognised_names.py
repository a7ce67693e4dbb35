"""Names that the network recognised, as the runs that the directory is made of."""

import pytest

from wherefrom.attribute.parts.recognised import NameKind, RecognisedName
from wherefrom.attribute.people.directory import build_directory
from wherefrom.attribute.people.names import NameRun
from wherefrom.attribute.people.recognised_names import make_runs
from wherefrom.language.text import tokens_in
from wherefrom.records import Span, SpeakerKind


def runs(text: str, *names: tuple[str, NameKind]) -> list[NameRun]:
    found = []
    for words, kind in names:
        start = text.index(words)
        found.append(RecognisedName(Span(start, start + len(words)), kind, 0.9))
    return make_runs(text, tokens_in(text, 0, len(text)), found)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (NameKind.PERSON, SpeakerKind.PERSON),
        (NameKind.BODY, SpeakerKind.ORGANISATION),
        (NameKind.PLACE, SpeakerKind.UNKNOWN),
    ],
)
def test_what_is_named_is_what_the_network_says(kind: NameKind, expected: SpeakerKind) -> None:
    [run] = runs("It was in Siren and Kettle today.", ("Siren and Kettle", kind))
    assert (run.kind, run.words, run.initial) == (expected, ("siren", "and", "kettle"), False)


def test_titles_before_and_within_a_name_are_titles() -> None:
    text = "Yesterday Dr. Lena Obst spoke."
    [before] = runs(text, ("Lena Obst", NameKind.PERSON))
    [within] = runs(text, ("Dr. Lena Obst", NameKind.PERSON))
    for run in (before, within):
        assert (text[run.span.start : run.span.end], run.title.rstrip(".")) == ("Lena Obst", "dr")


def test_what_a_name_is_told_to_be_is_kept() -> None:
    [run] = runs("Mara Quill, a harbour pilot, spoke.", ("Mara Quill", NameKind.PERSON))
    assert run.description == "a harbour pilot"
    assert run.initial


def test_marks_at_its_end_are_no_part_of_a_name() -> None:
    text = "So says the Holm Echo, a paper."
    [run] = runs(text, ("Holm Echo,", NameKind.BODY))
    assert text[run.span.start : run.span.end] == "Holm Echo"


def test_a_name_of_which_nothing_stands_in_the_passage_is_passed_over() -> None:
    text = "Nobody is here."
    assert make_runs(text, tokens_in(text, 0, 6), [RecognisedName(Span(50, 60), NameKind.BODY, 0.9)]) == []


def test_a_body_without_a_word_that_tells_so_is_known() -> None:
    text = "Causeway has the story. So has Causeway."
    directory = build_directory(text, runs(text, ("Causeway", NameKind.BODY)))
    assert [who.kind for who in directory.known.values()] == [SpeakerKind.ORGANISATION]
