"""A pool of processes in which a dying or hanging worker costs one item, never the run.

Results come as they are ready, and only a few items are in flight at once, so that memory stays bounded however many
items there are.
"""

import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from types import ModuleType
from typing import Generic, TypeVar

from wherefrom.errors import catching_panics

Item = TypeVar("Item")
Result = TypeVar("Result")

IN_FLIGHT_PER_WORKER = 3

WAITING_PER_THREAD = 2
"""Items in hand for each thread: one that is worked on, and one whose result waits to be taken."""

SILENT = 2.0
"""A process that gives no result for so many times its limit, and no other does, cannot be stopped from within: killed."""

AGAIN = 5.0
"""Seconds after which a process is interrupted once more, should the first interruption have come where none is heeded."""


class _TimeIsUpError(BaseException):
    """No `Exception`, so that work which catches those cannot outlive its time."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item has no result.

    Attributes:
        reason: in words.
        over: the limit that it went over, ``seconds`` or ``memory``; empty: none, or nobody knows.
    """

    reason: str
    over: str = ""


@dataclass(frozen=True, slots=True)
class Done(Generic[Item, Result]):
    """An item and what came of it."""

    item: Item
    result: Result | Failure


@dataclass(frozen=True, slots=True)
class _Task(Generic[Item, Result]):
    """What a pool does with each item."""

    work: Callable[[Item], Result]
    prepare: Callable[[], None] | None
    seconds: float

    def run(self, item: Item) -> Result | Failure:
        """Do the work; in a process of the pool."""
        with catching_panics():
            return self.work(item) if not self.seconds else _run_in_time(self.work, item, self.seconds)

    @property
    def patience(self) -> float | None:
        """How long nothing at all may come back; None: for ever."""
        return self.seconds * SILENT + AGAIN if self.seconds else None


def map_in_processes(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    workers: int,
    prepare: Callable[[], None] | None = None,
    seconds: float = 0,
) -> Iterator[Done[Item, Result]]:
    """Do the same work on every item, in processes.

    Args:
        work: a function of a module, so that it can be sent to a process; it should turn what can go wrong with its
            material into a result. An exception becomes a `Failure`; so does the death of the process.
        items: anything that can be pickled; drawn only as fast as the work is done.
        workers: how many processes.
        prepare: done once in each process.
        seconds: how long one item may take, on the clock; what takes longer becomes a `Failure`. 0: as long as it likes.

    Yields:
        Each item with its result, in the order in which they end.
    """
    suspects: deque[Item] = deque()
    waiting = iter(items)
    task = _Task(work, prepare, seconds)
    while True:
        try:
            yield from _run_pool(task, waiting, workers, suspects)
        except BrokenProcessPool:
            # Nobody knows which of the items in flight killed its process: each is tried again alone.
            while suspects:
                item = suspects.popleft()
                yield _run_alone(task, item)
            continue
        return


def map_in_threads(work: Callable[[Item], Result], items: Iterable[Item], workers: int) -> Iterator[Done[Item, Result]]:
    """Do the same work on every item, in threads: for work that waits for processes of its own.

    Args:
        work: done for each item, by several threads at once. An exception becomes a `Failure`.
        items: drawn only as fast as the work is done.
        workers: how many at once.

    Yields:
        Each item with its result, in the order in which they end.
    """
    flying: dict[Future[Result | Failure], Item] = {}
    waiting = iter(items)
    executor = ThreadPoolExecutor(workers)
    try:
        while True:
            for item in islice(waiting, workers * WAITING_PER_THREAD - len(flying)):
                flying[executor.submit(work, item)] = item
            if not flying:
                return
            ended, _ = wait(flying, return_when=FIRST_COMPLETED)
            for future in ended:
                item, result = flying.pop(future), _result_of(future)
                yield Done(item, result)
    finally:
        # Whoever stops the run ends the processes that the threads wait for; the threads then end by themselves.
        executor.shutdown(wait=False, cancel_futures=True)


def _run_in_time(work: Callable[[Item], Result], item: Item, seconds: float) -> Result | Failure:
    """Do the work, interrupted when its time is up: an expression or a loop that does not end heeds signals."""
    before = signal.signal(signal.SIGALRM, _raise_time_is_up)
    try:
        try:
            signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
            return work(item)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
    except _TimeIsUpError:
        return _took_too_long(seconds)


def _raise_time_is_up(*_: object) -> None:
    raise _TimeIsUpError


def _took_too_long(seconds: float) -> Failure:
    return Failure(f"it took longer than the {seconds:g} s allowed", over="seconds")


def _run_pool(
    task: _Task[Item, Result], waiting: Iterator[Item], workers: int, suspects: deque[Item]
) -> Iterator[Done[Item, Result]]:
    """One pool's life; when it breaks, the items that were in flight stand in ``suspects``."""
    flying: dict[Future[Result | Failure], Item] = {}
    executor = _start_pool(workers, task.prepare)
    try:
        while True:
            for item in islice(waiting, workers * IN_FLIGHT_PER_WORKER - len(flying)):
                suspects.append(item)
                with _without_main():
                    flying[executor.submit(task.run, item)] = item
            if not flying:
                return
            ended = _wait_or_kill(executor, flying, task.patience)
            for future in ended:
                result = _result_of(future)
                item = flying.pop(future)
                suspects.remove(item)
                yield Done(item, result)
    except (KeyboardInterrupt, GeneratorExit):
        # Whoever stops the run should not wait for items in hand: they are done again next time.
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _run_alone(task: _Task[Item, Result], item: Item) -> Done[Item, Result]:
    with _start_pool(1, task.prepare) as executor:
        started = time.monotonic()
        try:
            with _without_main():
                future: Future[Result | Failure] = executor.submit(task.run, item)
            _wait_or_kill(executor, {future: item}, task.patience)
            return Done(item, _result_of(future))
        except BrokenProcessPool:
            if task.seconds and time.monotonic() - started > task.seconds:
                return Done(item, _took_too_long(task.seconds))
            return Done(item, Failure("the process that worked on it died: it ran over its limits, or crashed"))


def _wait_or_kill(
    executor: ProcessPoolExecutor, flying: Mapping[Future[Result | Failure], Item], patience: float | None
) -> set[Future[Result | Failure]]:
    """Those that ended; where none does for too long, the processes are killed, which breaks the pool."""
    ended, _ = wait(flying, timeout=patience, return_when=FIRST_COMPLETED)
    if not ended:
        # The executor offers no public way to its processes before Python 3.14 (`kill_workers`).
        for process in list(executor._processes.values()):  # noqa: SLF001
            process.kill()
        ended, _ = wait(flying, return_when=FIRST_COMPLETED)
    return ended


def _result_of(future: Future[Result | Failure]) -> Result | Failure:
    try:
        return future.result()
    except BrokenProcessPool:
        raise
    except MemoryError:
        return Failure("it needs more memory than is allowed", over="memory")
    except Exception as error:  # noqa: BLE001 - whatever one item raises must not end the run; it is reported
        return Failure(f"{type(error).__name__}: {error}")


def _start_pool(workers: int, prepare: Callable[[], None] | None) -> ProcessPoolExecutor:
    """Fresh processes, not forks: a fork copies this process's locks and open database."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare_worker, initargs=(prepare,))


@contextmanager
def _without_main() -> Iterator[None]:
    """Let new processes start without importing the caller's script.

    They would run it from the top, so that a script of three lines would need an ``if __name__ == "__main__"``.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _prepare_worker(prepare: Callable[[], None] | None) -> None:
    # Ctrl-C reaches every process of the terminal; only the parent decides what is saved and when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if prepare is not None:
        prepare()
