"""The order of the stages, each road readable top to bottom: create, add, trace, publish, verify.

Each road does only what is new, saves item by item, and can be stopped at any moment and run again.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path

from wherefrom.attribute import Readers, attribute_document, choose_readers
from wherefrom.capture import CaptureResult, InputPath, Refused, capture_file, escape_path, list_inputs, lock_case
from wherefrom.capture.bag import Bag, create_evidence, finish_writing, is_beginning, open_bag
from wherefrom.capture.ledger import (
    Collecting,
    Method,
    begin_collecting,
    captures_of,
    decisions_of,
    read_captures,
    read_ledger,
    record_act,
    record_decision,
)
from wherefrom.capture.web import Web, capture_url, is_address, refuse_url
from wherefrom.check import check_case
from wherefrom.config import SETTINGS_FILE, Settings, read_settings, write_settings
from wherefrom.confine import limit_memory
from wherefrom.durable import is_read_only, storage_errors
from wherefrom.errors import UsageError
from wherefrom.figures import find_figures
from wherefrom.ids import make_id
from wherefrom.link import link_statements
from wherefrom.pipeline.engines.processes import Failure, map_in_processes, map_in_threads
from wherefrom.publish import (
    DossierSummary,
    ExportSource,
    ExportSummary,
    find_format,
    publish_dossier,
    write_export,
)
from wherefrom.read import open_reader
from wherefrom.records import (
    ActKind,
    Attributed,
    Capture,
    CaseRecords,
    Collection,
    Decision,
    Document,
    Ending,
    Measured,
    Outcome,
    Reading,
    Ruling,
)
from wherefrom.store import Store, open_store
from wherefrom.trace import trace_claims
from wherefrom.verify import VerifyReport, verify_case

MADE_BY = f"wherefrom {version('wherefrom')}"

# Told of progress: the name of the step, how much of it is done, and how much there is.
Report = Callable[[str, int, int], None]


def silent(_step: str, _done: int, _total: int) -> None:
    """Report to nobody."""


# Nobody told anything of how things came to be collected: then nothing is recorded of it, and nothing guessed.
NOTHING_TOLD = Collection()


@dataclass(slots=True)
class Added:
    """What an `add` came to.

    Attributes:
        by: who added.
        new: captures that the case did not hold.
        known: inputs whose bytes the case already held; each is an act of its own.
        refused: inputs that were not captured, each with the reason.
    """

    by: str
    new: list[Capture] = field(default_factory=list)
    known: list[Capture] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Traced:
    """What a `trace` came to.

    Attributes:
        read: captures read in this run.
        attributed: documents looked through for statements in this run.
        linked_again: whether the links, traces and findings of the whole case were made anew.
        reader: who finds attributions: name and version.
        reader_problem: why the trained reader could not be used, so that the rules answered; empty where it could.
    """

    read: int = 0
    attributed: int = 0
    linked_again: bool = False
    reader: str = ""
    reader_problem: str = ""


def create_case(folder: Path, settings: Settings, by: str) -> None:
    """Make a new, empty case; one whose making was cut off is finished.

    Raises:
        UsageError: the folder already holds something.
    """
    _require_empty(folder)
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with lock_case(folder):
            # Asked again: another process may have made a case there meanwhile.
            _require_empty(folder)
            if not (folder / "evidence").is_dir():
                create_evidence(folder, by)
            # Written last: a folder is a case from the moment that it has this file.
            write_settings(folder, settings)


def _require_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not is_beginning(folder))):
        raise UsageError(
            f"{folder} already exists and is not empty.", "Name a new folder, or use the case that is there."
        )


def require_case(folder: Path) -> Settings:
    """The settings of a case.

    Raises:
        UsageError: the folder is no case.
    """
    if not os.path.lexists(folder / SETTINGS_FILE):
        raise UsageError(
            f"{folder} is no case, or this account may not look into it.", f"Make one with `wherefrom init {folder}`."
        )
    return read_settings(folder)


def add_inputs(
    case: Path,
    inputs: Iterable[str],
    by: str,
    report: Report = silent,
    told: Collection = NOTHING_TOLD,
    web: Web | None = None,
) -> Added:
    """Capture every input, then read what is new.

    Args:
        case: its folder.
        inputs: files, folders, ``-`` for a list of them on standard input, and addresses.
        by: who adds, where ``told`` names nobody.
        report: told of progress.
        told: what a person tells of the collecting; it goes into the act of each input.
        web: the way to the web, for addresses; None: addresses are refused, and nothing leaves this machine.

    Raises:
        UsageError: there is no case, or what was told is not right.
    """
    settings, added = require_case(case), Added(told.collector or by)
    way = _Way(settings, begin_collecting(told, settings), web)
    with lock_case(case), open_store(case) as store:
        try:
            _capture_inputs(case, list(_list_inputs(inputs, case)), way, added, store, report)
        except KeyboardInterrupt:
            # Stopped between two steps of one capture: opening the bag once more finishes it, so that it is valid now.
            with open_bag(case):
                pass
            raise
        _read_captures(case, settings, store, report)
    return added


@dataclass(frozen=True, slots=True)
class _Way:
    """How the inputs of one command are captured."""

    settings: Settings
    collecting: Collecting
    web: Web | None


def _list_inputs(inputs: Iterable[str], case: Path) -> Iterator[InputPath | Refused | str]:
    """Files and folders as `list_inputs` gives them, and addresses as they were named."""
    for named in inputs:
        if is_address(named):
            yield named
        else:
            yield from list_inputs((named,), exclude=case)


def _capture_inputs(
    case: Path, listed: list[InputPath | Refused | str], way: _Way, added: Added, store: Store, report: Report
) -> None:
    """Capture what was listed, and note in ``added`` what came of each."""
    with open_bag(case, way.collecting.prefix) as bag:
        for done, entry in enumerate(listed, start=1):
            result = (
                _capture_address(bag, entry, way, added.by)
                if isinstance(entry, str)
                else _capture_one(bag, entry, way, added.by)
            )
            if result.capture is None:
                added.refused.append((result.name, result.refusal))
            else:
                (added.new if result.is_new else added.known).append(result.capture)
                store.write.save_capture(result.capture)
            report("capture", done, len(listed))


def _capture_one(bag: Bag, entry: InputPath | Refused, way: _Way, by: str) -> CaptureResult:
    collected = way.collecting.describe(Method.FILE, entry.path)
    limit, keep_path = way.settings.file_bytes, way.collecting.keep_paths
    return capture_file(bag, entry, by, limit_bytes=limit, collected=collected, keep_path=keep_path)


def _capture_address(bag: Bag, url: str, way: _Way, by: str) -> CaptureResult:
    collected = way.collecting.describe(Method.WEB)
    if way.web is None:
        return refuse_url(bag, url, by, collected)
    return capture_url(bag, url, by, limit_bytes=way.settings.file_bytes, collected=collected, web=way.web)


def trace_case(case: Path, report: Report = silent, *, afresh: bool = False) -> Traced:
    """Read, attribute, link, trace and check: whatever has not been done yet, or all of it again."""
    settings, traced = require_case(case), Traced()
    with lock_case(case), open_store(case) as store:
        finish_writing(case)
        if afresh:
            store.write.forget_readings()
            store.write.forget_attributed()
        traced.read = _read_captures(case, settings, store, report)
        readers = choose_readers(settings)
        traced.reader, traced.reader_problem = readers.maker, readers.problem
        traced.attributed = _attribute_documents(settings, readers, store, report)
        traced.linked_again = _link_if_new(case, store, report, afresh=afresh)
    return traced


def decide_in_case(case: Path, ruling: Ruling, pair: tuple[str, str], note: str, by: str) -> Decision:
    """Write a person's decision into the ledger, and make links, claims and traces anew with it.

    Args:
        case: its folder.
        ruling: what is ruled.
        pair: ids of the records ruled on; the second is empty but for ``merge``.
        note: why.
        by: who.
    """
    with lock_case(case), open_store(case) as store:
        finish_writing(case)
        decision = record_decision(case, ruling, *pair, note, by)
        _link_if_new(case, store, silent, afresh=False)
    return decision


def _link_if_new(case: Path, store: Store, report: Report, *, afresh: bool) -> bool:
    """Make links, claims, traces and findings anew if documents, makers or decisions changed; whether they were."""
    decisions = decisions_of(read_ledger(case))
    fingerprint = make_id("state", MADE_BY, store.read.fingerprint(), [own.number for own in decisions])
    if not afresh and store.read.state("linked from") == fingerprint:
        return False
    _link_and_trace(store, decisions, report)
    store.write.set_state("linked from", fingerprint)
    return True


def publish_case(case: Path, out: Path, by: str, report: Report = silent) -> DossierSummary:
    """Publish the dossier of a traced case, and note it in the ledger.

    From a case that cannot be written to, the dossier is made all the same, and the summary says that no act tells of it.

    Raises:
        UsageError: the case is not traced, or something else is where the dossier should go.
    """
    settings, is_writable = require_case(case), not is_read_only(case)
    with lock_case(case) if is_writable else nullcontext():
        if is_writable:
            finish_writing(case)
        records = load_records(case)
        _require_traced(case, records)
        summary = publish_dossier(records, case / "evidence", out, settings, partial(report, "publish"))
        if is_writable:
            record_act(case, ActKind.PUBLISH, by, {"to": str(out), "pages": summary.pages})
        return replace(summary, recorded=is_writable)


def export_case(case: Path, kind: str, out: Path, by: str) -> ExportSummary:
    """Write a case in another format, and note the copy in the ledger.

    The act is written when the copy is complete, just before it gets its name: no copy is ever out without an act. From
    a case that cannot be written to, the copy is made all the same, and the summary says that no act tells of it.

    Raises:
        UsageError: there is no such format, the place lies inside the case, or something else is there.
    """
    settings, chosen = require_case(case), find_format(kind)
    if out.resolve().is_relative_to(case.resolve()):
        raise UsageError(
            f"{out} lies inside the case {case}.", "Name a place outside it: what is in a case is evidence."
        )
    is_writable = not is_read_only(case)
    place = escape_path(out.absolute())

    def record(summary: ExportSummary) -> None:
        if is_writable:
            told = {"format": chosen.name, "to": place, "sha256": summary.sha256}
            record_act(case, ActKind.EXPORT, by, {**told, "size": summary.size, "files": summary.files})

    with lock_case(case) if is_writable else nullcontext():
        if is_writable:
            finish_writing(case)
        records = load_records(case)
        earlier = (act.details for act in records.acts if act.kind is ActKind.EXPORT)
        former = frozenset(str(told.get("sha256")) for told in earlier if told.get("to") == place)
        source = ExportSource(records, case / "evidence", MADE_BY, settings.organisation, settings.file_bytes)
        return replace(write_export(source, chosen.name, out, former, record), recorded=is_writable)


def verify_folder(folder: Path, report: Report = silent, known_head: str = "", signer: str = "") -> VerifyReport:
    """Check a case or a dossier against its own hashes, a ledger's head noted elsewhere, and a signer's key."""
    return verify_case(folder, report=partial(report, "verify"), known_head=known_head, signer=signer)


def _require_traced(case: Path, records: CaseRecords) -> None:
    read = {document.capture for document in records.documents} | {outcome.capture for outcome in records.outcomes}
    unread = sum(capture.id not in read for capture in records.captures)
    if unread:
        raise UsageError(f"{unread} captures in {case} have not been read.", f"Run `wherefrom trace {case}` first.")
    if not records.claims and records.documents:
        raise UsageError(f"{case} has not been traced.", f"Run `wherefrom trace {case}` first.")


def load_records(case: Path) -> CaseRecords:
    """Everything that is known of a case, in memory; captures and decisions from the ledger, which is never behind."""
    settings = require_case(case)
    with open_store(case) as store:
        acts = tuple(read_ledger(case))
        records = store.read.case_records(settings.name, acts)
        return replace(records, captures=tuple(captures_of(acts)), decisions=decisions_of(acts))


def _read_captures(case: Path, settings: Settings, store: Store, report: Report) -> int:
    """Read the captures that no reader has seen, in confined processes; returns how many."""
    # From the ledger: a writer that was killed may have acknowledged what the database does not know yet.
    for capture in read_captures(case):
        store.write.save_capture(capture)
    waiting = store.read.captures_not_read()
    if not waiting:
        return 0
    with open_reader(case / "evidence", settings) as read_one:
        for done, ended in enumerate(map_in_threads(read_one, waiting, settings.worker_count()), start=1):
            reading = ended.result
            if isinstance(reading, Failure):
                outcome = Outcome(ended.item.id, "", Ending.REFUSED, reading.reason, MADE_BY)
                reading = Reading(documents=(), outcomes=(outcome,))
            store.write.save_reading(ended.item, reading)
            report("read", done, len(waiting))
    return len(waiting)


def _attribute_documents(settings: Settings, readers: Readers, store: Store, report: Report) -> int:
    """Find figures, dates and statements in the documents not looked through yet by these readers; returns how many."""
    made_by = f"{MADE_BY}, {readers.maker}"
    waiting = store.read.documents_not_attributed(made_by)
    work = partial(_attribute_one, readers=readers)
    documents = (document for identifier in waiting if (document := store.read.document(identifier)))
    prepare = partial(limit_memory, settings.attribute_memory) if settings.attribute_memory else None
    results = map_in_processes(work, documents, settings.worker_count(), prepare, settings.attribute_seconds)
    for done, ended in enumerate(results, start=1):
        measured, attributed, problem = Measured(), Attributed(), ""
        if isinstance(ended.result, Failure):
            problem = f"its statements were not found: {ended.result.reason}"
            if ended.result.over:
                problem += f" (setting attribute_{ended.result.over})"
        else:
            measured, attributed, problem = ended.result
        if problem:
            outcome = Outcome(ended.item.capture, ended.item.part, Ending.PARTLY, problem, MADE_BY)
            store.write.save_outcome(outcome, "attribute")
        store.write.save_attributed(ended.item.id, measured, attributed, made_by)
        report("attribute", done, len(waiting))
    return len(waiting)


def _attribute_one(document: Document, readers: Readers) -> tuple[Measured, Attributed, str]:
    """Figures, dates and attributions of one document, and what went wrong with the second reader."""
    measured, second = find_figures(document), readers.second()
    attributed = attribute_document(document, measured, rules=readers.rules, second=second)
    problems = second.problems if second is not None else []
    return measured, attributed, f"the second reader did not read all of it: {'; '.join(problems)}" if problems else ""


def _link_and_trace(store: Store, decisions: tuple[Decision, ...], report: Report) -> None:
    """Make links, claims, traces and findings of the whole case anew; one copy of its records is held at a time."""

    def load() -> CaseRecords:
        return replace(store.read.case_records(), decisions=decisions)

    store.write.save_linked(link_statements(load(), partial(report, "link")))
    store.write.save_traces(trace_claims(load(), partial(report, "trace")))
    store.write.save_findings(check_case(load(), partial(report, "check")))
