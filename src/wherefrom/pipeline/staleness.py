"""What is stale: work of a stage that was never done, or was done by another version, on other material, or under other limits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wherefrom.config import Settings
from wherefrom.ids import make_id
from wherefrom.language.counting import counted
from wherefrom.pipeline.order import STAGES, stages_before
from wherefrom.pipeline.stage import Scope, Stage
from wherefrom.records import Capture, Decision
from wherefrom.store import Store, Work

WHOLE_CASE = ""
"""The key of work that is done on the whole case."""

# What tells one piece of a stage's work from another on the same: version, digest of what it rests on, limits it failed under.
Mark = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What lies in the ledger: what every stage goes back to."""

    captures: Sequence[Capture]
    decisions: Sequence[Decision]


@dataclass(slots=True)
class Account:
    """What should have been done, held against what was done.

    Args:
        store: of the case.
        material: from its ledger.
        settings: of the case.

    Attributes:
        foreseen: by stage and key the mark of work that was found stale, as it will be when it is done; so that what rests on
            it is known to be stale, and on what it will rest, before it is done.
    """

    store: Store
    material: Recorded
    settings: Settings
    foreseen: dict[str, dict[str, Mark]] = field(default_factory=dict)
    _versions: dict[str, str] = field(default_factory=dict)

    def version(self, stage: Stage) -> str:
        """A stage's version under these settings; asked for once, since models are compared with their digests for it."""
        if stage.name not in self._versions:
            self._versions[stage.name] = stage.version(self.settings)
        return self._versions[stage.name]

    def waiting(self, stage: Stage) -> dict[str, str]:
        """For the key of each stale piece of work, in order, a digest of what it will rest on.

        Asked for the stages in their order: each counts what was found waiting before it as done.
        """
        done, version = self._done(stage), self.version(stage)
        limits = stage.limits_under(self.settings)
        found = {
            key: rests_on
            for key, rests_on in self._rests(stage).items()
            if (mark := done.get(key)) is None or mark[:2] != (version, rests_on) or mark[2] not in {"", limits}
        }
        self.foreseen[stage.name] = {key: (version, rests_on, "") for key, rests_on in found.items()}
        return found

    def fail(self, stage: Stage, document: str) -> str:
        """Foresee that a stage's work on a document failed under today's limits, which later stages rest on.

        Returns:
            A digest of what the failed work rests on.
        """
        before = [self._done(other) | self.foreseen.get(other.name, {}) for other in stages_before(stage)]
        rests_on = _rest(self.store.read.document_digests()[document], document, before)
        limits = stage.limits_under(self.settings)
        self.foreseen.setdefault(stage.name, {})[document] = (self.version(stage), rests_on, limits)
        return rests_on

    def _done(self, stage: Stage) -> dict[str, Mark]:
        return {key: _mark(work) for key, work in self.store.derived.done(stage.name).items()}

    def _rests(self, stage: Stage) -> Mapping[str, str]:
        """For everything that a stage should work on, a digest of what that work rests on."""
        if stage.scope is Scope.CAPTURE:
            return {capture.id: capture.sha256 for capture in self.material.captures}
        before = [self._done(other) | self.foreseen.get(other.name, {}) for other in stages_before(stage)]
        digests = self.store.read.document_digests()
        if stage.scope is Scope.DOCUMENT:
            return {document: _rest(digest, document, before) for document, digest in digests.items()}
        ruled = (
            [(own.number, bool(own.anchors)) for own in self.material.decisions] if "decisions" in stage.needs else []
        )
        return {WHOLE_CASE: make_id("rest", list(digests.items()), [sorted(done.items()) for done in before], ruled)}


def _rest(digest: str, document: str, before: Sequence[Mapping[str, Mark]]) -> str:
    """What work on one document rests on: what reading gave, and the work of the stages before."""
    return make_id("rest", digest, [done.get(document) for done in before])


def _mark(work: Work) -> Mark:
    return (work.version, work.rests_on, work.failed_under)


def find_stale(account: Account, stages: Iterable[Stage] = STAGES) -> tuple[str, ...]:
    """What is not made from what the case holds, in words for people, what waits for as much together.

    Returns:
        Sentences without their full stop, in the order of the stages; empty: everything shown is current.
    """
    counted_by: dict[tuple[Scope, int], list[Stage]] = {}
    for stage in stages:
        waiting = account.waiting(stage)
        if waiting:
            counted_by.setdefault((stage.scope, len(waiting)), []).append(stage)
    return tuple(_say(scope, count, waiting) for (scope, count), waiting in counted_by.items())


def _say(scope: Scope, count: int, stages: Sequence[Stage]) -> str:
    given = [kind for stage in stages for kind in stage.gives if kind != "known"]
    if scope is Scope.CAPTURE:
        return f"{counted(count, 'capture is', 'captures are')} not read"
    if scope is Scope.DOCUMENT:
        return f"{counted(count, 'document is', 'documents are')} not looked through for {_joined(given)}"
    return f"{_joined(given)} are older than what the case holds"


def _joined(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
