"""A case in memory from documents in memory, as the adapters need it: the road without capture and store."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import wherefrom
from wherefrom.records import CaseRecords, Document

# A row of a task file or of predictions.
Row = dict[str, Any]


def predict_rows(source: Path, target: Path, predict: Callable[[Row], Row]) -> None:
    """Read the rows of a task file one by one, and write what is predicted of each.

    Args:
        source: JSON lines; blank ones are passed over.
        target: where the predictions go, a line each, in the same order.
        predict: makes one out of the other.
    """
    with source.open(encoding="utf-8") as rows, target.open("w", encoding="utf-8") as out:
        for line in rows:
            if line.strip():
                out.write(json.dumps(predict(json.loads(line))) + "\n")


def gather_case(documents: list[Document]) -> CaseRecords:
    """The records of a few documents, each read alone."""
    return wherefrom.analyse(documents, until="attribute")


def date_of_hour(hour: float | None) -> str | None:
    """An hour counted from nowhere as a time that sorts in the same order; years of 12 months of 28 days."""
    if hour is None:
        return None
    months, day = divmod(int(hour) // 24, 28)
    years, month = divmod(months, 12)
    return f"{2000 + years:04}-{month + 1:02}-{day + 1:02}T{int(hour) % 24:02}:00"
