"""What a quantity is measured in: currency signs before it, unit words after it."""

import re

CURRENCY_SIGNS = {
    "US$": "US dollar",
    "A$": "Australian dollar",
    "C$": "Canadian dollar",
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
}
CURRENCY_SIGN = re.compile(r"(?:US|A|C)?\$|€|£|¥")

# Singular forms as written after a number, and the unit that they name. Plurals in -s are understood.
_WORDS = {
    "percent": "percent per cent %",
    "percentage point": "percentage-point percentage_point",
    "point": "point",
    "dollar": "dollar",
    "euro": "euro",
    "pound": "pound",
    "yen": "yen",
    "yuan": "yuan renminbi",
    "ruble": "ruble rouble",
    "rupee": "rupee",
    "cent": "cent",
    "kilometre": "kilometre kilometer km",
    "metre": "metre meter m",
    "centimetre": "centimetre centimeter cm",
    "millimetre": "millimetre millimeter mm",
    "mile": "mile",
    "yard": "yard",
    "foot": "foot feet ft",
    "inch": "inch inche",
    "hectare": "hectare",
    "acre": "acre",
    "square kilometre": "square_kilometre square_kilometer",
    "square metre": "square_metre square_meter",
    "square mile": "square_mile",
    "square foot": "square_foot square_feet",
    "kilogram": "kilogram kilo kg",
    "gram": "gram",
    "tonne": "tonne ton metric_ton",
    "litre": "litre liter",
    "gallon": "gallon",
    "barrel": "barrel",
    "degree": "degree",
    "watt": "watt",
    "kilowatt": "kilowatt kW",
    "megawatt": "megawatt MW",
    "horsepower": "horsepower hp",
    "kilometre per hour": "km/h kph",
    "mile per hour": "mph",
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
    "year of age": "year_old year-old",
}
UNIT_OF = {form.replace("_", " ").lower(): unit for unit, forms in _WORDS.items() for form in forms.split()}
UNIT_OF |= {"per cent": "percent", "percentage point": "percentage point"}
UNIT_OF.pop("per", None)
_FORMS = "|".join(re.escape(form) for form in sorted({*UNIT_OF}, key=len, reverse=True))
UNIT_WORD = re.compile(rf"(?P<gap>[ -]?)(?P<unit>{_FORMS})(?:s|es)?(?![\w/])", re.IGNORECASE)

TIME = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})


def read_unit(text: str, at: int, end: int) -> tuple[str, int]:
    """The unit that begins at a place, and where its words end; an empty unit where none begins."""
    match = UNIT_WORD.match(text, at, end)
    if match is None or (
        not match["gap"]
        and match["unit"] not in {"%", "km", "kg", "m", "cm", "mm", "mph", "kph", "ft", "hp", "kW", "MW"}
    ):
        return "", at
    if match["unit"].lower() == "m" and match["gap"]:
        return "", at
    unit = UNIT_OF[match["unit"].lower()]
    per = re.compile(r" (?:per|an?|each) ([a-z]{3,12})").match(text, match.end(), end)
    if (
        per
        and unit not in TIME
        and UNIT_OF.get(per[1]) in {*TIME, "gallon", "barrel", "tonne", "litre", "kilogram", "square metre"}
    ):
        return f"{unit} per {UNIT_OF[per[1]]}", per.end()
    return unit, match.end()
