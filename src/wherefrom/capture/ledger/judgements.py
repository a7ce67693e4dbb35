"""Judgements: what people decided, kept in the ledger like every other act."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from wherefrom.capture.ledger.act_lines import record_act
from wherefrom.records import Act, ActKind, Anchor, Decision, Ruling, decode_record, encode_record

_STEP, _ANCHORS = "decide", "anchor"


def record_decision(
    case: Path, ruling: Ruling, pair: tuple[str, str], anchors: tuple[Anchor, ...], note: str, by: str
) -> Decision:
    """Write a decision into the ledger; it is on the disk when this returns.

    Args:
        case: its folder.
        ruling: what is ruled.
        pair: ids of the records ruled on; the second may be empty.
        anchors: what these records cover.
        note: why.
        by: who.

    Raises:
        CaseBusyError: another process is writing.
    """
    told: dict[str, str | int | float | bool | None] = {
        "step": _STEP,
        "ruling": ruling.value,
        "a": pair[0],
        "b": pair[1],
    }
    told |= {"note": note} | ({"anchors": encode_record(anchors).decode("utf-8")} if anchors else {})
    act = record_act(case, ActKind.JUDGE, by, told)
    return Decision(act.number, ruling, *pair, note, act.at, act.by, anchors)


def record_anchors(case: Path, decision: Decision, anchors: tuple[Anchor, ...], by: str) -> None:
    """Note what an earlier decision, kept by ids alone, covered; nobody rules anything by it.

    Raises:
        CaseBusyError: another process is writing.
    """
    told: dict[str, str | int | float | bool | None] = {"step": _ANCHORS, "of": decision.number}
    record_act(case, ActKind.JUDGE, by, told | {"anchors": encode_record(anchors).decode("utf-8")})


def decisions_of(acts: Iterable[Act]) -> tuple[Decision, ...]:
    """The decisions among acts, in their order."""
    rulings = {ruling.value: ruling for ruling in Ruling}
    found: list[Decision] = []
    noted: dict[int, tuple[Anchor, ...]] = {}
    for act in acts:
        told = act.details
        if act.kind is ActKind.JUDGE and told.get("step") == _ANCHORS:
            noted[int(told.get("of") or 0)] = _anchors(told)
        ruling = rulings.get(str(told.get("ruling", "")))
        if act.kind is ActKind.JUDGE and told.get("step") == _STEP and ruling is not None:
            a, b, note = (str(told.get(key, "")) for key in ("a", "b", "note"))
            found.append(Decision(act.number, ruling, a, b, note, act.at, act.by, _anchors(told)))
    return tuple(own if own.anchors else replace(own, anchors=noted.get(own.number, ())) for own in found)


def _anchors(told: Mapping[str, object]) -> tuple[Anchor, ...]:
    """What an act says that was ruled on; nothing where it cannot be read, as from a later version."""
    try:
        return decode_record(str(told.get("anchors") or "[]"), tuple[Anchor, ...])
    except ValueError:
        return ()
