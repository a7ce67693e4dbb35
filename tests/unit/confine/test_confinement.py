import json
import os
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from wherefrom.confine import Confinement, Died, Limits, open_confinement
from wherefrom.confine.trial import DENIED

LIMITS = Limits(seconds=20, most_seconds=30, memory=1 << 30, output=1 << 20)
SHORT = replace(LIMITS, seconds=1, most_seconds=2)


def ask(confinement: Confinement, name: str, limits: Limits = LIMITS, descriptor: int = -1) -> bytes | Died:
    return confinement.run(f"misbehaving:{name}", b"said ", descriptor, limits)


def reason(answer: bytes | Died) -> str:
    assert isinstance(answer, Died), answer
    return answer.reason


def test_it_answers_with_what_it_was_told_and_handed(confinement: Confinement, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("and handed")
    with (tmp_path / "file").open("rb") as stream:
        assert ask(confinement, "echo", descriptor=stream.fileno()) == b"said and handed"


def test_each_item_has_a_process_of_its_own(confinement: Confinement) -> None:
    assert len({ask(confinement, "process_id") for _ in range(5)}) == 5


def test_a_lasting_worker_answers_many_requests_in_one_process(confinement: Confinement) -> None:
    worker = confinement.begin("misbehaving:process_id", LIMITS)
    assert len({worker.ask(b"", -1) for _ in range(5)}) == 1
    worker.close()


@pytest.mark.parametrize(
    "attempt",
    [
        "open a network socket",
        "read /etc/passwd",
        "run a program",
        "start a process",
        "signal another process",
        "become another user",
        "rename a file",
        "write into {tmp}",
        "write into {home}",
    ],
)
def test_a_confined_process_may_not(confinement: Confinement, attempt: str) -> None:
    mechanisms = confinement.mechanisms()
    if not (mechanisms.seccomp and mechanisms.landlock):
        pytest.skip(f"this system lacks a mechanism: {mechanisms.why_not}")
    attempt = attempt.format(tmp=tempfile.gettempdir(), home=Path.home())
    files = [str(folder / "wherefrom-trial") for folder in (Path(tempfile.gettempdir()), Path.home())]
    request = json.dumps({"files": files, "other": os.getpid()}).encode()
    answer = confinement.run("wherefrom.confine.trial:try_everything", request, -1, LIMITS)
    assert isinstance(answer, bytes), answer
    assert json.loads(answer)[attempt][0] == DENIED


def test_it_holds_nothing_open_but_its_socket(confinement: Confinement) -> None:
    answer = ask(confinement, "descriptors")
    assert isinstance(answer, bytes)
    assert len([number for number in json.loads(answer) if number > 2]) == 1


def test_it_cannot_write_to_the_file_that_it_was_handed(confinement: Confinement, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"original")
    with (tmp_path / "file").open("rb") as stream:
        assert "cannot be read" in reason(ask(confinement, "write_to_handed_file", descriptor=stream.fileno()))
    assert (tmp_path / "file").read_bytes() == b"original"


def test_a_crash_is_told_with_its_signal(confinement: Confinement) -> None:
    assert "crashed (SIGSEGV)" in reason(ask(confinement, "crash"))


def test_leaving_without_an_answer_is_told(confinement: Confinement) -> None:
    assert "without an answer" in reason(ask(confinement, "leave"))


def test_one_that_spins_is_ended_by_its_processor_time(confinement: Confinement) -> None:
    assert "read_seconds" in reason(ask(confinement, "spin", SHORT))


@pytest.mark.slow
def test_one_that_grants_itself_more_time_ends_at_the_cap(confinement: Confinement) -> None:
    assert "read_seconds" in reason(ask(confinement, "grant_itself_much", SHORT))


@pytest.mark.parametrize("name", ["hang", "hang_with_clocks_stopped"])
def test_one_that_hangs_is_ended_by_the_clock(
    confinement: Confinement, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Limits, "wall", lambda _self: 1.0)
    begun = time.monotonic()
    assert "too long on the clock" in reason(ask(confinement, name))
    assert time.monotonic() - begun < 10


def test_one_that_asks_for_too_much_memory_is_refused_by_name_of_the_setting(confinement: Confinement) -> None:
    assert "read_memory" in reason(ask(confinement, "eat_memory"))


def test_one_that_answers_too_much_is_refused_by_name_of_the_setting(confinement: Confinement) -> None:
    assert "read_output" in reason(ask(confinement, "flood"))


def test_one_that_babbles_is_refused(confinement: Confinement) -> None:
    assert "no answer" in reason(ask(confinement, "babble"))


def test_endless_recursion_costs_one_item(confinement: Confinement) -> None:
    assert isinstance(ask(confinement, "recurse"), Died)
    assert ask(confinement, "echo") == b"said "


def test_the_server_begins_anew_when_it_was_killed(confinement: Confinement) -> None:
    confinement.mechanisms()
    server = confinement._process  # noqa: SLF001 - what the system could kill
    assert server is not None
    os.kill(server.pid, 9)
    assert ask(confinement, "echo") == b"said "


def test_closing_ends_workers_that_hang_and_those_who_wait_for_them(confinement: Confinement) -> None:
    answers: list[bytes | Died] = []
    with open_confinement("misbehaving:prepare") as opened:
        assert opened.mechanisms() == confinement.mechanisms()
        waiting = threading.Thread(target=lambda: answers.append(ask(opened, "hang")))
        waiting.start()
        time.sleep(0.5)
        begun = time.monotonic()
    waiting.join(10)
    assert time.monotonic() - begun < 10
    assert isinstance(answers[0], Died)
