"""How a thing came to be collected, and who keeps it: what only a person can tell, beside what the program knows."""

from collections.abc import Iterable
from dataclasses import dataclass

from wherefrom.records.custody import Act, ActKind

REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Collection:
    """What a person says of the collecting. Each may be empty: then it is not recorded, and never guessed.

    Attributes:
        collector: who collects; empty: as the case's settings say.
        organisation: for whom they collect.
        custodian: who keeps the originals from now on.
        obtained_from: who gave it, or where it lay.
        obtained_at: when it was obtained, ISO 8601, as precise as is known; capturing may be much later.
        how: how it was obtained, for example "saved from the browser" or "handed over on a memory card".
        url: the address at which it stood.
        context: what stood around it, and why it was collected.
        note: anything else.
    """

    collector: str = ""
    organisation: str = ""
    custodian: str = ""
    obtained_from: str = ""
    obtained_at: str = ""
    how: str = ""
    url: str = ""
    context: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """A hand-over of custody.

    Attributes:
        to: who keeps the items from now on.
        giver: who kept them until now; empty: not recorded.
        medium: on what, or by which way, they were handed over.
        note: anything else, for example that the hashes were compared at the hand-over.
    """

    to: str
    giver: str = ""
    medium: str = ""
    note: str = ""


def references_of(acts: Iterable[Act]) -> dict[str, str]:
    """The reference of each capture, by the capture's id; those whose acts give none are left out."""
    found: dict[str, str] = {}
    for act in acts:
        if act.kind is ActKind.CAPTURE and act.details.get(REFERENCE):
            found.setdefault(str(act.details.get("id", "")), str(act.details[REFERENCE]))
    return found
