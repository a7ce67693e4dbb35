"""What a credited or copied document says, where it is not the very claim."""

from collections.abc import Callable
from dataclasses import replace

import pytest

import wherefrom
from wherefrom.records import CaseRecords, Decision, Document, Link, LinkKind, Ruling

WIRE = "The dam at Wexley failed on Monday and forty homes in the lower town were flooded, Mara Quill said."


def document(name: str, outlet: str, text: str) -> Document:
    return wherefrom.read_text(text, document_id=name, outlet=outlet, published="2026-05-01")


def variants(case: CaseRecords) -> list[tuple[Link, str, str]]:
    found = [link for link in wherefrom.link_statements(case).links if link.kind is LinkKind.VARIANT]
    return [(link, case.statement[link.a].document, case.statement[link.b].document) for link in found]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (WIRE.replace("forty", "sixty"), "number"),
        (WIRE.replace("failed", "did not fail"), "den"),
        (WIRE.replace("Monday", "Friday"), "dates"),
    ],
)
def test_what_the_credited_paper_says_otherwise_is_its_variant(
    make_case: Callable[..., CaseRecords], changed: str, reason: str
) -> None:
    told = changed.replace("Mara Quill said", "the Aldmere Courier reported")
    case = make_case(document("wire", "Aldmere Courier", WIRE), document("paper", "Harrow Ledger", told))
    [(link, a, b)] = variants(case)
    assert (a, b) == ("paper", "wire")
    assert reason in link.explanation
    assert 0.5 <= link.confidence <= 0.9
    assert link.evidence[0].b_span is not None


def test_without_a_credit_or_for_the_very_claim_there_is_none(make_case: Callable[..., CaseRecords]) -> None:
    changed = WIRE.replace("forty", "sixty").replace("Mara Quill", "Oren Pike")
    apart = make_case(document("wire", "Aldmere Courier", WIRE), document("paper", "Harrow Ledger", changed))
    assert variants(apart) == []
    same = WIRE.replace("Mara Quill said", "the Aldmere Courier reported")
    told = make_case(document("wire", "Aldmere Courier", WIRE), document("paper", "Harrow Ledger", same))
    assert variants(told) == []


def test_what_is_about_something_else_is_no_variant(make_case: Callable[..., CaseRecords]) -> None:
    other = "A choir of nine children sang in the chapel of Tarn, the Aldmere Courier reported."
    case = make_case(document("wire", "Aldmere Courier", WIRE), document("paper", "Harrow Ledger", other))
    assert variants(case) == []


def test_two_spellings_that_a_person_joined_to_one_speaker_both_stay(make_case: Callable[..., CaseRecords]) -> None:
    texts = ("Mara Quill said that it rained.", "Mary Quell said that it rained.", "M. Kwill said that it rained.")
    case = make_case(*(document(str(n), f"Paper {n}", text) for n, text in enumerate(texts)))
    one, two, three = (next(own.id for own in case.speakers if own.document == str(n)) for n in range(3))
    decisions = tuple(
        Decision(n, Ruling.MERGE, one, other, "", "2026-01-01T00:00:00Z", "ana")
        for n, other in enumerate((two, three), start=1)
    )
    [party] = wherefrom.link_statements(replace(case, decisions=decisions)).parties
    assert set(party.speakers) == {one, two, three}
    assert party.maker == "ana, decision 1"


def test_what_is_credited_is_found_in_the_credited_document_in_other_words(
    make_case: Callable[..., CaseRecords],
) -> None:
    told = "At the mill, wages had gone unpaid for months, Mara Quill said."
    retold = "Workers of the mill received no pay for a quarter of a year, the Aldmere Courier reported."
    case = make_case(document("wire", "Aldmere Courier", told), document("paper", "Harrow Ledger", retold))
    links = wherefrom.link_statements(case).links
    assert [(link.b) for link in links if link.kind is LinkKind.RELAY] == ["wire"]
    assert [(a, b) for _, a, b in variants(case)] == [("paper", "wire")]
