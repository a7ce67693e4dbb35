"""Whom a statement is about, and how much a change matters."""

import pytest

import wherefrom
from wherefrom.records import CaseRecords, Drift, DriftKind
from wherefrom.trace.population import find_widening, matter
from wherefrom.view.casebook import Casebook


def widened(before: str, after: str) -> list[tuple[str, str]]:
    documents = [wherefrom.read_text(text, document_id=name) for name, text in (("a", before), ("b", after))]
    measured = [wherefrom.find_figures(document) for document in documents]
    found = [wherefrom.attribute_document(document, own) for document, own in zip(documents, measured, strict=True)]
    case = CaseRecords(
        documents=tuple(documents),
        statements=tuple(record for one in found for record in one.statements),
        figures=tuple(record for one in measured for record in one.figures),
    )
    upstream, downstream = ([s for s in case.statements if s.document == name][0] for name in "ab")  # noqa: RUF015
    return [(drift.before, drift.after) for drift in find_widening(Casebook(case), upstream, downstream)]


def test_some_become_all() -> None:
    [(before, after)] = widened(
        "Mara Quill said that some wells in Holm were dry.", "Oren Pike said that all wells in Holm were dry."
    )
    assert before.startswith("some wells")
    assert after.startswith("all wells")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Mara Quill said that all wells in Holm were dry.", "Oren Pike said that some wells in Holm were dry."),
        ("Mara Quill said that some wells in Holm were dry.", "Oren Pike said that all hens in Tarn were ill."),
        ("Mara Quill said that some wells in Holm were dry.", "Oren Pike said that some wells in Holm were dry."),
    ],
)
def test_what_is_not_wider_is_not_reported(before: str, after: str) -> None:
    assert widened(before, after) == []


def test_a_lost_denial_matters_more_than_a_gained_hedge_and_tenfold_more_than_double() -> None:
    def drift(kind: DriftKind, factor: float | None = None) -> Drift:
        return Drift(kind, "a", "b", "", "", factor, 1.0)

    tenfold, double = drift(DriftKind.NUMBER_CHANGED, 10.0), drift(DriftKind.NUMBER_CHANGED, 0.5)
    flipped, gained = drift(DriftKind.NEGATION_FLIPPED), drift(DriftKind.HEDGE_GAINED)
    assert sorted([gained, double, flipped, tenfold], key=matter, reverse=True)[-2:] == [double, gained]
    assert matter(tenfold) >= matter(flipped) > matter(double)
