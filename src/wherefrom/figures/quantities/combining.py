"""Two numbers that make one quantity: an interval ("3.5 million to 4 million", "5% and 6%"), or a ratio ("one in five")."""

import re
from dataclasses import dataclass

from wherefrom.figures.quantities.measures import currency_before, read_unit
from wherefrom.language.numbers import SCALES, SHORT_SCALES, Number

_JOINER = re.compile(r" ?(?:[–—-]|to|and|or|through|to-|-to-) ?")
_AND = re.compile(r" ?and ?")
_BETWEEN = re.compile(r"\b[Bb]etween (?:about |around |roughly |an estimated )?$")
# "rose by $4 to $9", "up 4 percent to $13": by how much, and where to; no interval.
_MOVED = re.compile(
    r"\b(?:by|up|down|rises?|rose|risen|falls?|fell|fallen|drops?|dropped|jump(?:ed|s)?|gain(?:ed|s)?|los[et]s?|add(?:ed|s)?"
    r"|increas(?:ed|es|ing)|decreas(?:ed|es|ing)|climb(?:ed|s|ing)?|slip(?:ped|s)|plung(?:ed|es)|sl[iu]d(?:es)?|surg(?:ed|es)"
    r"|grew|grow|grown|shr[aiu]nk|improved|advanced|declined) $",
    re.IGNORECASE,
)
_RATIO = re.compile(r"(?: in| out of| of every| of the| of|-in-)(?: every)? ?")
_BEFORE = 30


@dataclass(frozen=True, slots=True)
class Joined:
    """An interval or ratio.

    Attributes:
        low, high: its ends.
        stop: where its words end.
        unit: the unit that stands with the first number, "ratio", or empty.
    """

    low: float
    high: float
    stop: int
    unit: str = ""


def join_numbers(text: str, number: Number, following: Number | None, end: int) -> Joined | None:
    """A number with the one that follows it, where the two are one quantity.

    Args:
        text: where they stand.
        number: the first.
        following: the next number of the sentence.
        end: of the sentence.
    """
    if following is None or following.end > end or number.is_vague or number.low is None or following.high is None:
        return None
    return _join_ratio(text, number, following) or _join_interval(text, number, following, end)


def _join_ratio(text: str, number: Number, following: Number) -> Joined | None:
    between = _RATIO.fullmatch(text, number.end, following.start)
    both_words = number.is_word and following.is_word
    # "1 in 5" too, but not "3 of 12" in digits, of which nothing says that it is a share.
    if between is None or not (both_words or between[0].strip() in {"in", "out of", "-in-", "in every"}):
        return None
    if not following.high or number.low is None or number.low > following.high:
        return None
    if _YEARLIKE.fullmatch(text[following.start : following.end]):
        return None
    share = number.low / following.high
    return Joined(share, share, following.end, "ratio")


_YEARLIKE = re.compile(r"(?:1[89]|20)\d\d")


def _join_interval(text: str, number: Number, following: Number, end: int) -> Joined | None:
    first_sign = currency_before(text, number.start, max(0, number.start - _BEFORE))
    unit, at = ("", number.end) if first_sign[1] else read_unit(text, number.end, following.start, number.high)
    sign_start, second_sign = currency_before(text, following.start, at)
    joiner = _JOINER.fullmatch(text, at, sign_start)
    if joiner is None or number.low is None or following.high is None:
        return None
    before = text[max(0, first_sign[0] - _BEFORE) : first_sign[0]]
    if _AND.fullmatch(joiner[0]) and not _BETWEEN.search(before):
        return None
    if (unit or first_sign[1]) and _MOVED.search(before) and joiner[0].strip() == "to":
        return None
    second, _ = ("", 0) if second_sign else read_unit(text, following.end, end, following.high)
    if (unit and unit != second) or (first_sign[1] and not first_sign[1].endswith(second_sign)):
        return None
    if second_sign and not first_sign[1]:
        return None
    low, high = _same_scale(text, number, following)
    return Joined(low, high, following.end) if low < high else None


def _same_scale(text: str, number: Number, following: Number) -> tuple[float, float]:
    """Both ends: "10 to 20 million" means 10 million to 20 million."""
    low, high = number.low or 0.0, following.high or 0.0
    scale = _scale_of(text[following.start : following.end])
    own = _scale_of(text[number.start : number.end])
    return (low * scale if own == 1 and scale > 1 and low * scale <= high else low), high


def _scale_of(words: str) -> float:
    """The scale written with a number: a million in "20 million" and in "20m"; 1 where none is."""
    last = re.search(r"([A-Za-z]+)$", words)
    name = last[1].lower() if last else ""
    return SCALES.get(name) or SHORT_SCALES.get(name) or 1.0
