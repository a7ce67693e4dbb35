"""The table of stages: the only place that knows their order.

What a stage needs is given by those above it, or lies in the ledger: captures, and what people decided. A new stage is one
function below and one row of the table; the runner, staleness, progress, timings and the page of stages follow from it.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

from wherefrom.attribute import Readers, attribute_document, choose_readers
from wherefrom.check import check_case
from wherefrom.config import Settings
from wherefrom.figures import find_figures
from wherefrom.language.list_digests import digest_lists
from wherefrom.link import choose_sentences, describe_statements, link_statements
from wherefrom.pipeline.stage import Made, Progress, Scope, Stage, Tools
from wherefrom.read import open_reader
from wherefrom.records import Capture, CaseRecords, Ending, Measured, Outcome, Reading
from wherefrom.trace import trace_claims

FROM_THE_LEDGER = frozenset({"captures", "decisions", "unplaced"})
MAKER = "wherefrom.pipeline 1"


def read(evidence: Path, settings: Settings) -> AbstractContextManager[Callable[[Capture], Reading]]:
    """Bytes to text: each capture in a confined process."""
    return open_reader(evidence, settings)


def measure(_settings: Settings, records: CaseRecords) -> Made:
    """Find the figures and dates of one document."""
    measured = find_figures(records.documents[0])
    return Made({"figures": measured.figures, "dates": measured.dates})


def attribute(settings: Settings, records: CaseRecords) -> Made:
    """Find who said what in one document."""
    [document], readers = records.documents, _readers(settings)
    second = readers.second()
    found = attribute_document(document, Measured(records.figures, records.dates), rules=readers.rules, second=second)
    outcomes: tuple[Outcome, ...] = ()
    if second is not None and second.problems:
        reason = f"the second reader did not read all of it: {'; '.join(second.problems)}"
        outcomes = (Outcome(document.capture, document.part, Ending.PARTLY, reason, MAKER),)
    made = {
        "attributions": found.attributions,
        "statements": found.statements,
        "speakers": found.speakers,
        "citations": found.citations,
    }
    return Made(made, outcomes)


def describe(_settings: Settings, records: CaseRecords) -> Made:
    """Make the vectors of one document's statements."""
    return Made({"known": (describe_statements(records.documents[0], records.statements),)})


def link(records: CaseRecords, progress: Progress) -> Made:
    """Fold copies, and join what says the same."""
    linked = link_statements(records, progress)
    return Made({"links": linked.links, "claims": linked.claims, "parties": linked.parties})


def trace(records: CaseRecords, progress: Progress) -> Made:
    """Trace each claim to its origins."""
    return Made({"traces": trace_claims(records, progress)})


def check(records: CaseRecords, progress: Progress) -> Made:
    """Run every check."""
    return Made({"findings": check_case(records, progress)})


@cache
def _readers(settings: Settings) -> Readers:
    """Chosen once a process: choosing compares the models with their pinned digests."""
    return choose_readers(settings)


def _readers_of(settings: Settings) -> Tools:
    chosen = choose_readers(settings)
    missing = (
        "The trained reader could not be used, the rules read instead"
        if chosen.rules
        else "A network beside the reader could not be used: credits that no words show, or whom pronouns mean, were not found by it"
    )
    fallback = f"{missing}: {chosen.problem}" if chosen.problem else ""
    return Tools(f"{chosen.maker}, {digest_lists()}", fallback)


def _sentences(_settings: Settings) -> Tools:
    maker, problem = choose_sentences()
    fallback = (
        f"The sentence model could not be used, statements are compared by words alone: {problem}" if problem else ""
    )
    return Tools(maker, fallback)


def _lists(_settings: Settings) -> Tools:
    return Tools(digest_lists())


_TIME_AND_MEMORY = ("attribute_seconds", "attribute_memory")
_OF_DOCUMENTS = ("documents", "attributions", "statements", "speakers", "citations", "figures", "dates")

STAGES: tuple[Stage, ...] = (
    Stage(
        name="read", title="Reading", number=1, scope=Scope.CAPTURE,
        needs=("captures",), gives=("documents",), work=read,
        limits=("file_bytes", "read_seconds", "read_memory", "read_output"),
    ),
    Stage(
        name="measure", title="Finding figures and dates", number=1, scope=Scope.DOCUMENT,
        needs=("documents",), gives=("figures", "dates"), work=measure,
        tools=_lists, limits=_TIME_AND_MEMORY,
    ),
    Stage(
        name="attribute", title="Finding statements", number=2, scope=Scope.DOCUMENT,
        needs=("documents", "figures", "dates"), gives=("attributions", "statements", "speakers", "citations"),
        work=attribute, tools=_readers_of, limits=_TIME_AND_MEMORY,
    ),
    Stage(
        name="describe", title="Comparing what they mean", number=1, scope=Scope.DOCUMENT,
        needs=("documents", "statements"), gives=("known",), work=describe,
        tools=_sentences, limits=_TIME_AND_MEMORY,
    ),
    Stage(
        name="link", title="Joining copies and claims", number=2, scope=Scope.CASE,
        needs=(*_OF_DOCUMENTS, "known", "decisions"), gives=("links", "claims", "parties"), work=link,
        tools=_lists,
    ),
    Stage(
        name="trace", title="Tracing origins", number=2, scope=Scope.CASE,
        needs=(*_OF_DOCUMENTS, "links", "claims", "parties"), gives=("traces",), work=trace,
        tools=_lists,
    ),
    Stage(
        name="check", title="Checking", number=1, scope=Scope.CASE,
        needs=(*_OF_DOCUMENTS, "links", "claims", "parties", "traces", "decisions", "unplaced"),
        gives=("findings",), work=check,
        tools=_lists,
    ),
)  # fmt: skip


def stages_before(stage: Stage) -> tuple[Stage, ...]:
    """The stages that give what a stage needs."""
    return tuple(other for other in STAGES if set(other.gives) & set(stage.needs))
