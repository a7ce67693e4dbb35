"""What people ruled, applied to what the machine found: links and claims, each ruling alone."""

from wherefrom.ids import digest_text
from wherefrom.link.decided import decide_claims, decide_links
from wherefrom.link.making import Worth, make_link
from wherefrom.link.parties.namesakes import MAKER as NAMESAKES
from wherefrom.records import (
    CaseRecords,
    Claim,
    Decision,
    Document,
    Link,
    LinkKind,
    Ruling,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)

TEXT = "The mill was closed. The dam failed."


def document(name: str) -> Document:
    return Document(name, f"cap-{name}", "", name, TEXT, digest_text(TEXT), "utf-8", (), ())


def statement(name: str, home: str) -> Statement:
    spans = (Span(0, 19),)
    return Statement(
        name, home, spans, (), Stance.ASSERTED, (), (), (), first_hand=False, confidence=0.9, maker="t", digest=""
    )


def speaker(name: str) -> Speaker:
    return Speaker(name, "a", name, name, SpeakerKind.PERSON, "", None, (), introduced=True, confidence=0.9, maker="t")


def link(kind: LinkKind, a: str, b: str, maker: str = "machine 1") -> Link:
    return make_link(kind, (a, b), Worth(0.7, 0.6), "alike", (), maker)


def ruling(kind: Ruling, a: str, b: str = "", note: str = "", number: int = 7) -> Decision:
    return Decision(number, kind, a, b, note, "2026-05-01T00:00:00Z", "Ada Brandt")


def case(*decisions: Decision) -> CaseRecords:
    return CaseRecords(
        documents=tuple(map(document, "abc")),
        statements=tuple(statement(f"s{home}", home) for home in "abc"),
        speakers=tuple(map(speaker, ("p", "q", "r"))),
        decisions=decisions,
    )


COPY, OTHER = link(LinkKind.COPY, "a", "b"), link(LinkKind.COPY, "c", "b")
RELAY = link(LinkKind.RELAY, "a", "b")
NAMESAKE = link(LinkKind.SAME_SPEAKER, "p", "q", NAMESAKES)


def test_a_rejected_link_is_gone_and_the_others_stay() -> None:
    assert decide_links(case(ruling(Ruling.REJECT, COPY.id)), [COPY, OTHER]) == [OTHER]


def test_an_accepted_link_is_sure_and_a_persons_and_keeps_its_score() -> None:
    [own, other] = decide_links(case(ruling(Ruling.ACCEPT, COPY.id)), [COPY, OTHER])
    assert (own.confidence, own.maker, own.score) == (1.0, "Ada Brandt, decision 7", 0.7)
    assert other == OTHER


def test_a_split_takes_away_what_makes_one_of_it_and_nothing_else() -> None:
    assert decide_links(case(ruling(Ruling.SPLIT, "a")), [COPY, OTHER, RELAY]) == [OTHER, RELAY]
    assert decide_links(case(ruling(Ruling.SPLIT, "p")), [NAMESAKE, RELAY]) == [RELAY]


def test_merged_documents_are_a_copy_in_place_of_the_copy_that_was_found() -> None:
    merged = decide_links(case(ruling(Ruling.MERGE, "a", "c", "the same wire")), [COPY, OTHER, RELAY])
    [own] = [one for one in merged if one.a == "a" and one.kind is LinkKind.COPY]
    assert (own.b, own.confidence, own.score, own.maker) == ("c", 1.0, 0.0, "Ada Brandt, decision 7")
    assert own.explanation == "a person ruled so: the same wire"
    assert OTHER in merged
    assert RELAY in merged
    assert COPY not in merged


def test_merged_speakers_take_the_place_of_what_the_machine_thought() -> None:
    first, second = ruling(Ruling.MERGE, "p", "r"), ruling(Ruling.MERGE, "p", "q", number=8)
    merged = decide_links(case(first, second), [NAMESAKE, RELAY])
    assert {(one.b, one.maker) for one in merged if one.kind is LinkKind.SAME_SPEAKER} == {
        ("r", "Ada Brandt, decision 7"),
        ("q", "Ada Brandt, decision 8"),
    }
    assert RELAY in merged


CLAIM = Claim("claim-1", "The mill was closed", ("sa", "sb"), 0.8, "machine 1")
ALONE = Claim("claim-2", "The mill was closed", ("sc",), 0.9, "machine 1")
JOIN = link(LinkKind.SAME_CLAIM, "sb", "sa")


def members(claims: list[Claim]) -> list[tuple[str, ...]]:
    return sorted(claim.statements for claim in claims)


def test_a_split_statement_is_a_claim_of_its_own_and_sure() -> None:
    claims, joins = decide_claims(case(ruling(Ruling.SPLIT, "sb")), [CLAIM, ALONE], [JOIN])
    assert members(claims) == [("sa",), ("sb",), ("sc",)]
    by_member = {claim.statements: claim for claim in claims}
    assert (by_member["sb",].confidence, by_member["sb",].maker) == (1.0, "Ada Brandt, decision 7")
    assert (by_member["sa",].confidence, by_member["sa",].maker) == (0.8, "machine 1")
    assert joins == []


def test_a_rejected_join_splits_off_the_statement_that_was_joined() -> None:
    claims, joins = decide_claims(case(ruling(Ruling.REJECT, JOIN.id)), [CLAIM, ALONE], [JOIN])
    by_member = {claim.statements: claim.maker for claim in claims}
    assert by_member == {("sa",): "machine 1", ("sb",): "Ada Brandt, decision 7", ("sc",): "machine 1"}
    assert joins == []


def test_an_accepted_join_is_sure_and_the_claims_stay() -> None:
    claims, [join] = decide_claims(case(ruling(Ruling.ACCEPT, JOIN.id)), [CLAIM, ALONE], [JOIN])
    assert claims == [CLAIM, ALONE]
    assert (join.confidence, join.maker) == (1.0, "Ada Brandt, decision 7")


def test_merged_statements_make_one_claim_of_theirs_which_is_no_surer_for_it() -> None:
    claims, joins = decide_claims(case(ruling(Ruling.MERGE, "sc", "sa")), [CLAIM, ALONE], [JOIN])
    assert [(claim.statements, claim.confidence, claim.maker) for claim in claims] == [
        (("sa", "sb", "sc"), 0.8, "Ada Brandt, decision 7")
    ]
    assert [(join.a, join.b) for join in joins] == [("sb", "sa"), ("sc", "sa")]


def test_statements_of_one_claim_are_merged_already() -> None:
    assert decide_claims(case(ruling(Ruling.MERGE, "sb", "sa")), [CLAIM, ALONE], [JOIN]) == ([CLAIM, ALONE], [JOIN])


def test_a_statement_that_is_alone_is_not_split_from_itself() -> None:
    assert decide_claims(case(ruling(Ruling.SPLIT, "sc")), [CLAIM, ALONE], [JOIN])[0] == [CLAIM, ALONE]


def test_what_is_withdrawn_is_not_applied() -> None:
    undone = case(ruling(Ruling.REJECT, COPY.id), ruling(Ruling.WITHDRAW, "7", number=8))
    assert decide_links(undone, [COPY]) == [COPY]
