"""What a quantity is measured in: currency signs before it, units and currencies after it, and what it is taken per."""

import re
from functools import cache
from importlib.resources import files

from wherefrom.figures.quantities.counted import lemma

TIME = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
# Symbols that stand for a unit right after the digits, but for much else after a space ("5 in", "3 m people", "12 s").
_ONLY_ATTACHED = frozenset({"s", "h", "m", "g", "in", "L", "V", "mi", "pp", "MP"})
# "times" measures only what goes on to say of what ("6.5 times earnings"); else it counts occasions, which is one too.
_PER = re.compile(
    r"(?: per |-per-| an? |-a-| each | every |/)((?:square |cubic |sq )?[A-Za-z]{1,14}[²³23]?)(?![\w-])"
    r"(?! (?:earlier|ago|later|before|after|old)\b)"
)
_PER_WORD = re.compile(r" (?:per|each|every) ((?:square |cubic |sq )?[A-Za-z]{2,14})(?![\w-])")
_POUNDS = re.compile(r"[ -]pounds?(?! sterling)(?![\w-])", re.IGNORECASE)
# A sum of so many pounds is money; fewer are a weight as a rule.
LEAST_MONEY = 1000
LONGEST_SIGN = 6
CODE = 3


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str], dict[str, str]]:
    """Words and symbols of units, words and signs of currencies, each to the name that it stands for."""
    words, symbols = _read("units.tsv")
    money, signs = _read("currencies.tsv")
    return words, symbols, money, signs


def _read(name: str) -> tuple[dict[str, str], dict[str, str]]:
    words: dict[str, str] = {}
    symbols: dict[str, str] = {}
    lines = files("wherefrom.figures.quantities").joinpath(name).read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        unit, forms, signs = line.split("\t")
        words |= {form.lower(): unit for form in forms.split("|") if form}
        symbols |= {sign: unit for sign in signs.split("|") if sign}
    return words, symbols


def _any(forms: dict[str, str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words of units and currencies, symbols of units, and signs of currencies."""
    words, symbols, money, signs = _tables()
    word = re.compile(rf"[ -](?P<word>{_any(words | money)})(?P<plural>s|es)?(?![\w’'])", re.IGNORECASE)
    attached = dict(symbols) | {
        sign: unit
        for sign, unit in signs.items()
        if sign in {"€", "¢", "p", "kn"} or (sign.isalpha() and sign.isupper() and len(sign) == CODE)
    }
    symbol = re.compile(rf"(?P<gap> ?)(?P<symbol>{_any(attached)})(?![\w²³])")
    return word, symbol, re.compile(rf"(?:{_any(signs)})(?= ?[-−]?$)")


def read_unit(text: str, at: int, end: int, value: float | None = None) -> tuple[str, int]:
    """The unit or currency that begins at a place, with what it is taken per, and where its words end.

    Args:
        text: where to look.
        at: right after the number.
        end: do not look on from here.
        value: the number: a few pounds are a weight, many are money.

    Returns:
        Its name ("dollar per barrel"); empty where none begins.
    """
    words, symbols, money, signs = _tables()
    word, symbol, _ = _patterns()
    if match := symbol.match(text, at, end):
        if not (match["gap"] and match["symbol"] in _ONLY_ATTACHED):
            return _with_per(text, symbols.get(match["symbol"]) or signs[match["symbol"]], match.end(), end)
    elif match := re.compile(r"[- ]?(?:lbs?|hp|bhp|kph|mph|ft|min|hr|sec|bps)(?![\w]|-[a-z])").match(text, at, end):
        # Abbreviations that are written with a space and without.
        return _with_per(text, words[match[0].strip("- ").removesuffix("s")], match.end(), end)
    if match := _POUNDS.match(text, at, end):
        unit = "pound" if value is not None and value >= LEAST_MONEY else "pound of weight"
        return _with_per(text, unit, match.end(), end)
    match = word.match(text, at, end)
    if match is None:
        return "", at
    name = match["word"].lower()
    return _with_per(text, words.get(name) or money[name], match.end(), end)


def _with_per(text: str, unit: str, at: int, end: int) -> tuple[str, int]:
    """A unit with what it is taken per: "$58 per barrel", "$3,500 a month", "1.3 A/cm2"."""
    per = _PER.match(text, at, end)
    if per is None:
        return unit, at
    name = _unit_name(per[1])
    if (unit in TIME or not name) and not _PER_WORD.match(text, at, end):
        return unit, at  # "three days a week" counts days; "$5 a piece" of something says nothing
    return f"{unit} per {name or lemma(per[1])}", per.end()


def read_per(text: str, at: int, end: int) -> tuple[str, int]:
    """What a count is taken per: "three thousand tests per day"; the name of a unit of time, else empty."""
    per = _PER.match(text, at, end)
    name = _unit_name(per[1]) if per else ""
    return (f"per {name}", per.end()) if per and name in TIME else ("", at)


def _unit_name(form: str) -> str:
    words, symbols, _, _ = _tables()
    plain = form.lower()
    return words.get(plain) or words.get(plain.removesuffix("s")) or symbols.get(form) or ""


def currency_before(text: str, start: int, floor: int) -> tuple[int, str]:
    """The currency sign or code right before a number, and where it begins; the number's start and nothing if none."""
    low = max(floor, start - LONGEST_SIGN)
    window = text[low:start]
    *_, signs = _patterns()
    tables = _tables()[3]
    for match in signs.finditer(window):
        begin = low + match.start()
        if match[0][0].isalpha() and begin > floor and text[begin - 1].isalnum():
            continue
        if match[0] == "p":
            continue
        return begin, tables[match[0]]
    return start, ""
