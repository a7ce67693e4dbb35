"""What time expressions are written with, and what a form means: the pieces that all rules share."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from wherefrom.figures.dates import calendar
from wherefrom.figures.dates.calendar import Period
from wherefrom.figures.dates.clock import Clock
from wherefrom.language.calendar_words import MONTHS
from wherefrom.language.numbers import TENS, UNITS
from wherefrom.records import DateKind, Granularity

# How sure a form makes its value: read off train halves by how often the value is right (docs/stages/figures.md).
ITSELF, BY_DOCUMENT, BY_BEFORE, LOOSE, UNPLACED = 0.95, 0.85, 0.7, 0.6, 0.5


@dataclass(frozen=True, slots=True)
class DateReading:
    """What an expression means."""

    kind: DateKind
    period: Period | None
    granularity: Granularity
    timex: str
    anchor: str
    confidence: float
    approximate: bool = False


Handler = Callable[[re.Match[str], Clock, int], DateReading | None]
Row = tuple[re.Pattern[str], Handler]

MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon\.|Tues?\.|Wed\.|Thurs?\.|Fri\.|Sat\.|Sun\."
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%]|:\d|,\d{3}|\.\d)"
YEAR = r"(?P<year>1[0-9]\d\d|20\d\d)(?![\d%]|,\d{3}|\.\d)"
PART = r"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:[Tt]he )?(?:beginning|start|middle|end) of|[Mm]iddle of|[Ee]nd of)[ -](?:in |the )?)?"
COUNT = (
    rf"(?P<count>\d{{1,4}}|an?|several|a few|few|a couple of|{'|'.join([*UNITS, *TENS])})(?P<half>[ -]1/2| and a half)?"
)
UNIT = r"(?P<unit>minute|hour|day|week|month|quarter|year|decade|centur(?:y|ie)|weekend)s?"
ORDINAL = r"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)"
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
PARTS_OF_DAY = [("morning", "TMO"), ("afternoon", "TAF"), ("evening", "TEV"), ("tonight", "TNI"), ("night", "TNI")]
_PART_NAMES = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}


def row(pattern: str, handler: Handler, flags: int = 0) -> Row:
    """A form: what it looks like, as whole words, and what it means."""
    return re.compile(rf"(?<![\w$€£¥])(?:{pattern})(?!\w)", flags), handler


def month_number(word: str) -> int:
    """1 to 12, from a month's name or its abbreviation."""
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(word[:3].lower()))


def dated(period: Period, anchor: str, confidence: float, *, approximate: bool = False) -> DateReading:
    """A stretch of the calendar."""
    return DateReading(DateKind.DATE, period, period.granularity, period.timex, anchor, confidence, approximate)


def unplaced(granularity: Granularity, timex: str = "") -> DateReading:
    """An expression whose place on the calendar nobody can tell from this text."""
    return DateReading(DateKind.DATE, None, granularity, timex, "unresolved", UNPLACED)


def parted(match: re.Match[str], period: Period, anchor: str, confidence: float) -> DateReading:
    """A period, or its early, middle or late part where the words say so."""
    part = (match.groupdict().get("part") or "").lower()
    word = next((name for form, name in _PART_NAMES.items() if form in part), part)
    return dated(calendar.third(period, word) if word else period, anchor, confidence)


def count_of(word: str) -> float | None:
    """The number that a counting word names; None for a vague one."""
    word = word.lower()
    if word.isdigit():
        return int(word)
    return 1 if word in {"a", "an"} else UNITS.get(word, TENS.get(word))


def unit_of(match: re.Match[str]) -> str:
    """The unit of time in the singular."""
    return match["unit"].lower().replace("centurie", "century")


def sure_by(anchor: str) -> float:
    """How sure a date is that was resolved by something."""
    return {"itself": ITSELF, "document date": BY_DOCUMENT}.get(anchor, BY_BEFORE)
