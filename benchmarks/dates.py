"""Time expressions: python benchmarks/dates.py IN.jsonl OUT.jsonl.

IN rows hold id, dct (date of the document) and text; OUT rows {"id", "timexes": [{"start", "end", "type", "value"}]}.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import wherefrom
from gathering import Row, predict_rows
from wherefrom.records import DateMention

JOINER = re.compile(r" ?[–—-] ?| (?:to|and|through|until) ")


def describe(date: DateMention) -> Iterator[dict[str, object]]:
    """A time expression in the form of the scorer, which knows no intervals: their two ends are two expressions there."""
    start, end, value = date.span.start, date.span.end, date.timex
    low, _, high = value.partition("/")
    joiner = JOINER.search(date.raw)
    kind = date.kind.value.upper()
    if high and joiner:
        yield {"start": start, "end": start + joiner.start(), "type": kind, "value": low}
        start, value = start + joiner.end(), high
    yield {"start": start, "end": end, "type": kind, "value": value}


def predict(row: Row) -> Row:
    """The time expressions of one document."""
    document = wherefrom.read_text(row["text"], document_id=str(row["id"]), published=row.get("dct"))
    timexes = [timex for date in wherefrom.find_figures(document).dates for timex in describe(date)]
    return {"id": row["id"], "timexes": timexes}


if __name__ == "__main__":
    predict_rows(Path(sys.argv[1]), Path(sys.argv[2]), predict)
