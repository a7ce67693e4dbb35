"""Whom words mean: asking changes nothing, hearing does; "I" is who is heard; a chooser decides, and may leave it open."""

import copy
import itertools
from collections.abc import Iterable

import pytest

from wherefrom.attribute.people.choosing import Candidate, Choice, Near
from wherefrom.attribute.people.directory import Somebody, build_directory
from wherefrom.attribute.people.discourse import REACH, Discourse, Reference
from wherefrom.attribute.people.names import find_names
from wherefrom.attribute.people.pronouns import NearestThatFits, persons_near
from wherefrom.attribute.people.speakers import SpeakerFinder
from wherefrom.language.text import tokens_in
from wherefrom.records import Span, SpeakerKind

TEXT = (
    "Mara Quill, a diver, saw the dam fail. She told Nils Brandt of it. The diver left. "
    "Greta Hollis and Oren Pike spoke. The pair agreed. Two clerks saw it."
)
ENDS = [0, *(at + 1 for at, letter in enumerate(TEXT) if letter == ".")]
SENTENCES = [Span(start, end) for start, end in itertools.pairwise(ENDS)]


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def finder() -> SpeakerFinder:
    directory = build_directory(TEXT, find_names(TEXT, tokens_in(TEXT, 0, len(TEXT))))
    return SpeakerFinder("doc-1", directory, SENTENCES)


def names(found: Iterable[Somebody | Reference]) -> list[str]:
    return [own.who.name if isinstance(own, Reference) else own.name for own in found]


@pytest.mark.parametrize("words", ["Mara Quill, a diver", "She", "The diver", "The pair", "Two clerks", "Brandt"])
def test_asking_changes_no_later_answer(finder: SpeakerFinder, words: str) -> None:
    finder.resolve(span("Mara Quill, a diver"))
    known = copy.deepcopy(finder._discourse.directory)  # noqa: SLF001 - what asking must not touch
    first = finder.whom(span(words))
    assert first
    assert finder.whom(span(words)) == first
    assert finder._discourse.directory == known  # noqa: SLF001


def test_what_words_tell_is_known_after_them(finder: SpeakerFinder) -> None:
    [quill] = finder.resolve(span("Mara Quill, a diver"))
    assert (quill.description, quill.gender, quill.introduced) == ("a diver", "", True)
    [quill] = finder.resolve(span("She"))
    assert (quill.name, quill.gender) == ("Mara Quill", "female")
    assert quill.mentions == {span("Mara Quill"), span("She")}
    assert names(finder.resolve(span("The diver"))) == ["Mara Quill"]


def test_the_pair_are_the_two_last_joined(finder: SpeakerFinder) -> None:
    assert names(finder.resolve(span("The pair"))) == ["Greta Hollis", "Oren Pike"]


def test_who_says_i_is_who_is_heard(finder: SpeakerFinder) -> None:
    outer = finder.resolve(span("Mara Quill, a diver"))
    text = "I"
    directory = build_directory(text, ())
    directory.add(outer[0])
    inner = SpeakerFinder("doc-1", directory, [Span(0, 1)])
    [own] = inner.resolve(Span(0, 1), None, outer)
    assert own.name == "Mara Quill"
    assert Span(0, 1) in own.mentions
    assert inner.resolve(Span(0, 1)) == []


def test_those_who_were_only_told_do_not_become_she(finder: SpeakerFinder) -> None:
    finder.resolve(span("Mara Quill, a diver"))
    finder.resolve(span("Nils Brandt"), remember=False)
    assert names(finder.whom(span("She"))) == ["Mara Quill"]
    assert finder._discourse.spoken_in(1) is None  # noqa: SLF001 - nobody spoke there
    finder.resolve(span("Nils Brandt"))
    assert names([finder._discourse.spoken_in(1) or Somebody("", "", SpeakerKind.UNKNOWN)]) == ["Nils Brandt"]  # noqa: SLF001


