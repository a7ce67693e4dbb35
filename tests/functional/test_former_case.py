"""A case made and decided in by version 0.1.0 opens, is brought up by itself, and keeps its decisions."""

import json
import shutil
from pathlib import Path

import pytest

import wherefrom
from wherefrom.records import CaseRecords
from wherefrom.verify import verify_case


@pytest.fixture
def former(project_root: Path, tmp_path: Path) -> Path:
    return shutil.copytree(project_root / "tests" / "data" / "case-0.1.0", tmp_path / "case")


def steps(case: Path) -> list[str]:
    acts = [json.loads(line) for line in (case / "custody.jsonl").read_text(encoding="utf-8").splitlines()]
    return [act["details"]["step"] for act in acts if act["kind"] == "judge"]


def makers(records: CaseRecords) -> set[str]:
    """What people's decisions made or made sure, by number."""
    made = [own.maker for own in (*records.links, *records.claims, *records.parties)]
    return {maker.rpartition("decision ")[2] for maker in made if "decision" in maker}


def test_a_former_case_opens_and_says_that_it_is_not_up_to_date(former: Path) -> None:
    case = wherefrom.open(former)
    assert len(case.records.decisions) == 8
    assert case.records.unplaced == ()
    assert "5 captures are not read" in case.stale()


def test_a_former_case_is_brought_up_and_keeps_what_was_decided(former: Path) -> None:
    wherefrom.open(former).trace()
    records = wherefrom.open(former).records
    assert wherefrom.open(former).stale() == ()
    assert records.unplaced == ()
    assert not [finding for finding in records.findings if finding.check == "decision not applied"]
    # Accepted copy, merged statements, merged documents, parted speaker, joined speakers.
    assert {"7", "9", "10", "11", "12"} <= makers(records)
    # What was rejected by decision 8 was joined by a later one: the link is that person's now, not the machine's.
    rejected = next(own for own in records.decisions if own.number == 8)
    assert [link.maker for link in records.links if link.id == rejected.a] == ["Ada Brandt, decision 9"]
    assert verify_case(former).problems == ()


def test_what_former_decisions_cover_is_noted_once(former: Path) -> None:
    wherefrom.open(former).trace()
    assert steps(former).count("anchor") == 7
    wherefrom.open(former).trace(afresh=True)
    assert steps(former).count("anchor") == 7
    kept = wherefrom.open(former).records.decisions
    assert all(own.anchors for own in kept if own.ruling != "withdraw")


def test_without_the_former_database_decisions_hold_by_their_ids_and_what_is_not_known_is_told(former: Path) -> None:
    for name in ("case.db", "case.db-wal", "case.db-shm"):
        (former / name).unlink(missing_ok=True)
    wherefrom.open(former).trace()
    records = wherefrom.open(former).records
    # Documents, statements and speakers are called as they were, so all decisions hold by their ids; but of the rejected link
    # nothing is left that could say what it joined, and that is told.
    assert records.unplaced == ()
    assert {"7", "9", "10", "11", "12"} <= makers(records)
    told = [finding.message for finding in records.findings if finding.check == "decision not applied"]
    assert ["Decision 8" in message and "by an id alone" in message for message in told] == [True]
