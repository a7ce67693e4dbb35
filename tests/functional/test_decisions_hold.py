"""What a person decided holds when statements are found another way; what cannot be placed is told, and not applied."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import wherefrom
from wherefrom.attribute.recording import Recorder
from wherefrom.records import CaseRecords, Decision, LinkKind, Ruling, Statement
from wherefrom.spans import covered_text
from wherefrom.view.anchoring import place_decisions
from wherefrom.view.casebook import Casebook

TEXTS = {
    "one.txt": "The port company dumped forty drums into the Aldmere river, said Mara Quill, a diver. It rained on Monday.",
    "two.txt": "“They lay below the mill,” said Mara Quill. Nils Brandt said that drums of solvent were found by the mill.",
    "three.txt": "Nils Brandt, an engineer, said on Monday that the mill would close. Boats were sent.",
}
OTHER_WAY = 'name = "Drums"\ncollector = "Ada Brandt"\nreader = "rules"\n'


@pytest.fixture
def case(tmp_path: Path) -> wherefrom.Case:
    made = wherefrom.create(tmp_path / "case", "Drums", collector="Ada Brandt")
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        made.add(tmp_path / name)
    made.trace()
    return made


def words(records: CaseRecords, statement: Statement) -> str:
    return covered_text(records.document[statement.document].text, statement.spans)


def stating(records: CaseRecords, beginning: str) -> Statement:
    [found] = [own for own in records.statements if words(records, own).startswith(beginning)]
    return found


def together(records: CaseRecords, *beginnings: str) -> bool:
    names = {stating(records, own).id for own in beginnings}
    return any(names <= set(claim.statements) for claim in records.claims)


def read_another_way(case: wherefrom.Case) -> wherefrom.Case:
    (case.folder / "case.toml").write_text(OTHER_WAY, encoding="utf-8")
    changed = wherefrom.open(case.folder)
    assert changed.stale()
    changed.trace()
    return changed


def test_a_merge_of_statements_holds_though_others_find_them(case: wherefrom.Case) -> None:
    first, second = "The port company dumped", "drums of solvent were found"
    assert not together(case.records, first, second)
    case.decide("merge", stating(case.records, second).id, stating(case.records, first).id, note="one event")
    before = {own.id for own in case.records.attributions}
    changed = read_another_way(case)
    assert {own.maker for own in changed.records.attributions} == {"wherefrom.attribute/rules 1"}
    assert before & {own.id for own in changed.records.attributions}, "what is the same is called the same"
    assert together(changed.records, first, second)
    assert changed.records.unplaced == ()


def test_every_kind_of_ruling_holds_though_others_find_the_records(case: wherefrom.Case) -> None:
    records = case.records
    [quill, again] = [own for own in records.speakers if own.name == "Mara Quill"]
    [brandt, _] = [own for own in records.speakers if own.name == "Nils Brandt"]
    named = {document.name: document.id for document in records.documents}
    case.decide("split", again.id, note="her cousin")
    case.decide("merge", brandt.id, quill.id, note="one person under two names")
    case.decide("merge", named["three.txt"], named["two.txt"], note="the editor told me so")
    changed = read_another_way(case).records
    assert changed.unplaced == ()
    assert not [own for own in changed.findings if own.check == "decision not applied"]
    assert [(link.a, link.b) for link in changed.links if link.kind is LinkKind.COPY] == [
        (named["three.txt"], named["two.txt"])
    ]
    book = Casebook(changed)
    home = {own.name: own.id for own in changed.documents}
    by_place = {(own.name, own.document): book.party_of(own).key for own in changed.speakers}
    first, second = by_place["Mara Quill", home["one.txt"]], by_place["Mara Quill", home["two.txt"]]
    assert first != second, "parted"
    assert by_place["Nils Brandt", home["two.txt"]] == first, "joined"


def test_a_ruling_on_words_that_nobody_finds_any_more_is_told_and_not_applied(case: wherefrom.Case) -> None:
    records = case.records
    first = stating(records, "The port company dumped")
    case.decide("merge", stating(records, "drums of solvent were found").id, first.id, note="one event")
    # Another version of the program reads the first document's first statement longer than it was.
    changed = place_decisions(_with_longer(case.records, first), case.records.decisions)
    [lost] = changed[1]
    assert changed[0] == ()
    assert "The port company dumped forty drums" in lost.reason
    assert lost.document == first.document


def _with_longer(records: CaseRecords, statement: Statement) -> CaseRecords:
    [span] = statement.spans
    longer = replace(statement, id="sta-longer", spans=(replace(span, end=span.end + 1),))
    return replace(records, statements=tuple(longer if own.id == statement.id else own for own in records.statements))


@pytest.mark.usefixtures("work_here")
def test_what_is_not_applied_is_a_finding_and_stands_so_in_list_and_dossier(
    case: wherefrom.Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    records = case.records
    first = stating(records, "The port company dumped")
    case.decide("merge", stating(records, "drums of solvent were found").id, first.id, note="one event")
    monkeypatch.setattr("wherefrom.attribute.recording.Recorder.statements", _shorter_statements())
    changed = wherefrom.open(case.folder)
    changed.trace(afresh=True)
    [finding] = [own for own in changed.records.findings if own.check == "decision not applied"]
    assert finding.message.startswith("Decision 5 (merge, by Ada Brandt")
    assert "one event" in finding.message
    changed.publish(tmp_path / "dossier")
    assert "yes, but not applied" in (tmp_path / "dossier" / "making.html").read_text(encoding="utf-8")
    changed.decide("withdraw", "5")
    assert not [own for own in changed.records.findings if own.check == "decision not applied"]


def _shorter_statements() -> Callable[..., tuple[Statement, ...]]:
    whole = Recorder.statements

    def shorter(self: Recorder, propositions: Any) -> tuple[Statement, ...]:  # noqa: ANN401 - handed on
        made = whole(self, propositions)
        cut = [(*own.spans[:-1], replace(own.spans[-1], end=own.spans[-1].end - 2)) for own in made]
        return tuple(replace(own, id=f"{own.id}x", spans=spans) for own, spans in zip(made, cut, strict=True))

    return shorter


def test_a_withdrawal_needs_no_place() -> None:
    own = Decision(9, Ruling.WITHDRAW, "5", "", "", "2026-01-01T00:00:00Z", "Ada Brandt")
    assert place_decisions(CaseRecords(), (own,)) == ((own,), ())
