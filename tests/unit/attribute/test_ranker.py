"""Whom pronouns mean, by learned weights: weights that a test chooses stand for the learned ones."""

import pytest

from wherefrom.attribute.people.choosing import Candidate, Near
from wherefrom.attribute.people.directory import Somebody, build_directory
from wherefrom.attribute.people.discourse import Discourse, Reference
from wherefrom.attribute.people.names import find_names
from wherefrom.attribute.people.nearby import REACH, who_is_near
from wherefrom.attribute.people.ranker import FEATURES, Ranker, features, fitting, load_ranker
from wherefrom.language.text import tokens_in
from wherefrom.records import Span, SpeakerKind

HE = Somebody("abe lowe", "Abe Lowe", SpeakerKind.PERSON, gender="male")
SHE = Somebody("bea moss", "Bea Moss", SpeakerKind.PERSON, gender="female")
SOMEONE = Somebody("cy nye", "Cy Nye", SpeakerKind.PERSON)
BOARD = Somebody("board", "Holm Board", SpeakerKind.ORGANISATION)


def weights(**own: float) -> dict[str, list[float]]:
    told = {name.replace(" ", "_").replace(",", ""): value for name, value in own.items()}
    row = [told.get(name.replace(" ", "_").replace(",", ""), 0.0) for name in FEATURES]
    return {"he": row, "it": row}


def near(who: Somebody, back: int = 0, **told: bool) -> Candidate:
    return Candidate(who, Near.NAMED, back, **told)  # type: ignore[arg-type]


def test_only_who_fits_in_kind_and_gender_is_asked_about() -> None:
    everybody = [near(own) for own in (HE, SHE, SOMEONE, BOARD)]
    assert [own.who for own in fitting("she", everybody)] == [SHE, SOMEONE]
    assert [own.who for own in fitting("its", everybody)] == [BOARD]


def test_the_likeliest_is_chosen_and_how_sure_it_is_is_its_share() -> None:
    ranker = Ranker(weights(same_sentence=2.0), 0.4, "test/1")
    chosen = ranker.choose("he", [near(SOMEONE, 1), near(HE, 0)])
    assert chosen is not None
    assert (chosen.who, chosen.maker) == (HE, "test/1")
    assert chosen.confidence == pytest.approx(7.389 / (1 + 1 + 7.389), abs=0.001)


def test_who_is_not_likely_enough_is_unclear() -> None:
    ranker = Ranker(weights(), 0.6, "test/1")
    assert ranker.choose("he", [near(HE)]) is None
    assert ranker.choose("he", []) is None
    assert ranker.choose("which", [near(HE)]) is None


def test_what_tells_for_a_candidate() -> None:
    told = dict(zip(FEATURES, features("she", near(SHE, 1, first=True, speaks=True), 2), strict=True))
    assert told["sentence before"] == told["first in sentence before"] == told["speaks, not quoted"] == 1
    assert told["same sentence"] == told["speaks, quoted"] == told["gender unknown"] == told["nearest"] == 0
    assert told["gender fits"] == told["full name"] == 1


def test_a_pronoun_without_gender_fits_nobody_by_gender() -> None:
    told = dict(zip(FEATURES, features("its", near(BOARD), 0), strict=True))
    assert told["gender fits"] == told["gender unknown"] == 0
    assert told["nearest"] == told["same sentence"] == 1


def test_the_nearest_come_first_with_what_is_known_of_them() -> None:
    text = "Abe Lowe met Bea Moss. “Cy Nye lied,” Abe Lowe said. “And I told her so.”"
    directory = build_directory(text, find_names(text, tokens_in(text, 0, len(text))))
    quoted = [Span(text.index("“Cy"), text.index("” Abe") + 1), Span(text.index("“And"), len(text))]
    discourse = Discourse(directory, [Span(0, 22), Span(23, 53), Span(54, len(text))], quoted)
    abe = directory.known["abe lowe"]
    said = Span(text.rindex("Abe Lowe"), text.rindex("Abe Lowe") + 8)
    discourse.hear(said, [Reference(abe, said, 1.0)], remember=True)
    at = text.index("her so")
    found = {own.who.name: own for own in who_is_near(discourse, Span(at, at + 3), [abe])}
    assert list(found) == ["Abe Lowe", "Cy Nye", "Bea Moss"]
    assert (found["Abe Lowe"].back, found["Abe Lowe"].times, found["Abe Lowe"].spoke) == (1, 2, 0)
    assert found["Abe Lowe"].speaks
    assert found["Abe Lowe"].quoted
    assert not found["Cy Nye"].beside
    assert found["Cy Nye"].first
    assert (found["Bea Moss"].back, found["Bea Moss"].first, found["Bea Moss"].nearer) == (2, False, 2)


def test_who_was_named_long_ago_is_no_candidate() -> None:
    text = "Abe Lowe spoke. " + "It rained. " * (REACH + 2) + "Then he"
    sentences = [
        Span(0, 15),
        *(Span(16 + 11 * n, 26 + 11 * n) for n in range(REACH + 2)),
        Span(len(text) - 7, len(text)),
    ]
    discourse = Discourse(build_directory(text, find_names(text, tokens_in(text, 0, len(text)))), sentences)
    assert who_is_near(discourse, Span(len(text) - 2, len(text))) == []


def test_the_ranker_that_ships_can_be_loaded() -> None:
    assert load_ranker().choose("he", [near(HE, 0, first=True)]) is not None
