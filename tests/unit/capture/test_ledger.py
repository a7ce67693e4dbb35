"""The ledger: chained, canonical, readable by strangers."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wherefrom.capture import capture_file
from wherefrom.capture.ledger import read_captures, read_ledger, record_act
from wherefrom.errors import CaseDamagedError, UsageError
from wherefrom.records import ActKind
from wherefrom.verify import verify_case


def test_first_act_says_who_began(case: Path) -> None:
    (act,) = read_ledger(case)
    assert (act.number, act.kind, act.by, act.previous) == (1, ActKind.INIT, "a collector", "0" * 64)


def test_each_line_holds_the_digest_of_the_line_before(case: Path) -> None:
    for number in range(5):
        record_act(case, ActKind.JUDGE, "me", {"about": f"claim {number}", "agreed": None, "score": 0.5})
    lines = (case / "custody.jsonl").read_bytes().splitlines()
    acts = [json.loads(line) for line in lines]
    assert [act["previous"] for act in acts[1:]] == [hashlib.sha256(line).hexdigest() for line in lines[:-1]]
    assert [act["number"] for act in acts] == list(range(1, 7))


def test_record_act_returns_what_is_read_back(case: Path) -> None:
    act = record_act(case, ActKind.PUBLISH, "Ольга \u202e\n", {"to": "a\u2028b", "count": 3, "is_done": True})
    assert list(read_ledger(case))[-1] == act


def test_lines_are_ascii_and_lone_surrogates_escaped(case: Path) -> None:
    act = record_act(case, ActKind.JUDGE, "é\udc80", {"note": "\ud800 ﷽"})
    assert (case / "custody.jsonl").read_bytes().isascii()
    assert act.by == "é\\udc80"
    assert act.details["note"] == "\\ud800 ﷽"
    assert verify_case(case).problems == ()


def test_times_are_utc(case: Path) -> None:
    act = record_act(case, ActKind.EXPORT, "me", {})
    assert act.at.endswith("Z")
    assert abs((datetime.now(UTC) - datetime.fromisoformat(act.at)).total_seconds()) < 60


def test_clock_going_backwards_does_not_break_the_chain(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wherefrom.capture.ledger.act_lines.now", lambda: "1999-12-31T23:59:59.000000Z")
    record_act(case, ActKind.EXPORT, "me", {})
    assert [act.number for act in read_ledger(case)] == [1, 2]
    assert verify_case(case).problems == ()


def test_number_that_json_lacks_leaves_the_ledger_as_it_was(case: Path) -> None:
    before = (case / "custody.jsonl").read_bytes()
    with pytest.raises(ValueError, match="JSON"):
        record_act(case, ActKind.JUDGE, "me", {"score": float("nan")})
    assert (case / "custody.jsonl").read_bytes() == before


def test_failed_sync_leaves_the_ledger_as_it_was(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (case / "custody.jsonl").read_bytes()

    def fail(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("wherefrom.capture.ledger.act_lines.os.fsync", fail)
    with pytest.raises(UsageError):
        record_act(case, ActKind.EXPORT, "me", {})
    monkeypatch.undo()
    assert (case / "custody.jsonl").read_bytes() == before


def test_altered_ledger_is_not_read_on(case: Path) -> None:
    record_act(case, ActKind.EXPORT, "me", {"to": "x"})
    path = case / "custody.jsonl"
    path.write_bytes(path.read_bytes().replace(b"a collector", b"a kollector"))
    with pytest.raises(CaseDamagedError, match="Line 2"):
        list(read_ledger(case))


def test_folder_without_ledger_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no case"):
        list(read_ledger(tmp_path))
    with pytest.raises(UsageError, match="no case"):
        record_act(tmp_path, ActKind.EXPORT, "me", {})


def test_captures_need_no_database(case: Path, letter: Path) -> None:
    result = capture_file(case, letter, "me", limit_bytes=1000)
    assert not (case / "case.db").exists()
    assert list(read_captures(case)) == [result.capture]


def test_long_last_line_is_found_again(case: Path) -> None:
    record_act(case, ActKind.JUDGE, "me", {"note": "n" * 300_000})
    record_act(case, ActKind.JUDGE, "me", {"note": "short"})
    assert [act.number for act in read_ledger(case)] == [1, 2, 3]
