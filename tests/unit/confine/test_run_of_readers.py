"""Whole runs of `add` in which single documents do harm."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wherefrom.case import roads as pipeline
from wherefrom.config import Settings
from wherefrom.read.guard import confined
from wherefrom.records import Ending, Outcome
from wherefrom.store import open_store

HERE = str(Path(__file__).parent)


def make_case(tmp_path: Path, settings: Settings) -> Path:
    case = tmp_path / "case"
    pipeline.create_case(case, settings, "tester")
    return case


def outcomes_of(case: Path) -> dict[str, Outcome]:
    with open_store(case) as store:
        names = {capture.id: capture.name for capture in store.read.case_records("", ()).captures}
        return {names[own.capture]: own for own in store.read.case_records("", ()).outcomes}


@pytest.fixture
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(HERE)
    monkeypatch.setattr(confined, "WORK", "misbehaving:read_or_die")


@pytest.mark.usefixtures("misbehaving")
def test_a_run_of_many_small_files_goes_on_though_some_kill_their_reader_or_lie(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        kind = {7: "kill", 19: "lie", 23: "kill"}.get(number, "calm")
        (folder / f"{kind}-{number:02}.txt").write_text(f"Crane {number} fell at the quay, she said.\n")
    case = make_case(tmp_path, Settings(workers=2))
    pipeline.add_inputs(case, [str(folder)], "tester")
    outcomes = outcomes_of(case)
    assert len(outcomes) == 30
    refused = {name: own.reason for name, own in outcomes.items() if own.ending is Ending.REFUSED}
    assert set(refused) == {"kill-07.txt", "lie-19.txt", "kill-23.txt"}
    assert "SIGSEGV" in refused["kill-07.txt"]
    assert "not believed" in refused["lie-19.txt"]


def test_a_document_over_its_limit_never_counts_as_read(tmp_path: Path) -> None:
    large, long = tmp_path / "large.txt", tmp_path / "long.txt"
    large.write_text("The crane fell, she said.\n" * 4000)
    long.write_text("The crane fell.\n")
    case = make_case(tmp_path, Settings(read_output=20_000))
    pipeline.add_inputs(case, [str(large), str(long)], "tester")
    outcomes = outcomes_of(case)
    assert outcomes["large.txt"].ending is Ending.REFUSED
    assert "read_output" in outcomes["large.txt"].reason
    assert outcomes["long.txt"].ending is Ending.READ


def test_bytes_that_were_replaced_by_a_link_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("The crane fell.\n")
    case = make_case(tmp_path, Settings())
    pipeline.add_inputs(case, [str(tmp_path / "note.txt")], "tester")
    with open_store(case) as store:
        (capture,) = store.read.case_records("", ()).captures
    payload = case / "evidence" / capture.path
    payload.unlink()
    payload.symlink_to("/etc/passwd")
    with confined.open_reader(case / "evidence", Settings()) as read_one:
        (outcome,) = read_one(capture).outcomes
    assert outcome.ending is Ending.REFUSED
    assert "cannot be opened" in outcome.reason


def test_ctrl_c_stops_at_once_and_keeps_what_was_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number:03}.txt").write_text(f"Crane {number} fell at the quay, she said.\n")
    case = make_case(tmp_path, Settings(workers=2))
    script = (
        "import sys, os, signal, threading\n"
        "from pathlib import Path\n"
        "from wherefrom.case import roads as pipeline\n"
        "def report(step, done, total):\n"
        "    if step == 'read' and done == 10: os.kill(os.getpid(), signal.SIGINT)\n"
        "try:\n"
        "    pipeline.add_inputs(Path(sys.argv[1]), [sys.argv[2]], 'tester', report)\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped')\n"
    )
    begun = subprocess.Popen(
        [sys.executable, "-c", script, str(case), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    told, _ = begun.communicate(timeout=120)
    assert told.strip() == "stopped"
    assert begun.returncode == 0
    assert 10 <= len(outcomes_of(case)) < 120
    pipeline.add_inputs(case, [], "tester")
    assert len(outcomes_of(case)) == 120


def test_readers_end_when_the_program_is_killed() -> None:
    script = (
        "import sys, time\n"
        "from wherefrom.confine import Confinement\n"
        "c = Confinement('wherefrom.confine.trial:prepare_trial')\n"
        "c.mechanisms()\n"
        "print(c._process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    begun = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert begun.stdout is not None
    server = int(begun.stdout.readline())
    os.kill(begun.pid, signal.SIGKILL)
    begun.communicate(timeout=30)
    for _ in range(100):
        try:
            state = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return
        if state == "Z":
            return
        time.sleep(0.1)
    pytest.fail("the server outlived the program")
