"""Bring a case up: find what is stale, do it, and keep it with what it rests on; stage by stage, item by item.

It can be stopped at any moment and run again: what was kept is not done again.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from wherefrom.config import Settings
from wherefrom.confine import limit_memory
from wherefrom.pipeline.engines.processes import Done, Failure, map_in_processes, map_in_threads
from wherefrom.pipeline.order import MAKER, STAGES
from wherefrom.pipeline.stage import Made, Scope, Stage
from wherefrom.pipeline.staleness import WHOLE_CASE, Account
from wherefrom.records import (
    Capture,
    CaseRecords,
    Document,
    Ending,
    Known,
    Outcome,
    Reading,
    decode_record,
    encode_record,
)
from wherefrom.store import Store, Work
from wherefrom.view.anchoring import place_decisions

# Told of progress: the name of the step, how much of it is done, and how much there is.
Report = Callable[[str, int, int], None]


# Kinds without a table of their own, one record a document: kept with the work that made them.
KEPT_WITH_WORK: dict[str, type[Any]] = {"known": Known}
# The kinds of records that decisions are of, links apart, which are known by their ends.
PLACED_ON = frozenset({"documents", "statements", "attributions", "speakers", "citations"})


def silent(_step: str, _done: int, _total: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What running one stage came to.

    Attributes:
        stage: its name.
        done: how many pieces of work were done.
        failed: how many of them failed, which outcomes tell of.
        seconds: how long it took, on the clock.
        fallback: what could not be used, and what was used in its place; empty: nothing was missing.
    """

    stage: str
    done: int
    failed: int
    seconds: float
    fallback: str


# The stages that something waits for, each with what waits and a digest of what it rests on.
Plan = dict[Stage, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Todo:
    """What is to be done on one document."""

    records: CaseRecords
    stages: tuple[Stage, ...]


@dataclass(slots=True)
class RunTally:
    """What came of running some stages, by their names: how many failures, and seconds of work."""

    failed: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))


