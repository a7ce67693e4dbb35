"""Custody of a case beside the way of the data: stamp, sign, note, hand over, and the papers that tell of it."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from wherefrom.capture import lock_case
from wherefrom.capture.ledger import find_items, read_captures, record_act, record_note, record_transfer
from wherefrom.capture.seals import Signed, Stamp, sign_ledger, stamp_ledger
from wherefrom.case.roads import load_records, require_case, verify_folder
from wherefrom.durable import is_read_only
from wherefrom.errors import UsageError
from wherefrom.keys import OwnKey
from wherefrom.pipeline.run import Report, silent
from wherefrom.publish import (
    Checked,
    CustodyRecord,
    CustodySummary,
    SignedDossier,
    make_custody_record,
    sign_dossier,
    write_blank_form,
    write_custody,
)
from wherefrom.records import Act, ActKind, Collection, Transfer
from wherefrom.verify import describe_seal


def stamp_case(case: Path, authorities: Iterable[str], by: str, roots: Path | None = None) -> tuple[Stamp, ...]:
    """Ask the case's time-stamp authorities, and these, to stamp the ledger's head; keep what leads to these roots.

    Raises:
        UsageError: nobody is to be asked.
    """
    asked = (*require_case(case).time_authorities, *authorities)
    if not asked:
        raise UsageError(
            "No time-stamp authority is set, so nobody was asked.",
            'Name one with --authority, or set time_authorities = ["https://…"] in case.toml.',
        )
    return stamp_ledger(case, asked, by, roots=roots)


def sign_case(case: Path, key: OwnKey, by: str) -> Signed:
    """Sign the head of a case's ledger."""
    return sign_ledger(case, key, require_case(case).name, by)


def sign_published(case: Path, out: Path, key: OwnKey, by: str) -> SignedDossier:
    """Sign a dossier that was just published from a case, and note it in the ledger of a case that can be written to."""
    signed = sign_dossier(out, key)
    if is_read_only(case):
        return signed
    told = {"step": "dossier", "to": str(out), "manifest": signed.manifest, "fingerprint": signed.fingerprint}
    record_act(case, ActKind.SIGN, by, told)
    return signed


def note_on_item(case: Path, item: str, told: Collection, by: str) -> Act:
    """Add to an item what became known after its capture."""
    with lock_case(case):
        return record_note(case, item, told, by)


def transfer_items(case: Path, items: Iterable[str], told: Transfer, by: str) -> Act:
    """Note that custody of items, or of everything that the case holds, passed to somebody."""
    with lock_case(case):
        return record_transfer(case, items, told, by)


def custody_of_case(case: Path, items: Iterable[str] = (), report: Report = silent) -> CustodyRecord:
    """Verify a case, and assemble what is recorded of the custody of its items.

    Raises:
        UsageError: there is no such case, or no such item.
        CaseDamagedError: the ledger was altered, so that it can be told nothing from.
    """
    verified = verify_folder(case, report)
    records = replace(load_records(case), captures=tuple(read_captures(case)))
    chosen = [capture.id for capture in find_items(records.acts, items)]
    later = len(records.acts) - verified.acts
    overtaken = (f"{later} further acts were written while the case was verified; the head is older.",) if later else ()
    checked = Checked(
        head=verified.head,
        files=verified.files,
        size=verified.size,
        problems=tuple(str(problem) for problem in verified.problems),
        notes=(*verified.notes, *overtaken),
        seals=tuple(describe_seal(seal, verified.acts) for seal in verified.seals),
    )
    return make_custody_record(records, checked, chosen)


def write_custody_papers(case: Path, record: CustodyRecord | None, out: Path) -> CustodySummary:
    """Write the collection form and the custody report; without a record an empty form.

    Raises:
        UsageError: the place lies inside the case, or something else is there.
    """
    settings = require_case(case)
    if out.resolve().is_relative_to(case.resolve()):
        raise UsageError(
            f"{out} lies inside the case {case}.", "Name a place outside it: what is in a case is evidence."
        )
    return write_custody(record, out) if record is not None else write_blank_form(settings.name, out)
