"""The roads of a case, each readable top to bottom: create, add, trace, decide, publish, export, verify.

Each does only what is new, keeps item by item, and can be stopped at any moment and run again. The order of the stages is not
known here: `wherefrom.pipeline.order` has it.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path

from wherefrom.capture import escape_path, lock_case
from wherefrom.capture.bag import create_evidence, finish_writing, is_beginning, open_bag
from wherefrom.capture.ledger import (
    begin_collecting,
    captures_of,
    decisions_of,
    read_captures,
    read_ledger,
    record_act,
    record_anchors,
    record_decision,
)
from wherefrom.capture.web import Web
from wherefrom.case.adding import Added, Way, capture_inputs, list_named
from wherefrom.case.deciding import Ruled, anchors_of
from wherefrom.config import Settings, read_settings, write_settings
from wherefrom.durable import is_read_only, storage_errors
from wherefrom.errors import UsageError
from wherefrom.pipeline.order import STAGES
from wherefrom.pipeline.run import Ran, Report, Run, silent
from wherefrom.pipeline.stage import Scope
from wherefrom.pipeline.staleness import Account, Recorded, find_stale
from wherefrom.publish import (
    DossierSummary,
    ExportSource,
    ExportSummary,
    find_format,
    publish_dossier,
    write_export,
)
from wherefrom.records import ActKind, CaseRecords, Collection, Decision, Ruling
from wherefrom.records.layout import EVIDENCE_FOLDER, SETTINGS_FILE
from wherefrom.store import Store, open_store
from wherefrom.verify import VerifyReport, verify_case
from wherefrom.view.anchoring import place_decisions
from wherefrom.view.former_links import anchor_former_links

MADE_BY = f"wherefrom {version('wherefrom')}"
# Reading is done with adding, so that a person sees at once what could not be read.
READING = STAGES[:1]
# What a person is told is going on, by the name of the step that is reported.
STEP_TITLES = {stage.name: stage.title for stage in STAGES} | {Scope.DOCUMENT.value: "Finding statements and figures"}

# Nobody told anything of how things came to be collected: then nothing is recorded of it, and nothing guessed.
NOTHING_TOLD = Collection()


@dataclass(frozen=True, slots=True)
class Traced:
    """What a `trace` came to.

    Attributes:
        stages: what each stage came to, in their order.
    """

    stages: tuple[Ran, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether anything was done."""
        return any(ran.done for ran in self.stages)

    @property
    def fallbacks(self) -> tuple[str, ...]:
        """What could not be used, and what was used in its place."""
        return tuple(dict.fromkeys(ran.fallback for ran in self.stages if ran.fallback))


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
            if not (folder / EVIDENCE_FOLDER).is_dir():
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
    way = Way(settings, begin_collecting(told, settings), web)
    with lock_case(case), open_store(case) as store:
        try:
            capture_inputs(case, list(list_named(inputs, case)), way, added, store, report)
        except KeyboardInterrupt:
            # Stopped between two steps of one capture: opening the bag once more finishes it, so that it is valid now.
            with open_bag(case):
                pass
            raise
        _run(case, store, settings, by, report).bring_up(READING)
    return added


def trace_case(case: Path, by: str, report: Report = silent, *, afresh: bool = False) -> Traced:
    """Bring every stage up: whatever has not been done yet, or all of it again."""
    settings = require_case(case)
    with lock_case(case), open_store(case) as store:
        finish_writing(case)
        return Traced(_run(case, store, settings, by, report).bring_up(afresh=afresh))


def decide_in_case(case: Path, ruled: Ruled, by: str) -> Decision:
    """Write a person's decision into the ledger, and bring up what rests on it."""
    settings = require_case(case)
    with lock_case(case), open_store(case) as store:
        finish_writing(case)
        decision = record_decision(case, ruled.ruling, ruled.pair, ruled.anchors, ruled.note, by)
        _run(case, store, settings, by).bring_up()
    return decision


def _run(case: Path, store: Store, settings: Settings, by: str, report: Report = silent) -> Run:
    """A run over the case as its ledger has it; captures that the database does not know yet become known to it."""
    # A writer that was killed may have acknowledged what the database does not know.
    for capture in read_captures(case):
        store.write.save_capture(capture)
    if not store.derived.done(STAGES[-1].name):
        _anchor_former(case, store, by)
    return Run(_account(case, store, settings), case / EVIDENCE_FOLDER, report)


