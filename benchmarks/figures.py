"""Quantities: python benchmarks/figures.py IN.jsonl OUT.jsonl.

IN rows hold id and text; OUT rows {"id", "quantities": [{"value", "unit", "normalized_unit", "change", "start", "end"}]}.
"""

import re
import sys
from pathlib import Path

import wherefrom
from gathering import Row, predict_rows
from wherefrom.records import Bound, Figure

# NewsQuant's own names for what this project names otherwise.
UNITS = {
    "percent": "percentage",
    "pound": "pound sterling",
    "pound of weight": "pound-mass",
    "US dollar": "dollar",
    "yen": "japanese yen",
    "degree Celsius": "celsius",
    "degree Fahrenheit": "fahrenheit",
    "revolution per minute": "revolutions per minute",
    "part per billion": "parts-per-billion",
    "milliampere hour": "milliampere-hour",
    "pound-foot": "pound-foot",
    "time": "count",
}
CHANGES = {Bound.ABOUT: "~", Bound.OVER: ">", Bound.AT_LEAST: ">", Bound.UNDER: "<", Bound.AT_MOST: "<"}
# Nor is the length of something, as an adjective: "a five-year award".
_LASTING = re.compile(r"\S+-(?:year|month|week|day|hour|minute)")
# "A few", "several" are no quantities there.
LEAST_VAGUE = 10


def describe(text: str, figure: Figure) -> dict[str, object]:
    """A figure in the form of the scorer; an open interval is scored by the end that the words give."""
    low, high = figure.low, figure.high
    value: object = low if low == high or high is None else high if low is None else [low, high]
    unit = unit_of(text, figure)
    return {
        "value": value,
        "unit": unit,
        "normalized_unit": unit.lower(),
        "change": CHANGES.get(figure.bound, "="),
        "start": figure.span.start,
        "end": figure.span.end,
    }


def unit_of(text: str, figure: Figure) -> str:
    """The unit, or the whole phrase counted with its last word in the singular."""
    name, per, what = figure.unit.partition(" per ")
    name = UNITS.get(figure.unit, UNITS.get(name, name) + per + what)
    phrase = phrase_of(text, figure)
    if figure.unit == "ratio":
        return f"% {phrase}"
    if figure.unit.startswith("per "):
        return f"{phrase} {figure.unit}"
    return name or phrase


def phrase_of(text: str, figure: Figure) -> str:
    """What is counted, as NewsQuant writes it: without "and", a plural that names people or a people kept."""
    if figure.counted_span is None:
        return "-"
    words = text[figure.counted_span.start : figure.counted_span.end].replace(" and ", " ").split()
    kept = words[-1] == "people" or (words[-1][0].isupper() and len(words) == 1)
    return " ".join([*words[:-1], words[-1] if kept else figure.counted])


def counts(figure: Figure) -> bool:
    """Whether NewsQuant takes such a figure for a quantity."""
    small = figure.bound is Bound.VAGUE and figure.high is not None and figure.high < LEAST_VAGUE
    return not small and not _LASTING.fullmatch(figure.raw)


def join_moves(text: str, figures: list[Figure]) -> list[dict[str, object]]:
    """The figures as rows; NewsQuant takes "from 208 pounds to 193" for one quantity of two values, in the order written."""
    rows: list[dict[str, object]] = []
    for number, figure in enumerate(figures):
        row, before = describe(text, figure), figures[number - 1] if number else None
        moves = (
            before
            and text[before.span.end : figure.span.start] == " to "
            and text[: before.span.start].endswith("from ")
        )
        if moves and isinstance(row["value"], float) and isinstance(rows[-1]["value"], float):
            earlier = rows.pop()
            rows.append((earlier if row["unit"] == "-" else row) | {"value": [earlier["value"], row["value"]]})
        else:
            rows.append(row)
    return rows


def predict(row: Row) -> Row:
    """The quantities of one text."""
    document = wherefrom.read_text(row["text"], document_id=str(row["id"]))
    figures = [figure for figure in wherefrom.find_figures(document).figures if counts(figure)]
    return {"id": row["id"], "quantities": join_moves(row["text"], figures)}


if __name__ == "__main__":
    predict_rows(Path(sys.argv[1]), Path(sys.argv[2]), predict)
