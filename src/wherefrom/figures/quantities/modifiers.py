"""Words before (or after) a number that say how the true value stands to it."""

import re

from wherefrom.records import Bound

_BEFORE = {
    Bound.ABOUT: "about|around|approximately|roughly|some|nearly|almost|close to|an estimated|estimated|circa|ca\\.|more or less|~",
    Bound.OVER: "more than|over|above|greater than|exceeding|in excess of|upwards of|well over|just over|north of|>",
    Bound.UNDER: "less than|fewer than|under|below|just under|well under|short of|<",
    Bound.AT_LEAST: "at least|no fewer than|no less than|a minimum of|minimum",
    Bound.AT_MOST: "up to|at most|as many as|as much as|no more than|a maximum of|as few as|not more than",
}
_WORDS = [(words, bound) for bound, phrases in _BEFORE.items() for words in phrases.split("|")]
_BOUND_OF = {words.replace("\\", ""): bound for words, bound in _WORDS}
BEFORE = re.compile(
    r"(?<!\w)("
    + "|".join(words for words, _ in sorted(_WORDS, key=lambda pair: -len(pair[0])))
    + r")(?: (?:the|a|an))?[ ]?$",
    re.IGNORECASE,
)
AFTER = re.compile(r" (or more|and more|and counting|or so|or less|or fewer|plus)\b|\+")
_AFTER = {"or so": Bound.ABOUT, "or less": Bound.AT_MOST, "or fewer": Bound.AT_MOST}
LONGEST = 20


def bound_before(text: str, start: int, floor: int) -> tuple[Bound, int]:
    """The bound that the words before a number state, and where those words begin; EXACT and the number's start if none."""
    window = max(floor, start - LONGEST)
    match = BEFORE.search(text[window:start])
    if match is None:
        return Bound.EXACT, start
    return _BOUND_OF[match[1].lower()], window + match.start()


def bound_after(text: str, end: int, ceiling: int) -> tuple[Bound, int]:
    """The bound that the words after a number state, and where they end."""
    match = AFTER.match(text, end, ceiling)
    if match is None:
        return Bound.EXACT, end
    return _AFTER.get((match[1] or "").lower(), Bound.AT_LEAST), match.end()


def open_interval(low: float | None, high: float | None, bound: Bound) -> tuple[float | None, float | None]:
    """The interval that a bound leaves: "over 62,000" has no upper end. "About" keeps the value, and says so by its bound."""
    if bound in {Bound.OVER, Bound.AT_LEAST}:
        return low, None
    if bound in {Bound.UNDER, Bound.AT_MOST}:
        return None, high
    return low, high
