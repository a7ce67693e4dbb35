import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial

import pytest

from wherefrom.confine import limit_memory
from wherefrom.pipeline.engines.processes import Done, Failure, map_in_processes


def double_or_misbehave(item: int) -> int:
    if item == 3:
        os._exit(9)
    if item == 5:
        msg = "five is not for doubling"
        raise ValueError(msg)
    return item * 2


def test_every_item_has_a_result_though_one_kills_its_process_and_one_raises() -> None:
    done = {ended.item: ended.result for ended in map_in_processes(double_or_misbehave, range(8), 2)}
    assert {item: result for item, result in done.items() if not isinstance(result, Failure)} == {
        0: 0,
        1: 2,
        2: 4,
        4: 8,
        6: 12,
        7: 14,
    }
    assert isinstance(done[3], Failure)
    assert "died" in done[3].reason
    assert done[5] == Failure("ValueError: five is not for doubling")


def hang_variously(item: int) -> int:
    if item == 1:
        re.fullmatch("(a|aa)+b", "a" * 200)
    if item == 2:
        # A library that heeds no signal.
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        while True:
            time.sleep(60)
    while item == 3:
        # As careless work does.
        with suppress(Exception):
            time.sleep(60)
    return item


@pytest.mark.slow
def test_an_item_that_hangs_costs_itself_alone() -> None:
    started = time.monotonic()
    done = {ended.item: ended.result for ended in map_in_processes(hang_variously, range(6), 2, seconds=1)}
    assert {item for item, result in done.items() if isinstance(result, Failure)} == {1, 2, 3}
    assert done[1] == done[2] == done[3] == Failure("it took longer than the 1 s allowed", over="seconds")
    assert [done[item] for item in (0, 4, 5)] == [0, 4, 5]
    assert time.monotonic() - started < 60


def fill_memory(item: int) -> int:
    return len([bytes(1 << 20) for _ in range(1000 if item == 1 else 10)])


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS enforces no limit of memory")
def test_an_item_that_needs_too_much_memory_costs_itself_alone() -> None:
    prepare = partial(limit_memory, 500 << 20)
    done = {ended.item: ended.result for ended in map_in_processes(fill_memory, range(4), 2, prepare)}
    assert done[1] == Failure("it needs more memory than is allowed", over="memory")
    assert [done[item] for item in (0, 2, 3)] == [10, 10, 10]


def test_items_are_drawn_only_as_they_are_worked_on() -> None:
    drawn: list[int] = []

    def items() -> object:
        for number in range(100):
            drawn.append(number)
            yield number

    results = map_in_processes(abs, items(), 1)  # type: ignore[arg-type]
    assert isinstance(next(results), Done)
    assert len(drawn) < 10
    results.close()  # type: ignore[attr-defined]


def test_no_item_starts_no_process() -> None:
    assert list(map_in_processes(partial(abs), [], 2)) == []


def test_a_script_without_main_guard_can_use_it(tmp_path: object) -> None:
    script = "from wherefrom.pipeline.engines.processes import map_in_processes\nprint(sorted(d.result for d in map_in_processes(abs, [-1, -2], 2)))"
    path = os.path.join(str(tmp_path), "script.py")  # noqa: PTH118
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(script)
    ran = subprocess.run([sys.executable, path], capture_output=True, text=True, check=False, timeout=60)
    assert ran.stdout.strip() == "[1, 2]", ran.stderr
