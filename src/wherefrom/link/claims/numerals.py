"""Numerals: every number of a statement as value and unit, however it is written: "19 percent", "nineteen per cent", "19%".

Figures (`wherefrom.figures`) carry bounds and what is counted; numerals carry no judgement, so that two wordings of one number
always compare equal and two numbers never do.
"""

import re
from dataclasses import dataclass

from wherefrom.language.numbers import find_numbers

_UNITS = {
    "percent": "percent|per cent|pct",
    "point": "percentage point|percentage points|percentage-point|points|point|basis points",
    "dollar": "dollar|dollars|usd|bucks",
    "euro": "euro|euros|eur",
    "pound": "pounds|pound|gbp",
    "second": "second|seconds",
    "minute": "minute|minutes",
    "hour": "hour|hours|hrs",
    "day": "day|days",
    "week": "week|weeks",
    "month": "month|months",
    "year": "year|years|yr|yrs",
    "decade": "decade|decades",
    "mile": "mile|miles|mi",
    "kilometre": "kilometer|kilometers|kilometre|kilometres|km",
    "metre": "meter|meters|metre|metres",
    "foot": "foot|feet|ft",
    "inch": "inch|inches",
    "yard": "yard|yards",
    "acre": "acre|acres",
    "hectare": "hectare|hectares|ha",
    "ton": "ton|tons|tonne|tonnes",
    "kilogram": "kilogram|kilograms|kilo|kilos|kg",
    "gram": "gram|grams",
    "litre": "liter|liters|litre|litres",
    "gallon": "gallon|gallons",
    "barrel": "barrel|barrels",
    "degree": "degree|degrees",
}
_UNIT_OF = {form: unit for unit, forms in _UNITS.items() for form in forms.split("|")} | {"%": "percent"}
_UNIT = re.compile(
    r"[ \u00a0-]?(%|[ck]m\b|" + "|".join(sorted(map(re.escape, _UNIT_OF), key=len, reverse=True)) + r")(?![a-z])",
    re.IGNORECASE,
)
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound"}
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
# A range shares the unit of its end: "40 to 50 feet".
_RANGE = re.compile(r"\s?(?:to|-|–|and|or)\s?[$€£]?", re.IGNORECASE)
# "one" counts nothing most of the time: "one of them".
_UNCOUNTED = frozenset({"one", "half", "a few", "few", "several", "a couple"})


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it is compared.

    Attributes:
        low, high: its interval; equal for an exact number; None for an open side.
        unit: canonical name; empty where none is written.
        start, end: where it stands.
    """

    low: float | None
    high: float | None
    unit: str
    start: int
    end: int

    @property
    def value(self) -> tuple[float | None, float | None, str]:
        """What two numerals must share to be the same."""
        return self.low, self.high, self.unit


def find_numerals(text: str, start: int, end: int) -> list[Numeral]:
    """The numerals of a stretch, in order; ordinals count as their number without a unit."""
    found: list[Numeral] = []
    for number in find_numbers(text, start, end):
        raw = text[number.start : number.end].lower()
        if raw in _UNCOUNTED:
            continue
        unit = _unit_after(text, number.end, end) or _sign_before(text, number.start, start)
        found.append(Numeral(number.low, number.high, unit, number.start, number.end))
    for index in range(len(found) - 2, -1, -1):
        own, after = found[index], found[index + 1]
        if not own.unit and after.unit and _RANGE.fullmatch(text, own.end, after.start):
            found[index] = Numeral(own.low, own.high, after.unit, own.start, own.end)
    return found


def unit_of(form: str) -> str:
    """The canonical name of the unit that a word names; empty for none."""
    return _UNIT_OF.get(form, "")


def _unit_after(text: str, at: int, end: int) -> str:
    if _ORDINAL.match(text, at, end):
        return ""
    match = _UNIT.match(text, at, end)
    return _UNIT_OF.get(match[1].lower(), "") if match else ""


def _sign_before(text: str, at: int, start: int) -> str:
    return _SIGNS.get(text[at - 1], "") if at > start else ""
