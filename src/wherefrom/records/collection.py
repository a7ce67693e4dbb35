"""How a thing came to be collected: what only a person can tell, which the ledger keeps beside what the program knows."""

from dataclasses import dataclass


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
