"""Quantities: python benchmarks/figures.py IN.jsonl OUT.jsonl.

IN rows hold id and text; OUT rows {"id", "quantities": [{"value", "unit", "normalized_unit", "change", "start", "end"}]}.
"""

import json
import sys
from pathlib import Path

import wherefrom
from wherefrom.records import Bound, Figure

# NewsQuant's own names for what this project names otherwise.
UNITS = {
    "percent": "percentage",
    "pound": "pound sterling",
    "ratio": "-",
    "US dollar": "dollar",
    "percentage point": "percentage point",
}
CHANGES = {Bound.ABOUT: "~", Bound.OVER: ">", Bound.AT_LEAST: ">", Bound.UNDER: "<", Bound.AT_MOST: "<"}


def describe(figure: Figure) -> dict[str, object]:
    """A figure in the form of the scorer; an open interval is scored by the end that the words give."""
    low, high = figure.low, figure.high
    value: object = low if low == high or high is None else high if low is None else [low, high]
    unit = UNITS.get(figure.unit, figure.unit) or figure.counted or "-"
    return {
        "value": value,
        "unit": unit,
        "normalized_unit": unit.lower(),
        "change": CHANGES.get(figure.bound, "="),
        "start": figure.span.start,
        "end": figure.span.end,
    }


def main(source: Path, target: Path) -> None:
    """Read rows, write rows."""
    with source.open(encoding="utf-8") as rows, target.open("w", encoding="utf-8") as out:
        for line in rows:
            row = json.loads(line)
            document = wherefrom.read_text(row["text"], document_id=str(row["id"]))
            figures = wherefrom.find_figures(document).figures
            out.write(json.dumps({"id": row["id"], "quantities": [describe(figure) for figure in figures]}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
