"""One writer at a time."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from wherefrom.capture import lock_case
from wherefrom.capture.ledger import record_act
from wherefrom.errors import CaseBusyError, UsageError
from wherefrom.records import ActKind

WRITER = """
import sys
from pathlib import Path
from wherefrom.capture import lock_case
with lock_case(Path(sys.argv[1])):
    print("locked", flush=True)
    sys.stdin.read()
"""

FORKER = """
import os, sys, time
from pathlib import Path
from wherefrom.capture import lock_case
with lock_case(Path(sys.argv[1])):
    if os.fork() == 0:
        print(os.getpid(), flush=True)
    time.sleep(60)
"""


def test_second_process_is_refused_until_the_first_dies(case: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(case)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ
    )
    assert writer.stdout is not None
    assert writer.stdin is not None
    assert writer.stdout.readline() == b"locked\n"
    with pytest.raises(CaseBusyError, match=str(writer.pid)):
        record_act(case, ActKind.EXPORT, "me", {})
    writer.kill()
    writer.wait()
    writer.stdin.close()
    writer.stdout.close()
    assert record_act(case, ActKind.EXPORT, "me", {}).number == 2


def test_same_thread_may_lock_again_inside(case: Path) -> None:
    with lock_case(case):
        with lock_case(case):
            record_act(case, ActKind.EXPORT, "me", {})
        record_act(case, ActKind.EXPORT, "me", {})
    with lock_case(case):
        pass


def test_other_thread_is_refused(case: Path) -> None:
    refused = threading.Event()

    def write() -> None:
        try:
            record_act(case, ActKind.EXPORT, "me", {})
        except CaseBusyError:
            refused.set()

    with lock_case(case):
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert refused.is_set()


def test_forked_worker_that_outlives_its_parent_does_not_keep_the_lock(case: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", FORKER, str(case)], stdout=subprocess.PIPE, env=os.environ)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    try:
        os.kill(worker, 0)
        with lock_case(case):
            pass
    finally:
        os.kill(worker, signal.SIGKILL)
        parent.stdout.close()


def test_missing_folder_is_an_error_of_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError), lock_case(tmp_path / "nothing"):
        pass
