"""Judgements: what people decided, kept in the ledger like every other act."""

from collections.abc import Iterable
from pathlib import Path

from wherefrom.capture.ledger.act_lines import record_act
from wherefrom.records import Act, ActKind, Decision, Ruling

_STEP = "decide"


def record_decision(case: Path, ruling: Ruling, a: str, b: str, note: str, by: str) -> Decision:
    """Write a decision into the ledger; it is on the disk when this returns.

    Raises:
        CaseBusyError: another process is writing.
    """
    act = record_act(case, ActKind.JUDGE, by, {"step": _STEP, "ruling": ruling.value, "a": a, "b": b, "note": note})
    return Decision(act.number, ruling, a, b, note, act.at, act.by)


def decisions_of(acts: Iterable[Act]) -> tuple[Decision, ...]:
    """The decisions among acts, in their order."""
    rulings = {ruling.value: ruling for ruling in Ruling}
    found = []
    for act in acts:
        told = act.details
        ruling = rulings.get(str(told.get("ruling", "")))
        if act.kind is ActKind.JUDGE and told.get("step") == _STEP and ruling is not None:
            a, b, note = (str(told.get(key, "")) for key in ("a", "b", "note"))
            found.append(Decision(act.number, ruling, a, b, note, act.at, act.by))
    return tuple(found)
