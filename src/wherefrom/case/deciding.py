"""Deciding: from the ids that a person gives to a ruling that makes sense."""

from collections.abc import Iterable
from dataclasses import dataclass

from wherefrom.errors import UsageError
from wherefrom.records import Anchor, CaseRecords, Link, Ruling
from wherefrom.view.anchoring import anchor_of

_LIST_THEM = "wherefrom show CASE CLAIM --ids lists ids; wherefrom decide CASE lists decisions."
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a person rules.

    Attributes:
        ruling: what.
        pair: ids of the records ruled on; the second is empty but for ``merge``.
        anchors: what these records cover.
        note: why, in the person's words.
    """

    ruling: Ruling
    pair: tuple[str, str]
    anchors: tuple[Anchor, ...]
    note: str = ""


def resolve_ruling(records: CaseRecords, ruling: Ruling | str, a: str, b: str = "") -> tuple[Ruling, tuple[str, str]]:
    """The ruling with the ids of what it is about.

    Args:
        records: of the case.
        ruling: by name.
        a: id or beginning of one; for a withdrawal a decision's number.
        b: likewise, for a merge.

    Returns:
        The ruling and ids as the ledger keeps them: a claim stands as its first statement, which outlives relinking.

    Raises:
        UsageError: what was named is not there, or cannot be ruled on so.
    """
    try:
        chosen = Ruling(ruling)
    except ValueError as error:
        names = ", ".join(own.value for own in Ruling)
        raise UsageError(f"{ruling!r} is no ruling.", f"Use one of {names}.") from error
    if bool(b) != (chosen is Ruling.MERGE):
        needed = "merge needs two records" if not b else f"{chosen.value} is of one record"
        raise UsageError(f"{needed[:1].upper()}{needed[1:]}.", "wherefrom decide --help has examples.")
    if chosen is Ruling.WITHDRAW:
        return chosen, (_number(records, a), "")
    if chosen in {Ruling.ACCEPT, Ruling.REJECT}:
        return chosen, (_find(a, (link.id for link in records.links), "link"), "")
    if chosen is Ruling.SPLIT:
        return chosen, (_splittable(records, a), "")
    return chosen, _mergeable(records, a, b)


def anchors_of(records: CaseRecords, ruling: Ruling, pair: tuple[str, str]) -> tuple[Anchor, ...]:
    """What the records that are ruled on cover, so that the ruling holds on to that and not to their ids."""
    if ruling is Ruling.WITHDRAW:
        return ()
    return tuple(anchor for name in pair if name and (anchor := anchor_of(records, name)) is not None)


def _number(records: CaseRecords, name: str) -> str:
    if name not in {str(own.number) for own in records.decisions}:
        raise UsageError(f"There is no decision {name}.", "wherefrom decide CASE lists decisions.")
    return name


def _find(name: str, ids: Iterable[str], kind: str) -> str:
    fits = sorted({own for own in ids if own.startswith(name)}) if name else []
    if name in fits or len(fits) == 1:
        return name if name in fits else fits[0]
    if not fits:
        raise UsageError(f"No {kind} is called {name!r}.", _LIST_THEM)
    listed = ", ".join(fits[:_SHOWN])
    raise UsageError(
        f"{len(fits)} ids begin with {name!r}: {listed}{' …' if len(fits) > _SHOWN else ''}.", "Give more of it."
    )


def _splittable(records: CaseRecords, name: str) -> str:
    found = _find(name, (*records.statement, *records.document, *records.speaker), "statement, document or speaker")
    copies = {link.a for link in records.links if link.kind.value == "copy"}
    if found in records.document and found not in copies:
        raise UsageError(f"{found} is no copy of another document.", _LIST_THEM)
    joined = {own for claim in records.claims if len(claim.statements) > 1 for own in claim.statements}
    if found in records.statement and found not in joined:
        raise UsageError(f"{found} is alone in its claim.", _LIST_THEM)
    return found


def _mergeable(records: CaseRecords, a: str, b: str) -> tuple[str, str]:
    everything = (*records.document, *records.statement, *records.claim, *records.speaker)
    first, second = (_find(name, everything, "document, statement, claim or speaker") for name in (a, b))
    unlike = any((first in kind) != (second in kind) for kind in (records.document, records.speaker))
    if unlike or first == second:
        remedy = "Merge two documents, two speakers, or two statements or claims."
        raise UsageError(f"{first} and {second} cannot be merged.", remedy)
    return _as_statement(records, first), _as_statement(records, second)


def _as_statement(records: CaseRecords, name: str) -> str:
    return records.claim[name].statements[0] if name in records.claim else name


def links_of_claim(records: CaseRecords, statements: Iterable[str]) -> list[Link]:
    """The links that a claim's trace rests on: of its statements, their attributions, their documents."""
    own = set(statements)
    ends = {*own, *(records.statement[name].document for name in own)}
    chains = {name for one in own for name in records.statement[one].chain}
    ends |= chains | {name for one in chains for name in records.attribution[one].speakers}
    return [link for link in records.links if link.a in ends]
