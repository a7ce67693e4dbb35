"""A reading that its time cut off says that more may be read; others do not."""

import json

from wherefrom.config import Settings
from wherefrom.read.dispatch import MORE_MAY_BE_READ, read_payload
from wherefrom.read.parts.allowance import Allowance
from wherefrom.records import Capture, Ending, Reading

ROWS = "\n".join(json.dumps({"id": str(number), "text": f"Row {number}."}) for number in range(3)).encode()
CAPTURE = Capture("cap-0", "0" * 64, len(ROWS), "application/x-ndjson", "rows.jsonl", "", "", "", "")


def read_rows(seconds: float, rows: bytes = ROWS) -> Reading:
    return read_payload(CAPTURE, rows, Settings(), Allowance(seconds, seconds))


def test_what_time_cut_off_may_be_read_another_time() -> None:
    [outcome] = read_rows(0.0).outcomes
    assert outcome.ending is Ending.REFUSED
    assert outcome.reason.endswith(MORE_MAY_BE_READ)
    assert "read_seconds" in outcome.reason


def test_what_is_refused_for_itself_promises_nothing() -> None:
    reading = read_rows(60.0, ROWS + b"\n{broken")
    [refused] = [own for own in reading.outcomes if own.ending is not Ending.READ]
    assert MORE_MAY_BE_READ not in refused.reason
