"""Decisions: what a person ruled on a link or claim; the machine's score stays beside it."""

from dataclasses import dataclass
from enum import StrEnum

from wherefrom.records.anchors import Span


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


class AnchorKind(StrEnum):
    """What kind of record an anchor leads to."""

    DOCUMENT = "document"
    STATEMENT = "statement"
    ATTRIBUTION = "attribution"
    SPEAKER = "speaker"
    CITATION = "citation"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a decision covered when it was made, so that its record is found again however it is called by then.

    Attributes:
        kind: of the record.
        document: SHA-256 of the payload that it was read from; empty for a link, which has its ends'.
        part: which part of the payload.
        spans: where it stood.
        words: what stood there, a text a span.
        name: the key of a speaker, or the kind of a link; else empty.
        ends: of a link, what it leads from and to.
    """

    kind: AnchorKind
    document: str = ""
    part: str = ""
    spans: tuple[Span, ...] = ()
    words: tuple[str, ...] = ()
    name: str = ""
    ends: tuple["Anchor", ...] = ()


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
        anchors: of what was ruled on, in the order of ``a`` and ``b``; empty for a withdrawal, and where an earlier version
            of this program kept none.
    """

    number: int
    ruling: Ruling
    a: str
    b: str
    note: str
    at: str
    by: str
    anchors: tuple[Anchor, ...] = ()

    @property
    def maker(self) -> str:
        """How a record says that a person made it."""
        return f"{self.by}, decision {self.number}"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A decision that is not applied, since what it covered is not found among the present records.

    Attributes:
        decision: as the ledger has it.
        reason: why, one clause.
        document: id of the document in which it was made, if that is still there; else empty.
    """

    decision: Decision
    reason: str
    document: str = ""


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
