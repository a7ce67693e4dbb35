"""The whole road in memory: from documents to findings without a case on disk, for tests, notebooks, benchmarks and clusters."""

from collections.abc import Iterable, Sequence

from wherefrom.config import Settings
from wherefrom.errors import UsageError
from wherefrom.pipeline.order import STAGES
from wherefrom.pipeline.stage import Made, Scope, Stage
from wherefrom.records import CaseRecords, Decision, Document


def analyse_documents(
    documents: Iterable[Document],
    decisions: Sequence[Decision] = (),
    *,
    until: str = "",
    settings: Settings | None = None,
) -> CaseRecords:
    """Everything that the stages after reading find in some documents, done here and now, in this process.

    Args:
        documents: read text, for example from `wherefrom.read_text`.
        decisions: what people ruled.
        until: name of the last stage to run; empty: all of them.
        settings: of the case that they would be in; the defaults when None.

    Returns:
        The records of all stages that ran, in the order of the documents.

    Raises:
        UsageError: no stage has that name.
    """
    names = [stage.name for stage in STAGES]
    if until not in {"", *names}:
        raise UsageError(f"{until!r} is no stage.", f"Use one of {', '.join(names)}.")
    records = CaseRecords(documents=tuple(documents), decisions=tuple(decisions))
    for stage in STAGES[: names.index(until) + 1] if until else STAGES:
        if stage.scope is Scope.DOCUMENT:
            records = _on_documents(stage, records, settings or Settings())
        elif stage.scope is Scope.CASE:
            made: Made = stage.work(records, lambda _done, _total: None)
            records = records.holding(made.records)
    return records


def _on_documents(stage: Stage, records: CaseRecords, settings: Settings) -> CaseRecords:
    """Run a stage on one document after the other, and join what it gave."""
    of_each: dict[str, dict[str, list[object]]] = {}
    for kind in stage.needs:
        if kind != "documents":
            of_each[kind] = {document.id: [] for document in records.documents}
            for record in getattr(records, kind):
                of_each[kind][record.document].append(record)
    given: dict[str, list[object]] = {kind: [] for kind in stage.gives}
    outcomes = list(records.outcomes)
    for document in records.documents:
        own = {kind: tuple(of_each[kind][document.id]) for kind in of_each}
        made: Made = stage.work(settings, CaseRecords(documents=(document,)).holding(own))
        for kind, found in made.records.items():
            given[kind].extend(found)
        outcomes.extend(made.outcomes)
    return records.holding({kind: tuple(found) for kind, found in given.items()} | {"outcomes": tuple(outcomes)})
