"""Decisions: what a person ruled on a link or claim; the machine's score stays beside it."""

from dataclasses import dataclass
from enum import StrEnum


class Ruling(StrEnum):
    """What a person may rule.

    ``accept`` and ``reject`` are of a link; ``merge`` of two documents (one is a copy of the other), statements or claims (they say
    the same) or speakers (they are one); ``split`` of a statement (it does not say what its claim says), a document (it is no copy)
    or a speaker (another of the same name); ``withdraw`` of an earlier decision.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Decision:
    """One ruling, as the custody ledger holds it.

    Attributes:
        number: of its line in the ledger.
        ruling: what was ruled.
        a: id of the link, document, statement; for a withdrawal the number of the decision, as text.
        b: id of the other document or statement, for ``merge``; else empty.
        note: why, in the person's words.
        at: when, UTC, ISO 8601.
        by: who.
    """

    number: int
    ruling: Ruling
    a: str
    b: str
    note: str
    at: str
    by: str

    @property
    def maker(self) -> str:
        """How a record says that a person made it."""
        return f"{self.by}, decision {self.number}"


def decisions_in_force(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Those that no later one withdraws or rules otherwise on the same records."""
    withdrawn = {own.a for own in decisions if own.ruling is Ruling.WITHDRAW}
    latest: dict[tuple[str, str], Decision] = {}
    for own in decisions:
        if own.ruling is not Ruling.WITHDRAW and str(own.number) not in withdrawn:
            first, second = sorted((own.a, own.b)) if own.b else (own.a, "")
            latest.pop((first, second), None)
            latest[first, second] = own
    return tuple(latest.values())
