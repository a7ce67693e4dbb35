"""How long, how often, and words that point at a time without a place: durations, sets, "now", "recently"."""

import re

from wherefrom.figures.dates.clock import Clock
from wherefrom.figures.dates.forms import COUNT, ITSELF, LOOSE, UNIT, WEEKDAY, DateReading, Row, count_of, row, unit_of
from wherefrom.language.calendar_words import WEEKDAYS
from wherefrom.records import DateKind, Granularity

_DURATION = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "weekend": "P{}WE", "month": "P{}M"}
_DURATION |= {"quarter": "P{}Q", "year": "P{}Y", "decade": "P{}0Y", "century": "P{}00Y"}
_HALVES = {"year": "P{}Y6M", "hour": "PT{}H30M", "minute": "PT{}M30S"}
_OFTEN = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "annually": "P1Y",
    "hourly": "PT1H",
    "nightly": "P1D",
}
_PRESENT = {"now", "currently", "at present", "at the moment", "nowadays"}
# What a length of time stands after when it is a rate: "$1.76 a year", "four flights a week".
_RATED = re.compile(r"(?:[\d%)]|illion|thousand|hundred|\b[a-z]{3,}s|once|twice) $")
_UNRATED = re.compile(
    r"\b(?:is|was|has|takes|lasts|this|its|his|as|plus|versus|less|perhaps|always|sometimes|besides|years|months|weeks|days|hours) $"
)


def duration_of(match: re.Match[str]) -> str:
    """The TIMEX3 value of so many units of time; X for a vague number."""
    count, unit = count_of(match["count"]), unit_of(match)
    shown = "X" if count is None else f"{count:g}"
    if match.groupdict().get("half") and unit in _HALVES:
        return _HALVES[unit].format(shown)
    if count is None and unit in {"decade", "century"}:
        return "PXDE" if unit == "decade" else "PXCE"
    return _DURATION[unit].format(shown)


def _duration(match: re.Match[str], _clock: Clock, _tense: int) -> DateReading | None:
    """Three days; a two-week period; half the ages of people left out: "37 years old" is how old somebody is."""
    text, unit = match.string, unit_of(match)
    before = text[max(0, match.start() - 16) : match.start()]
    if match["count"].lower() in {"a", "an"} and _RATED.search(before) and not _UNRATED.search(before):
        return None
    if unit == "quarter":
        return None  # three quarters of something, as a rule
    finest = {"minute": Granularity.MINUTE, "hour": Granularity.HOUR}.get(unit, Granularity.SPAN)
    vague = count_of(match["count"]) is None
    return DateReading(DateKind.DURATION, None, finest, duration_of(match), "itself", ITSELF, vague)


def _recent(match: re.Match[str], _clock: Clock, _tense: int) -> DateReading | None:
    """Recent years, the coming months, for centuries: some of them, nobody says how many."""
    unit = unit_of(match)
    return DateReading(
        DateKind.DURATION, None, Granularity.SPAN, _DURATION[unit].format("X"), "itself", LOOSE, approximate=True
    )


def _every(match: re.Match[str], _clock: Clock, _tense: int) -> DateReading | None:
    unit = unit_of(match)
    shown = "XXXX-XX-XX" if unit == "day" else _DURATION.get(unit, "XXXX").format(1)
    return DateReading(DateKind.SET, None, Granularity.SPAN, shown, "itself", LOOSE)


def _every_weekday(match: re.Match[str], _clock: Clock, _tense: int) -> DateReading | None:
    """Every Monday; Tuesdays."""
    number = next(
        n for n, name in enumerate(WEEKDAYS, 1) if name.startswith((match["weekday"] or match["plural"])[:3].lower())
    )
    return DateReading(DateKind.SET, None, Granularity.DAY, f"XXXX-WXX-{number}", "itself", LOOSE)


def _often(match: re.Match[str], _clock: Clock, _tense: int) -> DateReading | None:
    return DateReading(DateKind.SET, None, Granularity.SPAN, _OFTEN[match[0].lower()], "itself", LOOSE)


def _vague(match: re.Match[str], _clock: Clock, _tense: int) -> DateReading | None:
    word = match[0].lower()
    ref = "PRESENT_REF" if word in _PRESENT else "FUTURE_REF" if "future" in word else "PAST_REF"
    return DateReading(DateKind.DATE, None, Granularity.SPAN, ref, "unresolved", LOOSE, approximate=True)


_I = re.IGNORECASE
_MANY = r"(?P<unit>day|week|month|year|decade|centurie)s"

ROWS: tuple[Row, ...] = (
    row(rf"(?:every|each|per) {UNIT}", _every, _I),
    row(
        rf"(?:[Ee]very|[Ee]ach) (?P<weekday>{WEEKDAY})|(?P<plural>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s",
        _every_weekday,
    ),
    row("|".join(_OFTEN), _often, _I),
    row(
        rf"(?:the )?(?:(?:first|last|past|next|coming) )?{COUNT}[ -](?:more )?{UNIT}(?: period)?(?![ -]old)(?! of age)",
        _duration,
        _I,
    ),
    row(
        rf"(?:(?:in )?(?:the )?(?:recent|past|last|coming|previous|preceding|few) |(?<=\bfor )|(?<=\bin )){_MANY}",
        _recent,
        _I,
    ),
    row(
        r"now|currently|nowadays|at present|at the moment|recently|in the past(?! (?:\w+ )?(?:\w+ )?(?:day|week|month|year|decade|centur))"
        r"|the (?:near )?future",
        _vague,
        _I,
    ),
)
