"""Who is one party: by name, by spelling, by office, and as a person rules."""

from itertools import count

import pytest

import wherefrom
from wherefrom.link.making import Worth, make_link
from wherefrom.link.parties.identity import MAKER, decide_parties, is_definite
from wherefrom.records import CaseRecords, Decision, Link, LinkKind, Party, Ruling, Span, Speaker, SpeakerKind

NUMBERS = count(1)


def speaker(
    document: str, name: str, kind: SpeakerKind = SpeakerKind.PERSON, key: str = "", at: Span | None = None
) -> Speaker:
    return Speaker(
        id=f"spk-{document}-{name.casefold().replace(' ', '-')}",
        document=document,
        key=key or name.casefold(),
        name=name,
        kind=kind,
        description="",
        count=None,
        mentions=(at,) if at else (),
        introduced=True,
        confidence=0.97,
        maker="test",
    )


def same(one: Speaker, other: Speaker, confidence: float = 0.75, maker: str = "machine 1") -> Link:
    worth = Worth(confidence, confidence)
    return make_link(LinkKind.SAME_SPEAKER, (one.id, other.id), worth, "another spelling", (), maker)


def split(one: Speaker) -> Decision:
    return Decision(next(NUMBERS), Ruling.SPLIT, one.id, "", "", "2026-01-01T00:00:00Z", "ana")


def parties(*speakers: Speaker, links: tuple[Link, ...] = (), decisions: tuple[Decision, ...] = ()) -> list[Party]:
    return list(decide_parties(CaseRecords(speakers=speakers, decisions=decisions), links))


def members(found: list[Party]) -> list[set[str]]:
    return [set(party.speakers) for party in found]


QUILL, AGAIN, PIKE = speaker("a", "Mara Quill"), speaker("b", "Mara Quill"), speaker("a", "Oren Pike")


def test_one_full_name_is_one_party_in_every_document() -> None:
    quill, pike = parties(QUILL, PIKE, AGAIN)
    assert quill.speakers == (QUILL.id, AGAIN.id)
    assert (quill.name, quill.key, quill.kind, quill.others) == ("Mara Quill", "mara quill", SpeakerKind.PERSON, ())
    assert (quill.confidence, quill.why, quill.maker) == (0.9, "one name in several documents", MAKER)
    assert pike.speakers == (PIKE.id,)
    assert (pike.confidence, pike.why) == (1.0, "")


def test_one_word_in_several_documents_is_less_sure_than_a_full_name() -> None:
    [short] = parties(speaker("a", "Quill"), speaker("b", "Quill"))
    assert short.confidence < parties(QUILL, AGAIN)[0].confidence


def test_another_spelling_joins_all_of_its_name_and_is_told_of() -> None:
    spelled, spelled_again = speaker("c", "Mara Kwill"), speaker("d", "Mara Kwill")
    link = same(spelled, QUILL)
    [party] = parties(QUILL, AGAIN, spelled, spelled_again, links=(link,))
    assert party.key == "mara quill"
    assert party.others == ("Mara Kwill",)
    assert party.joined_by == (link.id,)
    assert party.confidence == 0.75
    assert "another spelling" in party.why


def test_spellings_of_spellings_and_rings_of_links_are_one_party() -> None:
    one, two, three = (speaker(name[-1], name) for name in ("Mara A", "Mara B", "Mara C"))
    assert members(parties(one, two, three, links=(same(one, two), same(two, three)))) == [{one.id, two.id, three.id}]
    ring = (same(one, two), same(two, one))
    assert members(parties(one, two, three, links=ring)) == [{one.id, two.id}, {three.id}]
    star = (same(one, two), same(one, three))
    assert members(parties(one, two, three, links=star)) == [{one.id, two.id, three.id}]


def test_links_of_other_kinds_or_to_speakers_of_another_case_join_nobody() -> None:
    copy = make_link(LinkKind.COPY, (QUILL.id, PIKE.id), Worth(1, 1), "", (), "m")
    assert len(parties(QUILL, PIKE, links=(copy, same(QUILL, speaker("x", "Nobody Here"))))) == 2


