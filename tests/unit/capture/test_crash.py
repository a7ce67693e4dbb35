"""Killed writers: every acknowledged act is kept, and the next opening mends the bag and says so."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from wherefrom.capture import capture_file
from wherefrom.capture.bag import open_bag, placing
from wherefrom.capture.ledger import read_captures, read_ledger, record_act
from wherefrom.errors import CaseDamagedError
from wherefrom.records import ActKind
from wherefrom.verify import verify_case

LIMIT = 10_000_000

# Each place at which a capture can be cut off, as the function that never returns; and whether the act stood by then.
PLACES = [
    ("wherefrom.capture.ground.taking_in.sync_path", False),
    ("wherefrom.capture.ledger.act_lines.write_all", False),
    ("wherefrom.capture.bag.placing.build_twin", True),
    ("wherefrom.capture.bag.placing.write_all", True),
    ("wherefrom.capture.bag.placing.exchange", True),
    ("wherefrom.capture.bag.placing.clear_twin", True),
]

KILLED = """
import os, sys
from importlib import import_module
from pathlib import Path
from wherefrom.capture import capture_file
from wherefrom.capture.bag import open_bag

case, source, place = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
with open_bag(case) as bag:
    module, _, name = place.rpartition(".")
    parts = module.split(".")
    holder = import_module(".".join(parts[:3]))
    for part in parts[3:]:
        holder = getattr(holder, part)
    setattr(holder, name, lambda *given, **named: os._exit(9))
    capture_file(bag, source, "me", limit_bytes=10_000_000)
os._exit(1)
"""


def assert_sound(case: Path) -> None:
    bagit.Bag(str(case / "evidence")).validate()
    assert verify_case(case).problems == ()


def kill_at(case: Path, source: Path, place: str) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(case), str(source), place], check=False, env=os.environ)
    assert ended.returncode == 9


@pytest.mark.parametrize(("place", "is_acknowledged"), PLACES)
def test_capture_cut_off_anywhere_is_mended(case: Path, letter: Path, place: str, *, is_acknowledged: bool) -> None:
    (case.parent / "before.txt").write_text("captured before")
    capture_file(case, case.parent / "before.txt", "me", limit_bytes=LIMIT)
    before = list(read_ledger(case))
    kill_at(case, letter, place)
    assert_sound(case)
    with open_bag(case):
        pass
    after = list(read_ledger(case))
    assert after[: len(before)] == before
    assert [capture.name for capture in read_captures(case)] == ["before.txt", *["letter.txt"] * is_acknowledged]
    assert after[-1].kind is ActKind.MEND
    assert after[-1].by == "wherefrom"
    assert after[-1].details["step"] == "mended"
    assert_sound(case)
    assert capture_file(case, letter, "me", limit_bytes=LIMIT).is_new is not is_acknowledged
    assert_sound(case)


def test_acknowledged_payload_still_in_incoming_is_put_into_the_bag(
    case: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(placing.Placer, "place", stop)
    with pytest.raises(KeyboardInterrupt):
        capture_file(case, letter, "me", limit_bytes=LIMIT)
    monkeypatch.undo()
    assert_sound(case)
    assert "still waits in incoming/" in verify_case(case).notes[0]
    with open_bag(case):
        pass
    assert_sound(case)
    (capture,) = read_captures(case)
    assert (case / "evidence" / capture.path).read_bytes() == letter.read_bytes()


def test_sound_case_is_opened_without_an_act(case: Path, letter: Path) -> None:
    capture_file(case, letter, "me", limit_bytes=LIMIT)
    count = len(list(read_ledger(case)))
    with open_bag(case):
        pass
    assert len(list(read_ledger(case))) == count


def test_torn_ledger_line_is_set_aside_and_said(case: Path, letter: Path) -> None:
    capture_file(case, letter, "me", limit_bytes=LIMIT)
    whole = (case / "custody.jsonl").read_bytes()
    torn = b'{"at":"2026-01-01T00:00:00Z","by":"m'
    (case / "custody.jsonl").write_bytes(whole + torn)
    assert len(list(read_ledger(case))) == 2
    record_act(case, ActKind.EXPORT, "me", {"to": "x"})
    assert (case / "custody.jsonl").read_bytes().startswith(whole)
    *_, mended, export = read_ledger(case)
    assert mended.details["step"] == "mended"
    assert (case / str(mended.details["kept_in"])).read_bytes() == torn
    assert export.details == {"to": "x"}
    assert_sound(case)


def test_whole_last_line_without_its_line_break_is_no_loss(case: Path) -> None:
    record_act(case, ActKind.EXPORT, "me", {"to": "x"})
    path = case / "custody.jsonl"
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    record_act(case, ActKind.EXPORT, "me", {"to": "y"})
    assert [act.details.get("to") for act in read_ledger(case)] == [None, "x", None, "y"]
    assert_sound(case)


def test_lagging_head_is_brought_up_to_date(case: Path) -> None:
    head = (case / "custody.head").read_bytes()
    record_act(case, ActKind.EXPORT, "me", {})
    (case / "custody.head").write_bytes(head)
    with open_bag(case):
        pass
    assert "custody.head" in str(list(read_ledger(case))[-1].details["mended"])
    assert_sound(case)


def cut_last_line(case: Path) -> None:
    path = case / "custody.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def cut_into_last_line(case: Path) -> None:
    path = case / "custody.jsonl"
    path.write_bytes(path.read_bytes()[:-40])


def alter_first_line(case: Path) -> None:
    path = case / "custody.jsonl"
    path.write_bytes(path.read_bytes().replace(b"a collector", b"b collector"))


def alter_manifest(case: Path) -> None:
    path = case / "evidence/manifest-sha256.txt"
    path.write_bytes(path.read_bytes().replace(b".txt", b".tyt"))


def lengthen_manifest(case: Path) -> None:
    path = case / "evidence/manifest-sha256.txt"
    path.write_bytes(path.read_bytes() + b"0" * 64 + b"  data/00/x\n")


@pytest.mark.parametrize(
    "damage", [cut_last_line, cut_into_last_line, alter_first_line, alter_manifest, lengthen_manifest]
)
def test_what_no_crash_explains_is_an_error_and_left_as_it_is(
    case: Path, letter: Path, damage: Callable[[Path], None]
) -> None:
    capture_file(case, letter, "me", limit_bytes=LIMIT)
    damage(case)
    files = {path: path.read_bytes() for path in case.rglob("*") if path.is_file() and path.name != ".lock"}
    with pytest.raises(CaseDamagedError), open_bag(case):
        pass
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file() and path.name != ".lock"} == files
    assert verify_case(case).problems
