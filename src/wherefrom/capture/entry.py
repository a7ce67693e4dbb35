"""Capturing one file: its bytes into the bag, its act into the ledger."""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from wherefrom.capture.bag.bagging import Bag, open_bag
from wherefrom.capture.ground.file_names import escape_path, name_path, show_name
from wherefrom.capture.ground.taking_in import take_in
from wherefrom.capture.inputs import InputPath, Refused
from wherefrom.capture.ledger.acts import Details
from wherefrom.records import Capture


@dataclass(frozen=True, slots=True)
class CaptureResult:
    """What came of one input.

    Attributes:
        name: the input's name, escaped for the ledger, for display.
        capture: the capture, or None when the input was refused.
        is_new: False when the bag already held the same bytes; `capture` is then the first one.
        refusal: why it was refused, in plain words; empty when it was captured.
    """

    name: str
    capture: Capture | None
    is_new: bool
    refusal: str


def capture_file(
    case: Path | Bag,
    source: Path | InputPath | Refused,
    by: str,
    *,
    limit_bytes: int,
    collected: Details = MappingProxyType({}),
    keep_path: bool = True,
) -> CaptureResult:
    """Preserve one file byte for byte and note it in the ledger; when this returns, both are on the disk.

    Args:
        case: the case's folder; or, for many files, the bag from `open_bag`.
        source: the file, or an entry of `list_inputs`.
        by: who captures.
        limit_bytes: a larger file is refused.
        collected: what else is known of how it was collected; goes into the act, and never changes what an act says of
            the payload itself.
        keep_path: whether the ledger says where the file lay, which may tell who gave it, or its name alone.

    Returns:
        The capture, or why there is none. A refusal stands in the ledger too.

    Raises:
        CaseBusyError: another process is writing to the case.
        CaseDamagedError: the case does not match its ledger.
        UsageError: there is no case, or it cannot be written.
    """
    if isinstance(case, Path):
        with open_bag(case) as bag:
            return capture_file(bag, source, by, limit_bytes=limit_bytes, collected=collected, keep_path=keep_path)
    path = source if isinstance(source, Path) else source.path
    shown = path if keep_path else Path(path.name or path)
    name, received_from = show_name(shown), escape_path(shown)
    with case.writing():
        taken = source.reason if isinstance(source, Refused) else take_in(path, case.incoming, limit_bytes)
        if isinstance(taken, str):
            case.refuse(by, {**collected, "name": name, "received_from": received_from, "reason": taken})
            return CaptureResult(name, None, is_new=False, refusal=taken)
        capture, is_new = case.keep(taken, name_path(shown), by, collected)
    return CaptureResult(name, capture, is_new=is_new, refusal="")