def test_a_person_parts_one_speaker_from_its_namesakes() -> None:
    ruling = split(AGAIN)
    third = speaker("c", "Mara Quill")
    first, other = parties(QUILL, AGAIN, third, decisions=(ruling,))
    assert members([first, other]) == [{QUILL.id, third.id}, {AGAIN.id}]
    assert first.key != other.key
    assert first.id != other.id
    assert other.maker == ruling.maker
    assert other.confidence == 1.0


def test_who_was_parted_can_be_joined_to_somebody_else_and_takes_nobody_along() -> None:
    joined = same(AGAIN, PIKE, 1.0, "ana, decision 2")
    third = speaker("c", "Mara Quill")
    found = parties(QUILL, PIKE, AGAIN, third, links=(joined,), decisions=(split(AGAIN),))
    assert members(found) == [{QUILL.id, third.id}, {PIKE.id, AGAIN.id}]


def test_a_persons_ruling_names_the_person() -> None:
    [party] = parties(QUILL, PIKE, links=(same(QUILL, PIKE, 1.0, "ana, decision 7"),))
    assert party.maker == "ana, decision 7"
    assert party.name == "Mara Quill"
    assert party.key == "oren pike"


@pytest.mark.parametrize(
    ("text", "name", "definite"),
    [
        ("The prosecutor’s office said so.", "prosecutor’s office", True),
        ("So said the prosecutor’s office.", "prosecutor’s office", True),
        ("A prosecutor’s office said so.", "prosecutor’s office", False),
        ("So they bathe prosecutor’s office.", "prosecutor’s office", False),
        ("The office said so.", "office", False),
    ],
)
def test_only_what_is_told_of_definitely_and_more_closely_than_by_one_word_can_be_asked(
    text: str, name: str, definite: bool
) -> None:
    document = wherefrom.read_text(text, document_id="d")
    start = text.index(name)
    own = speaker("d", name, SpeakerKind.UNNAMED_INSTITUTION, f"d:{name}", Span(start, start + len(name)))
    assert is_definite(CaseRecords(documents=(document,)), own) is definite
    the = speaker("d", name, SpeakerKind.UNNAMED_INSTITUTION, f"d:{name}", Span(0, start + len(name)))
    assert is_definite(CaseRecords(documents=(document,)), the) is (definite and text.startswith("The"))
    person = speaker("d", name, SpeakerKind.UNNAMED_PERSON, f"d:{name}", Span(start, start + len(name)))
    assert not is_definite(CaseRecords(documents=(document,)), person)


def office_in(document: str, case: str) -> Speaker:
    kind, name = SpeakerKind.UNNAMED_INSTITUTION, case
    return speaker(document, name, kind, f"{document}:{name.casefold()}", Span(4, 4 + len(name)))


def test_the_office_of_one_text_is_that_of_another_and_experts_are_not() -> None:
    texts = {"a": "The Port office spoke.", "b": "The port office spoke.", "c": "Experts spoke."}
    documents = tuple(wherefrom.read_text(text, document_id=name) for name, text in texts.items())
    offices = office_in("a", "Port office"), office_in("b", "port office")
    experts = [
        speaker(name, "experts", SpeakerKind.UNNAMED_GROUP, f"{name}:experts", Span(0, 7)) for name in ("b", "c")
    ]
    case = CaseRecords(documents=documents, speakers=(*offices, *experts))
    office, *others = decide_parties(case, ())
    assert set(office.speakers) == {own.id for own in offices}
    assert office.definite
    assert office.others == ("port office",)
    assert office.confidence < 0.9
    assert [party.speakers for party in others] == [(own.id,) for own in experts]
    assert not any(party.definite for party in others)


def test_a_person_parts_two_offices_of_one_name() -> None:
    texts = {"a": "The port office spoke.", "b": "The port office spoke."}
    documents = tuple(wherefrom.read_text(text, document_id=name) for name, text in texts.items())
    offices = office_in("a", "port office"), office_in("b", "port office")
    case = CaseRecords(documents=documents, speakers=offices, decisions=(split(offices[1]),))
    assert [party.speakers for party in decide_parties(case, ())] == [(own.id,) for own in offices]
