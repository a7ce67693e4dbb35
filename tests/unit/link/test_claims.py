import pytest

import wherefrom
from wherefrom.records import CaseRecords, Document, LinkKind


def case_of(*documents: Document) -> CaseRecords:
    return wherefrom.analyse(documents, until="attribute")


def are_joined(a: str, b: str) -> bool:
    case = case_of(
        *(wherefrom.read_text(text, document_id=name, published="2026-05-20") for name, text in (("a", a), ("b", b)))
    )
    home = {s: claim.id for claim in wherefrom.link_statements(case).claims for s in claim.statements}
    sides = [{home[s.id] for s in case.statements if s.document == name} for name in ("a", "b")]
    assert all(sides), "no statement was found"
    return bool(sides[0] & sides[1])


BASE = "The port company dumped 40 drums of solvent into the Aldmere river on 3 March 2026."


@pytest.mark.parametrize(
    "other",
    [
        BASE,
        "Dr. Lena Obst said that the port company dumped 40 drums of solvent into the Aldmere river on 3 March 2026.",
        "The port company dumped forty drums of solvent into the Aldmere river on March 3, 2026.",
    ],
)
def test_another_wording_or_a_credit_around_it_does_not_split_a_claim(other: str) -> None:
    assert are_joined(BASE, other)


@pytest.mark.parametrize(
    "other",
    [
        BASE.replace("40", "41"),
        BASE.replace("3 March", "4 March"),
        BASE.replace("2026", "2025"),
        BASE.replace("dumped", "did not dump"),
        BASE.replace("Aldmere", "Saltmarsh"),
        BASE.replace("drums", "litres"),
    ],
)
def test_number_date_denial_name_or_unit_keep_claims_apart(other: str) -> None:
    assert not are_joined(BASE, other)


def test_opposite_directions_are_two_claims() -> None:
    a = "Prices of warehouse space in Aldmere rose sharply in 2025 after the fire, Anton Brennick said."
    assert not are_joined(a, a.replace("rose", "fell"))


def test_who_did_it_to_whom_matters() -> None:
    a = "On 3 March 2026 the guard Pavel Hrin struck the docker Benedikt Orle with a chain."
    b = "On 3 March 2026 the docker Benedikt Orle struck the guard Pavel Hrin with a chain."
    assert not are_joined(a, b)


def test_every_statement_is_in_one_claim() -> None:
    case = case_of(wherefrom.read_text(BASE + " " + BASE, document_id="a"))
    linked = wherefrom.link_statements(case)
    placed = [statement for claim in linked.claims for statement in claim.statements]
    assert sorted(placed) == sorted(statement.id for statement in case.statements)


STORY = "\n\n".join(
    f"{number}. The {thing} of the harbour was examined by inspectors in the {season}, and they wrote that its {part} had to be"
    f" replaced before the next {event}, since nobody had looked after it for {number + 2} years or more."
    for number, (thing, season, part, event) in enumerate(
        [
            ("crane", "spring", "cable", "launch"),
            ("lock", "summer", "gate", "flood"),
            ("beacon", "autumn", "lamp", "storm"),
            ("ferry", "winter", "engine", "regatta"),
            ("customs house", "rain", "roof", "audit"),
        ]
    )
)


def kinds_between(a: str, b: str, **outlets: str) -> set[LinkKind]:
    documents = [
        wherefrom.read_text(text, document_id=name, published=f"2026-05-1{day}", outlet=outlets.get(name))
        for day, (name, text) in enumerate((("a", a), ("b", b)))
    ]
    return {
        link.kind for link in wherefrom.link_statements(case_of(*documents)).links if {link.a, link.b} == {"a", "b"}
    }


def test_truncated_copy_with_a_local_beginning_is_folded() -> None:
    truncated = "Readers of this paper will remember the quay.\n\n" + "\n\n".join(STORY.split("\n\n")[:3])
    assert LinkKind.COPY in kinds_between(STORY, truncated)


def test_one_shared_sentence_folds_nothing() -> None:
    other = "\n\n".join(
        f"On day {number} the {name} choir sang in the {place} and everybody went home late, tired and content with the music."
        for number, (name, place) in enumerate(
            [("boys", "church"), ("old", "market"), ("river", "school"), ("town", "hall")]
        )
    )
    assert LinkKind.COPY not in kinds_between(STORY, other + "\n\n" + STORY.split("\n\n")[1])


def test_relay_leads_to_the_document_of_the_outlet_by_its_full_or_short_name() -> None:
    first = wherefrom.read_text(
        "Forty residents of Harrow Quay were treated for breathing trouble, Dr. Lena Obst said.",
        document_id="post",
        outlet="The Aldmere Post",
    )
    for name in ("the Aldmere Post", "the Post"):
        second = wherefrom.read_text(
            f"Forty residents of Harrow Quay were treated for breathing trouble, {name} reported.",
            document_id="other",
            outlet="Coast Courier",
        )
        links = wherefrom.link_statements(case_of(first, second)).links
        assert [link.b for link in links if link.kind is LinkKind.RELAY] == ["post"], name
