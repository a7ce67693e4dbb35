"""The whole program killed while confined processes read for it: nothing is lost, and nothing lives on."""

import subprocess
import sys
import time
from pathlib import Path

import bagit
import pytest

import wherefrom
from wherefrom.verify import verify_case

PROCESSES = Path("/proc")


def children_of(parent: int) -> set[int]:
    """Processes begun by a process, and by those, as Linux lists them."""
    parents: dict[int, int] = {}
    for folder in PROCESSES.iterdir():
        if folder.name.isdigit():
            try:
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
    found, waiting = set(), {parent}
    while waiting:
        waiting = {process for process, begun_by in parents.items() if begun_by in waiting} - found
        found |= waiting
    return found


def is_alive(process: int) -> bool:
    try:
        state = (PROCESSES / str(process) / "stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


@pytest.mark.skipif(not PROCESSES.is_dir(), reason="processes are listed as on Linux")
def test_killed_program_leaves_a_valid_bag_and_no_process(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    for number in range(400):
        (documents / f"{number}.txt").write_text(f"The crane {number} fell on Monday, said the harbour office.\n")
    case = tmp_path / "case"
    wherefrom.create(case)
    add = [sys.executable, "-m", "wherefrom", "add", str(case), str(documents), "--quiet"]
    for _ in range(2):
        running = subprocess.Popen(add, stdout=subprocess.DEVNULL)
        begun: set[int] = set()
        deadline = time.monotonic() + 60
        # The server of readers and its workers come last: by then some are captured and some are read.
        while len(begun) < 3 and running.poll() is None and time.monotonic() < deadline:
            begun = children_of(running.pid)
        running.kill()
        running.wait()
        bagit.Bag(str(case / "evidence")).validate()
        assert verify_case(case).problems == ()
        deadline = time.monotonic() + 30
        while any(is_alive(process) for process in begun) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not [process for process in begun if is_alive(process)]
    assert subprocess.run(add, check=False, stdout=subprocess.DEVNULL).returncode == 0
    records = wherefrom.open(case).records
    assert len(records.documents) == 400
    assert verify_case(case).problems == ()
