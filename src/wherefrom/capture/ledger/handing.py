"""What is told after the capture: notes on items, and the hand-over of custody. Appended as acts, nothing is changed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from wherefrom.capture.ledger.act_lines import read_ledger, record_act
from wherefrom.capture.ledger.acts import capture_of
from wherefrom.capture.ledger.collecting import MOST_CHARACTERS, check_collection
from wherefrom.errors import UsageError
from wherefrom.records import Act, ActKind, Capture, Collection, Transfer, references_of

_SHOWN = 5
_LIST_THEM = "wherefrom custody CASE --list shows the reference of each item."


def find_items(acts: Sequence[Act], names: Iterable[str]) -> tuple[Capture, ...]:
    """The items that are named, each by its reference, or by the beginning of its capture's id or of its SHA-256.

    Args:
        acts: of the case's ledger.
        names: as a person gave them; none: no items.

    Returns:
        The first capture of each, in the order of the ledger, none twice.

    Raises:
        UsageError: a name fits no item, or several.
    """
    captures: dict[str, Capture] = {}
    for act in acts:
        if (capture := capture_of(act)) is not None:
            captures.setdefault(capture.id, capture)
    by_reference = {reference.casefold(): name for name, reference in references_of(acts).items()}
    chosen = {by_reference.get(name.casefold()) or _by_beginning(captures, name) for name in names}
    return tuple(capture for name, capture in captures.items() if name in chosen)


def record_note(case: Path, item: str, told: Collection, by: str) -> Act:
    """Add to an item what became known after its capture; on the disk when this returns.

    Raises:
        UsageError: there is no such item, or nothing is told, or what is told is not right.
        CaseBusyError: another process is writing.
    """
    check_collection(told)
    fields = {key: value for key, value in asdict(told).items() if value and key != "collector"}
    if not fields:
        raise UsageError("The note says nothing.", "Give --note, --context, --url, --source, --obtained-at or --how.")
    acts = tuple(read_ledger(case))
    (capture,) = find_items(acts, [item])
    reference = references_of(acts).get(capture.id, "")
    return record_act(case, ActKind.NOTE, by, {"capture": capture.id, "reference": reference, **fields})


def record_transfer(case: Path, items: Iterable[str], told: Transfer, by: str) -> Act:
    """Note that custody of items, or of all that the case holds now, passed to somebody; on the disk when this returns.

    Args:
        case: its folder.
        items: as `find_items` takes them; none: every item that the case holds now.
        told: from whom to whom, and how.
        by: who notes it.

    Raises:
        UsageError: there is no such item, or the transfer names nobody.
        CaseBusyError: another process is writing.
    """
    fields = {key: value for key, value in asdict(told).items() if value}
    if not told.to.strip():
        raise UsageError("The transfer does not say to whom.", "Name who keeps the items from now on: --to NAME.")
    if too_long := [key for key, value in fields.items() if len(value) > MOST_CHARACTERS]:
        raise UsageError(f"Too long: {', '.join(too_long)}.", f"At most {MOST_CHARACTERS:,} characters each.")
    named = tuple(items)
    acts = tuple(read_ledger(case))
    chosen = find_items(acts, named)
    listed = " ".join(capture.id for capture in chosen) if named else "all"
    count = len(chosen) if named else len({own.id for act in acts if (own := capture_of(act)) is not None})
    return record_act(case, ActKind.TRANSFER, by, {**fields, "items": listed, "count": count})


def _by_beginning(captures: dict[str, Capture], name: str) -> str:
    wanted = name.lower()
    fits = [
        own.id for own in captures.values() if wanted and (own.id.startswith(wanted) or own.sha256.startswith(wanted))
    ]
    if len(fits) == 1:
        return fits[0]
    if not fits:
        raise UsageError(f"No item is called {name!r}.", _LIST_THEM)
    listed = ", ".join(fits[:_SHOWN])
    raise UsageError(
        f"{len(fits)} items fit {name!r}: {listed}{' …' if len(fits) > _SHOWN else ''}.", "Give more of it."
    )