def test_a_party_without_a_name_is_of_its_document_and_counted(finder: SpeakerFinder) -> None:
    [clerks] = finder.resolve(span("Two clerks"))
    assert (clerks.key, clerks.count, clerks.kind) == ("doc-1:two clerks", 2, SpeakerKind.UNNAMED_GROUP)


def person(name: str, gender: str = "") -> Somebody:
    return Somebody(name.lower(), name, SpeakerKind.PERSON, gender=gender)


def test_the_nearest_who_fits_is_chosen_and_the_further_the_less_sure() -> None:
    he, she, unknown = person("Abe", "male"), person("Bea", "female"), person("Cy")
    choose = NearestThatFits().choose
    near = [Candidate(he, Near.NAMED, 0), Candidate(she, Near.SPOKE, 1), Candidate(unknown, Near.SPOKE, 2)]
    first, second = choose("she", near), choose("she", near[2:])
    assert first is not None
    assert first.who == she
    assert second is not None
    assert second.who == unknown
    assert first.confidence > second.confidence
    assert choose("she", near[:1]) is None
    body = Somebody("board", "Board", SpeakerKind.ORGANISATION)
    assert choose("he", [Candidate(body, Near.NAMED, 0)]) is None


def test_candidates_come_nearest_first_and_who_spoke_here_after_who_is_named_here() -> None:
    text = "Abe Lowe spoke. Bea Moss met Cy Nye and she"
    directory = build_directory(text, find_names(text, tokens_in(text, 0, len(text))))
    discourse = Discourse(directory, [Span(0, 15), Span(16, len(text))])
    at = text.index("she")
    for name in ("Abe Lowe", "Bea Moss"):
        own = directory.known[name.lower()]
        discourse.hear(span(name, text), [Reference(own, span(name, text), 1.0)], remember=True)
    found = [(own.who.name, own.place.name, own.back) for own in persons_near(discourse, at)]
    assert found == [
        ("Bea Moss", "NAMED", 0),
        ("Cy Nye", "NAMED", 0),
        ("Bea Moss", "SPOKE", 0),
        ("Abe Lowe", "SPOKE", 1),
        ("Abe Lowe", "NAMED", 1),
        ("Bea Moss", "LATELY", 5),
        ("Abe Lowe", "LATELY", 5),
    ]


def test_who_is_named_inside_a_quotation_is_not_near_the_words_around_it() -> None:
    text = "“Abe Lowe failed,” Bea Moss said, and she"
    directory = build_directory(text, find_names(text, tokens_in(text, 0, len(text))))
    quoted = Span(0, text.index("”") + 1)
    discourse = Discourse(directory, [Span(0, len(text))], [quoted])
    assert names(discourse.named_in(0, len(text))) == ["Bea Moss"]
    assert names(discourse.named_in(0, text.index("failed"))) == ["Abe Lowe"]


def test_another_chooser_may_take_the_place_of_the_rules() -> None:
    class Unclear(NearestThatFits):
        def choose(self, form: str, candidates: Iterable[Candidate]) -> Choice | None:
            assert form == "she"
            assert next(iter(candidates)).who.name == "Mara Quill"
            return None

    directory = build_directory(TEXT, find_names(TEXT, tokens_in(TEXT, 0, len(TEXT))))
    finder = SpeakerFinder("doc-1", directory, SENTENCES, chooser=Unclear())
    finder.resolve(span("Mara Quill, a diver"))
    assert finder.whom(span("She")) == []


def test_only_so_many_who_spoke_are_remembered() -> None:
    discourse = Discourse(build_directory("", ()), [Span(0, 1)])
    for number in range(REACH + 5):
        discourse.hear(Span(0, 1), [Reference(person(f"P{number}"), Span(0, 1), 1.0)], remember=True)
    lately = names(discourse.spoken_lately())
    assert len(lately) == REACH
    assert lately[0] == f"P{REACH + 4}"
