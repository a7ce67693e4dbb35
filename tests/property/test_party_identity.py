"""Identity is an equivalence: whatever the speakers, links and rulings, each speaker is in exactly one party."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from wherefrom.link.making import Worth, make_link
from wherefrom.link.parties.identity import decide_parties
from wherefrom.records import CaseRecords, Decision, Link, LinkKind, Ruling, Speaker, SpeakerKind
from wherefrom.view.casebook import Casebook

NAMES = ("Mara Quill", "Oren Pike", "Mara Kwill", "experts", "Pike")


@st.composite
def cases(draw: st.DrawFn) -> tuple[CaseRecords, tuple[Link, ...]]:
    places = draw(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(NAMES)), unique=True, max_size=12))
    speakers = tuple(
        Speaker(
            id=f"spk-{number}",
            document=document,
            key=f"{document}:experts" if name == "experts" else name.casefold(),
            name=name,
            kind=SpeakerKind.UNNAMED_GROUP if name == "experts" else SpeakerKind.PERSON,
            description="",
            count=None,
            mentions=(),
            introduced=True,
            confidence=0.9,
            maker="test",
        )
        for number, (document, name) in enumerate(places)
    )
    ids = st.sampled_from([speaker.id for speaker in speakers] or ["spk-none"])
    pairs = draw(st.lists(st.tuples(ids, ids), max_size=8))
    links = tuple(make_link(LinkKind.SAME_SPEAKER, pair, Worth(0.7, 0.7), "", (), "test") for pair in pairs)
    parted = draw(st.lists(ids, unique=True, max_size=3))
    rulings = tuple(Decision(n, Ruling.SPLIT, own, "", "", "", "ana") for n, own in enumerate(parted, start=1))
    return CaseRecords(speakers=speakers, decisions=rulings), links


def partition(case: CaseRecords, links: tuple[Link, ...]) -> set[frozenset[str]]:
    return {frozenset(party.speakers) for party in decide_parties(case, links)}


@given(cases())
def test_every_speaker_is_in_exactly_one_party(made: tuple[CaseRecords, tuple[Link, ...]]) -> None:
    case, links = made
    parties = decide_parties(case, links)
    placed = [speaker for party in parties for speaker in party.speakers]
    assert sorted(placed) == sorted(case.speaker)
    assert len({party.id for party in parties}) == len({party.key for party in parties}) == len(parties)


@given(cases())
def test_identity_is_an_equivalence_that_holds_links_and_names(made: tuple[CaseRecords, tuple[Link, ...]]) -> None:
    case, links = made
    home = {speaker: party.key for party in decide_parties(case, links) for speaker in party.speakers}
    for link in links:
        if {link.a, link.b} <= home.keys():
            assert home[link.a] == home[link.b]
    parted = {own.a for own in case.decisions}
    free = [speaker for speaker in case.speakers if speaker.id not in parted]
    for one in free:
        assert all(home[one.id] == home[other.id] for other in free if one.key == other.key)
    linked = {end for link in links for end in (link.a, link.b)}
    for name in (parted - linked) & home.keys():
        assert list(home.values()).count(home[name]) == 1


@given(cases(), st.randoms(use_true_random=False))
def test_neither_order_nor_asking_changes_who_is_who(
    made: tuple[CaseRecords, tuple[Link, ...]], random: Random
) -> None:
    case, links = made
    before = decide_parties(case, links)
    shuffled = list(links)
    random.shuffle(shuffled)
    assert partition(case, tuple(shuffled)) == partition(case, links)
    book = Casebook(replace(case, parties=before))
    asked = [book.party_of(speaker) for speaker in reversed(case.speakers)]
    assert asked == [book.party_of(speaker) for speaker in reversed(case.speakers)]
    assert book.parties == before == decide_parties(case, links)