@dataclass(slots=True)
class Run:
    """One run over the stages of a case.

    Args:
        account: of what was done and should be.
        evidence: the bag.
        report: told of progress.
    """

    account: Account
    evidence: Path
    report: Report = silent
    _held: dict[str, tuple[object, ...]] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        """Of the case."""
        return self.account.store

    @property
    def settings(self) -> Settings:
        """Of the case."""
        return self.account.settings

    def bring_up(self, stages: Sequence[Stage] = STAGES, *, afresh: bool = False) -> tuple[Ran, ...]:
        """Run every stage on what is stale, or on everything.

        Args:
            stages: a beginning of the table, in its order.
            afresh: nothing that was done counts.
        """
        if afresh:
            with self.store.together():
                for stage in stages:
                    self.store.derived.forget(stage.name)
        ways = {Scope.CAPTURE: self._on_captures, Scope.DOCUMENT: self._on_documents, Scope.CASE: self._on_case}
        ran: list[Ran] = []
        for scope, together in groupby(stages, key=lambda stage: stage.scope):
            # Stages of one scope that follow each other are done together: a document goes through all of them at once.
            ran.extend(self._run(list(together), ways[scope]))
        return tuple(ran)

    def _run(self, stages: list[Stage], way: Callable[[Plan, RunTally], None]) -> Iterator[Ran]:
        plan = {stage: waiting for stage in stages if (waiting := self.account.waiting(stage))}
        tally, begun = RunTally(), time.monotonic()
        if plan:
            way(plan, tally)
        # What was foreseen has come to pass, or failed: from here on what was kept counts.
        self.account.foreseen.clear()
        took = time.monotonic() - begun
        for stage in stages:
            share = tally.seconds[stage.name] / (sum(tally.seconds.values()) or 1)
            fallback = stage.tools(self.settings).fallback
            yield Ran(stage.name, len(plan.get(stage, ())), tally.failed[stage.name], round(took * share, 3), fallback)

    def _on_captures(self, plan: Plan, tally: RunTally) -> None:
        """Read in confined processes, each capture in its own."""
        [(stage, waiting)] = plan.items()
        captures = [capture for capture in self.account.material.captures if capture.id in waiting]
        tally.seconds[stage.name] = 1
        with stage.work(self.evidence, self.settings) as read_one:
            ended = map_in_threads(read_one, captures, self.settings.worker_count())
            for count, done in enumerate(ended, start=1):
                reading = self._reading(done)
                # What was not wholly read may be under other limits; what no limit cut ends then as it did.
                failed = any(outcome.ending is not Ending.READ for outcome in reading.outcomes)
                with self.store.together():
                    self.store.write.save_reading(done.item, reading)
                    self._note(stage, done.item.id, waiting[done.item.id], failed=failed)
                tally.failed[stage.name] += failed
                self.report(stage.name, count, len(captures))

    @staticmethod
    def _reading(done: Done[Capture, Reading]) -> Reading:
        if not isinstance(done.result, Failure):
            return done.result
        return Reading((), (Outcome(done.item.id, "", Ending.REFUSED, done.result.reason, MAKER),))

    def _on_documents(self, plan: Plan, tally: RunTally) -> None:
        """Work on documents in a pool of processes, each document once for all stages that wait for it."""
        prepare = partial(limit_memory, self.settings.attribute_memory) if self.settings.attribute_memory else None
        work, total = partial(work_on_document, self.settings), len({key for own in plan.values() for key in own})
        workers, seconds = self.settings.worker_count(), self.settings.attribute_seconds
        for count, ended in enumerate(map_in_processes(work, self._todos(plan), workers, prepare, seconds), start=1):
            [document], stages = ended.item.records.documents, ended.item.stages
            failed = isinstance(ended.result, Failure)
            made = _fail(stages, document, ended.result) if isinstance(ended.result, Failure) else ended.result
            with self.store.together():
                for stage, (own, took) in zip(stages, made, strict=True):
                    self._save_of_document(stage, document, own)
                    rests_on = self.account.fail(stage, document.id) if failed else plan[stage][document.id]
                    self._note(stage, document.id, rests_on, failed=failed, body=_body(own))
                    tally.failed[stage.name] += failed
                    tally.seconds[stage.name] += took
            self.report(Scope.DOCUMENT, count, total)

    def _todos(self, plan: Plan) -> Iterator[Todo]:
        """One document after the other, with the stages that wait for it and the records that they are not about to make."""
        for name in dict.fromkeys(key for waiting in plan.values() for key in waiting):
            document = self.store.read.document(name)
            if document is not None:
                stages = tuple(stage for stage, waiting in plan.items() if name in waiting)
                made = {kind for stage in stages for kind in stage.gives}
                kinds = {kind for stage in stages for kind in stage.needs} - made - {"documents"}
                records = {kind: self.store.read.of_document(name, kind) for kind in kinds}
                yield Todo(CaseRecords(documents=(document,)).holding(records), stages)

    def _save_of_document(self, stage: Stage, document: Document, made: Made) -> None:
        self.store.write.save_of_document(document, made.records)
        self.store.write.forget_outcome(document.capture, document.part, stage.name)
        for outcome in made.outcomes:
            self.store.write.save_outcome(outcome, stage.name)

    def _on_case(self, plan: Plan, tally: RunTally) -> None:
        """Work on the whole case, here; it never fails: what goes wrong then is a fault of the program."""
        for stage, waiting in plan.items():
            begun = time.monotonic()
            made = stage.work(self._records(stage), partial(self.report, stage.name))
            with self.store.together():
                self.store.write.save_of_case(made.records)
                self._note(stage, WHOLE_CASE, waiting[WHOLE_CASE])
            self._held |= made.records
            tally.seconds[stage.name] = time.monotonic() - begun

    def _records(self, stage: Stage) -> CaseRecords:
        """What a stage needs of the whole case; what one stage was given or made, the next is not made to decode again."""
        for kind in stage.needs:
            if kind not in self._held:
                self._held[kind] = self._load(kind)
        return CaseRecords().holding({kind: self._held[kind] for kind in stage.needs})

    def _load(self, kind: str) -> tuple[object, ...]:
        if kind in {"decisions", "unplaced"}:
            self._held["decisions"], self._held["unplaced"] = self._place_decisions()
            return self._held[kind]
        if kind in KEPT_WITH_WORK:
            [stage] = [own for own in STAGES if kind in own.gives]
            return tuple(decode_record(body, KEPT_WITH_WORK[kind]) for body in self.store.derived.bodies(stage.name))
        return self.store.read.of_case(kind)

    def _place_decisions(self) -> tuple[tuple[object, ...], tuple[object, ...]]:
        """What people decided, on the records as they are now; and what cannot be placed, which is told and not applied."""
        if not self.account.material.decisions:
            return (), ()
        for kind in PLACED_ON - self._held.keys():
            self._held[kind] = self.store.read.of_case(kind)
        records = CaseRecords(captures=tuple(self.account.material.captures))
        records = records.holding({kind: self._held[kind] for kind in PLACED_ON})
        return place_decisions(records, self.account.material.decisions)

    def _note(self, stage: Stage, key: str, rests_on: str, *, failed: bool = False, body: bytes = b"") -> None:
        limits = stage.limits_under(self.settings) if failed else ""
        self.store.derived.note(Work(stage.name, key, self.account.version(stage), rests_on, limits, body))


def work_on_document(settings: Settings, todo: Todo) -> list[tuple[Made, float]]:
    """Do the work of some stages on one document, one after the other; in a process of the pool.

    Returns:
        For each stage what it made, and how many seconds it took.
    """
    records, made = todo.records, list[tuple[Made, float]]()
    for stage in todo.stages:
        begun = time.monotonic()
        own: Made = stage.work(settings, records)
        records = records.holding(own.records)
        made.append((own, time.monotonic() - begun))
    return made


def _fail(stages: Sequence[Stage], document: Document, failure: Failure) -> list[tuple[Made, float]]:
    """Nothing, and why, told once: the first stage tells it."""
    reason = f"its {' and '.join(stages[-1].gives if len(stages) == 1 else ('figures', 'statements'))} were not found:"
    reason += f" {failure.reason}" + (f" (setting attribute_{failure.over})" if failure.over else "")
    outcome = Outcome(document.capture, document.part, Ending.PARTLY, reason, MAKER)
    empty = [dict.fromkeys(stage.gives, ()) for stage in stages]
    return [(Made(own, () if number else (outcome,)), 0.0) for number, own in enumerate(empty)]


def _body(made: Made) -> bytes:
    """What has no table of its own."""
    return b"".join(encode_record(own) for kind in KEPT_WITH_WORK for own in made.records.get(kind, ()))