def _anchor_former(case: Path, store: Store, by: str) -> None:
    """Note what decisions of an earlier version, kept by ids alone, cover.

    Done before a case is first brought up by this version: from then on its records have the ids of this version.
    """
    acts = tuple(read_ledger(case))
    former = [own for own in decisions_of(acts) if not own.anchors and own.ruling is not Ruling.WITHDRAW]
    if not former:
        return
    records = replace(store.read.case_records(), captures=tuple(captures_of(acts)))
    gone = {own.a for own in former if own.ruling in {Ruling.ACCEPT, Ruling.REJECT}} - {
        link.id for link in records.links
    }
    links = anchor_former_links(records, gone)
    for own in former:
        anchors = (links[own.a],) if own.a in links else anchors_of(records, own.ruling, (own.a, own.b))
        if len(anchors) == (2 if own.b else 1):
            record_anchors(case, own, anchors, by)


def _account(case: Path, store: Store, settings: Settings) -> Account:
    acts = tuple(read_ledger(case))
    return Account(store, Recorded(tuple(captures_of(acts)), decisions_of(acts)), settings)


def stale_of_case(case: Path) -> tuple[str, ...]:
    """What of a case is not made from what it holds now, in words, a stage each; empty: everything shown is current."""
    settings = require_case(case)
    with open_store(case) as store:
        return find_stale(_account(case, store, settings))


def fallbacks_of_case(case: Path) -> tuple[str, ...]:
    """What could not be used under the case's settings, and what is used in its place."""
    settings = require_case(case)
    return tuple(dict.fromkeys(filter(None, (stage.tools(settings).fallback for stage in STAGES))))


def publish_case(case: Path, out: Path, by: str, report: Report = silent, *, stale: bool = False) -> DossierSummary:
    """Publish the dossier of a traced case, and note it in the ledger.

    From a case that cannot be written to, the dossier is made all the same, and the summary says that no act tells of it.

    Args:
        case: its folder.
        out: the dossier's.
        by: who publishes.
        report: told of progress.
        stale: publish what is not made from what the case holds now; the dossier says so on its pages.

    Raises:
        UsageError: something of the case is stale, or something else is where the dossier should go.
    """
    settings = require_case(case)
    with _writing(case) as is_writable:
        found = stale_of_case(case)
        if found and not stale:
            raise UsageError(
                f"{case} is not up to date ({'; '.join(found)}).",
                f"Run `wherefrom trace {case}` first, or publish it as it is with --stale: the dossier then says so.",
            )
        records = replace(load_records(case), stale=found, fallbacks=fallbacks_of_case(case))
        summary = publish_dossier(records, case / EVIDENCE_FOLDER, out, settings, partial(report, "publish"))
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
    place = escape_path(out.absolute())

    with _writing(case) as is_writable:

        def record(summary: ExportSummary) -> None:
            if is_writable:
                told = {"format": chosen.name, "to": place, "sha256": summary.sha256}
                record_act(case, ActKind.EXPORT, by, {**told, "size": summary.size, "files": summary.files})

        records = replace(load_records(case), stale=stale_of_case(case))
        earlier = (act.details for act in records.acts if act.kind is ActKind.EXPORT)
        former = frozenset(str(told.get("sha256")) for told in earlier if told.get("to") == place)
        source = ExportSource(records, case / EVIDENCE_FOLDER, MADE_BY, settings.organisation, settings.file_bytes)
        summary = write_export(source, chosen.name, out, former, record)
        return replace(summary, recorded=is_writable, stale=records.stale)


def verify_folder(folder: Path, report: Report = silent, known_head: str = "", signer: str = "") -> VerifyReport:
    """Check a case or a dossier against its own hashes, a ledger's head noted elsewhere, and a signer's key."""
    return verify_case(folder, report=partial(report, "verify"), known_head=known_head, signer=signer)


@contextmanager
def _writing(case: Path) -> Iterator[bool]:
    """The case locked and mended, where it can be written to; whether it can."""
    is_writable = not is_read_only(case)
    with lock_case(case) if is_writable else nullcontext():
        if is_writable:
            finish_writing(case)
        yield is_writable


def load_records(case: Path) -> CaseRecords:
    """Everything that is known of a case, in memory; captures and decisions from the ledger, which is never behind."""
    settings = require_case(case)
    with open_store(case) as store:
        acts = tuple(read_ledger(case))
        records = store.read.case_records(settings.name, acts)
        records = replace(records, captures=tuple(captures_of(acts)))
        placed, unplaced = place_decisions(records, decisions_of(acts))
        present = {own.number: own for own in placed}
        # All of them in their order, those that are placed with the ids of today.
        decisions = tuple(present.get(own.number, own) for own in decisions_of(acts))
        return replace(records, decisions=decisions, unplaced=unplaced)
