"""Names that the network recognised, as the runs that the directory is made of."""

import pytest

from wherefrom.attribute.credits.asking import load_credit_reader
from wherefrom.attribute.parts.recognised import NameKind, RecognisedName
from wherefrom.attribute.people.directory import build_directory
from wherefrom.attribute.people.names import NameRun
from wherefrom.attribute.people.recognised_names import LEAST_SURE, make_runs, settle_kinds, short_forms
from wherefrom.language.text import tokens_in
from wherefrom.read import read_text
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


def told(text: str, *names: tuple[str, NameKind, float]) -> list[RecognisedName]:
    return [
        RecognisedName(Span(text.index(words), text.index(words) + len(words)), kind, sure)
        for words, kind, sure in names
    ]


def test_short_forms_are_the_last_words_of_people_and_whole_names_of_one_word() -> None:
    text = "Oren Pike met Causeway, the Holm Echo, Tarn, Mara Quill and lena obst."
    names = told(
        text,
        ("Oren Pike", NameKind.PERSON, 0.9),
        ("Causeway", NameKind.BODY, LEAST_SURE),
        ("Holm Echo", NameKind.BODY, 0.9),
        ("Tarn", NameKind.PLACE, 0.9),
        ("Mara Quill", NameKind.PERSON, LEAST_SURE - 0.01),
        ("lena obst", NameKind.PERSON, 0.9),
    )
    assert short_forms(text, names) == {"pike", "causeway"}


def test_a_short_form_is_a_name_wherever_it_stands_with_a_capital() -> None:
    text = "Pike sat still. He fished for pike, and Pike spoke."
    found = make_runs(text, tokens_in(text, 0, len(text)), [], frozenset({"pike"}))
    assert [run.span.start for run in found] == [0, text.rindex("Pike")]


def test_one_name_has_one_kind_in_a_document_that_of_which_the_network_is_surest() -> None:
    text = "Former Holm mayors live in Holm."
    first, second = (RecognisedName(Span(at, at + 4), kind, sure) for at, kind, sure in (
        (7, NameKind.PERSON, 0.5), (27, NameKind.PLACE, 0.8),
    ))  # fmt: skip
    assert [name.kind for name in settle_kinds(text, [first, second])] == [NameKind.PLACE, NameKind.PLACE]


def test_of_what_the_network_is_not_sure_its_words_tell() -> None:
    text = "Yesterday Oren Pike spoke."
    [unsure] = make_runs(text, tokens_in(text, 0, len(text)), told(text, ("Oren Pike", NameKind.BODY, 0.4)))
    [sure] = make_runs(text, tokens_in(text, 0, len(text)), told(text, ("Oren Pike", NameKind.BODY, LEAST_SURE)))
    assert (unsure.kind, sure.kind) == (SpeakerKind.PERSON, SpeakerKind.ORGANISATION)
    place = told(text, ("Oren Pike", NameKind.PLACE, 0.4))
    assert make_runs(text, tokens_in(text, 0, len(text)), place)[0].kind is SpeakerKind.UNKNOWN


def test_an_office_in_small_letters_is_no_name_and_an_address_is_one() -> None:
    text = "The river authority told holmecho.example so."
    names = told(text, ("river authority", NameKind.BODY, 0.9), ("holmecho.example", NameKind.BODY, 0.9))
    assert [text[run.span.start : run.span.end] for run in make_runs(text, tokens_in(text, 0, len(text)), names)] == [
        "holmecho.example"
    ]


def test_a_document_too_long_to_be_kept_names_and_credits_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Forty dams of Wexley failed in May. The figure is the Holm Echo’s, and Mara Quill of Tarn has seen it."
    document, reader = read_text(text), load_credit_reader()
    statement = [(Span(0, text.index(".")),)]
    kept = reader.open(document)
    names, asked = reader.names(kept), reader.ask(kept, statement)
    assert len(kept.kept) == len(kept.windows) == 1
    monkeypatch.setattr("wherefrom.attribute.credits.reading._MOST_KEPT", 0)
    long = reader.open(document)
    assert reader.names(long) == names
    assert reader.ask(long, statement) == asked
    assert long.kept == {}
    assert "Mara Quill" in {text[name.span.start : name.span.end] for name in names}
