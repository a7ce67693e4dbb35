"""Numbers in digits and words, to values: "3.5 million", "half a million", "several thousand", "two-thirds".

Vague words give the interval that they name and nothing finer: "tens of thousands" is 10,000 to 100,000, "several" 2
to 9. Nothing is averaged.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import prod

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"  # noqa: SIM905
        " seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)  # noqa: SIM905
}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
# What is counted of the scale: "several thousand" is 2 to 9 thousands.
VAGUE = {"a few": (2, 9), "few": (2, 9), "several": (2, 9), "a couple": (2, 2), "many": (2, None)}
PLURALS = {
    # As "tens" is 10 to 100: the convention of the corpora, and wider than the word at its lower end.
    "dozens": (12, 120),
    "scores": (20, 200),
    "tens": (10, 100),
    "hundreds": (100, 1e3),
    "thousands": (1e3, 1e4),
    "millions": (1e6, 1e7),
    "billions": (1e9, 1e10),
    "trillions": (1e12, 1e13),
}
PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
PARTS |= {"ninth": 9, "tenth": 10, "hundredth": 100}

_SMALL = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
_SCALE = "|".join(SCALES)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\.\d+|\d+"
_WORDS = rf"(?:{_SMALL})(?:(?:[ -]|[ -]and\ )(?:{_SMALL}|{_SCALE}))*"
# One quantity, greedy from the left; the alternatives are told apart by their groups.
NUMBER = re.compile(
    rf"""
    (?P<mixed>\d+)[ -](?P<numerator>\d)/(?P<denominator>\d{{1,2}})(?!\d|/)
  | (?P<digits>{_DIGITS})(?:[ -]?(?P<scale>(?:hundred[ ])?(?:{_SCALE}))(?![a-z])|(?P<short>k|mn|mln|bn|tn|m|b)(?![a-z0-9]))?
  | (?P<tens_of>tens|hundreds)\ of\ (?P<of_what>thousands|millions|billions)(?![a-z])
  | (?P<plural>{"|".join(PLURALS)})(?![a-z])
  | (?P<part_count>a|an|one|two|three|four|five|six|seven|eight|nine)[ -](?P<part>half|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?)(?![a-z-])
  | (?P<half>half)(?:\ (?P<half_scale>a\ (?:{_SCALE}|dozen)))?(?![a-z])
  | (?P<vague>a\ few|few|several|a\ couple)(?:\ (?:of\ )?(?P<vague_scale>{_SCALE}|dozen))?(?![a-z])
  | (?P<article>an?|the)\ (?P<article_scale>{_SCALE}|dozen)(?![a-z])
  | (?P<dozen_count>{_SMALL})\ dozen(?![a-z])
  | (?P<words>{_WORDS})(?:\ and\ a\ (?P<plus>half|quarter))?(?:\ (?P<plus_scale>{_SCALE}))?(?![a-z])
  | (?P<bare_scale>dozen|{_SCALE})(?![a-z])
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        start, end: where it stands.
        low, high: its interval; None for an open side.
        is_fraction: "two-thirds", "half": a part of something.
        is_vague: the words name a magnitude only.
        is_word: written in words; "one" often counts nothing.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    is_fraction: bool = False
    is_vague: bool = False
    is_word: bool = False


def find_numbers(
    text: str, start: int, end: int, after_letters: Callable[[str, int, int], bool] = lambda *_: False
) -> list[Number]:
    """Every number in text[start:end], left to right, not overlapping, each beginning at a word's beginning.

    Args:
        text: where to look.
        start: from here.
        end: to here.
        after_letters: whether digits at a place, with the least place to look back to, may follow letters ("USD10m").
    """
    found: list[Number] = []
    at = start
    while match := NUMBER.search(text, at, end):
        at = match.end()
        before = text[match.start() - 1] if match.start() > start else " "
        if before.isalpha() and after_letters(text, match.start(), start):
            pass
        elif (
            before.isalnum()
            or before == "_"
            or (before == "." and match.start() > start + 1 and text[match.start() - 2].isalnum())
        ):
            continue
        number = _read(match)
        if number is not None:
            found.append(number)
    return found


def _read(match: re.Match[str]) -> Number | None:  # noqa: C901, PLR0911 - one branch an alternative of the pattern
    span, group = match.span(), match.groupdict()
    if group["mixed"]:
        if not int(group["denominator"]):
            return None
        return _exact(span, int(group["mixed"]) + int(group["numerator"]) / int(group["denominator"]))
    if group["digits"]:
        scale = _product(group["scale"]) * SHORT_SCALES.get((group["short"] or "").lower(), 1)
        # Rounded: 58.24 times a scale must not come out as 58.240000000000002.
        return _exact(span, round(float(group["digits"].replace(",", "")) * scale, 6))
    if group["tens_of"]:
        times = {"tens": 10, "hundreds": 100}[group["tens_of"].lower()]
        low = PLURALS[group["of_what"].lower()][0] * times
        return Number(*span, low, low * 10, is_vague=True, is_word=True)
    if group["plural"]:
        return Number(*span, *PLURALS[group["plural"].lower()], is_vague=True, is_word=True)
    if group["part_count"]:
        count = 1 if group["part_count"].lower() in {"a", "an"} else UNITS[group["part_count"].lower()]
        value = count / PARTS[_singular(group["part"].lower())]
        return Number(*span, value, value, is_fraction=True, is_word=True)
    if group["half"]:
        scale = _scale_of(group["half_scale"])
        return Number(*span, 0.5 * scale, 0.5 * scale, is_fraction=scale == 1, is_word=True)
    if group["vague"]:
        return _vague(span, group["vague"].lower(), group["vague_scale"])
    if group["article"]:
        return _exact(span, _scale_of(group["article_scale"]), is_word=True)
    if group["dozen_count"]:
        return _exact(span, 12 * _words_value(group["dozen_count"]), is_word=True)
    if group["words"]:
        plus = {"half": 0.5, "quarter": 0.25}.get((group["plus"] or "").lower(), 0)
        return _exact(span, (_words_value(group["words"]) + plus) * _scale_of(group["plus_scale"]), is_word=True)
    return None  # a bare "thousand" counts nothing


def _product(words: str | None) -> float:
    """The scale that several words make: "hundred thousand"."""
    return prod(SCALES[word] for word in (words or "").lower().split())


def _exact(span: tuple[int, int], value: float, *, is_word: bool = False) -> Number:
    return Number(*span, value, value, is_word=is_word)


def _vague(span: tuple[int, int], word: str, scale_word: str | None) -> Number:
    low, high = VAGUE[word]
    scale = _scale_of(scale_word)
    # "several thousand" runs up to just below ten thousand, not to nine thousand sharp.
    top = None if high is None else (high * scale if scale == 1 or high == low else (high + 1) * scale - 1)
    return Number(*span, low * scale, top, is_vague=True, is_word=True)


def _scale_of(words: str | None) -> float:
    word = (words or "").lower().rpartition(" ")[2]
    return 12 if word == "dozen" else SCALES.get(word, 1)


def _singular(word: str) -> str:
    return word if word in PARTS else word.removesuffix("s")


def _words_value(words: str) -> float:
    """The value of a cardinal in words: "three hundred and twelve thousand", "nineteen ninety"."""
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]+", words.lower()):
        if word == "and":
            continue
        if word == "hundred":
            current = max(current, 1) * 100
        elif word in SCALES:
            total, current = total + max(current, 1) * SCALES[word], 0
        else:
            current += UNITS.get(word, TENS.get(word, 0))
    return total + current
