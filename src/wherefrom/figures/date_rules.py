"""Time expressions: what they look like, and what each means on a clock.

One row a form: a pattern and a function from its match to a `Reading`. The first row that fits at a place wins, the
longest match of a place before a shorter one. Patterns have bounded repetition only.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from wherefrom.figures import calendar
from wherefrom.figures.calendar import MONTHS, SEASONS, WEEKDAYS, Period
from wherefrom.figures.clock import Clock
from wherefrom.figures.numbers import TENS, UNITS
from wherefrom.records import DateKind, Granularity

# How sure a form makes its value: read off train halves by how often the value is right (docs/stages/figures.md).
ITSELF, BY_DOCUMENT, BY_BEFORE, LOOSE, UNPLACED = 0.95, 0.85, 0.7, 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means."""

    kind: DateKind
    period: Period | None
    granularity: Granularity
    timex: str
    anchor: str
    confidence: float
    approximate: bool = False


LAST_CENTURY = 21  # a higher ordinal counts something else

Handler = Callable[[re.Match[str], Clock, int], Reading | None]

_M = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_W = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon\.|Tues?\.|Wed\.|Thurs?\.|Fri\.|Sat\.|Sun\."
_D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:%]|,\d{3}|\.\d)"
_Y = r"(?P<year>1[0-9]\d\d|20\d\d)(?![\d%]|,\d{3}|\.\d)"
_PART = r"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -](?:in )?)?"
_COUNT = rf"(?P<count>\d{{1,4}}|an?|several|a few|few|a couple of|{'|'.join([*UNITS, *TENS])})"
_UNIT = r"(?P<unit>minute|hour|day|week|month|quarter|year|decade|centur(?:y|ie)|weekend)s?"
_ORDINAL = r"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)"
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_DURATION = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "weekend": "P{}WE", "month": "P{}M"}
_DURATION |= {"quarter": "P{}Q", "year": "P{}Y", "decade": "P{}DE", "century": "P{}CE"}


def _month_number(word: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(word[:3].lower()))


def _dated(period: Period, anchor: str, confidence: float, *, approximate: bool = False) -> Reading:
    return Reading(DateKind.DATE, period, period.granularity, period.timex, anchor, confidence, approximate)


def _unplaced(granularity: Granularity, timex: str = "") -> Reading:
    return Reading(DateKind.DATE, None, granularity, timex, "unresolved", UNPLACED)


def _day_of_month(match: re.Match[str], clock: Clock, tense: int) -> Reading | None:
    """February 15, 2012; 15 February 2012; Feb. 6; Monday, Feb. 6."""
    number, month = int(match["day"]), _month_number(match["month"])
    year, anchor, confidence = match.groupdict().get("year"), "itself", ITSELF
    if year is None:
        chosen = clock.year_for(month, min(number, 28), tense)
        if chosen is None:
            return _unplaced(Granularity.DAY, f"XXXX-{month:02d}-{number:02d}") if 0 < number < 32 else None  # noqa: PLR2004
        year, anchor = str(chosen[0]), chosen[1]
        confidence = BY_DOCUMENT if anchor == "document date" else BY_BEFORE
    when = calendar.valid_day(int(year), month, number)
    return _dated(calendar.day(when), anchor, confidence) if when else None


def _month_of_year(match: re.Match[str], clock: Clock, tense: int) -> Reading | None:
    """September 2006; early May 2011; March; last March."""
    number, year, anchor, confidence = _month_number(match["month"]), match.groupdict().get("year"), "itself", ITSELF
    which = (match.groupdict().get("which") or "").lower()
    if year is None:
        tense = {"last": -1, "next": 1, "this past": -1, "this coming": 1}.get(which, tense)
        chosen = clock.year_for(number, 15, tense)
        if chosen is None:
            return _unplaced(Granularity.MONTH, f"XXXX-{number:02d}")
        year, anchor = str(chosen[0]), chosen[1]
        confidence = BY_DOCUMENT if anchor == "document date" else BY_BEFORE
    return _parted(match, calendar.month(int(year), number), anchor, confidence)


def _parted(match: re.Match[str], period: Period, anchor: str, confidence: float) -> Reading:
    part = match.groupdict().get("part")
    return _dated(calendar.third(period, part.lower()) if part else period, anchor, confidence)


def _year(match: re.Match[str], _clock: Clock, _tense: int) -> Reading | None:
    return _parted(match, calendar.year(int(match["year"])), "itself", ITSELF)


def _years(match: re.Match[str], _clock: Clock, _tense: int) -> Reading | None:
    """2000–2005; between 1999 and 2004; 2005-06."""
    start, end = int(match["year"]), match["to"]
    last = int(str(start)[: 4 - len(end)] + end)
    return (
        _dated(calendar.stretch(calendar.year(start), calendar.year(last)), "itself", ITSELF) if last > start else None
    )


def _months(match: re.Match[str], clock: Clock, tense: int) -> Reading | None:
    """From March to May 2011; March-May."""
    start, end, year = _month_number(match["month"]), _month_number(match["to"]), match["year"]
    chosen = (int(year), "itself") if year else clock.year_for(end, 15, tense)
    if chosen is None:
        return _unplaced(Granularity.SPAN)
    first = calendar.month(chosen[0] - (start > end), start)
    return _dated(calendar.stretch(first, calendar.month(chosen[0], end)), chosen[1], ITSELF if year else BY_DOCUMENT)


def _iso(match: re.Match[str], _clock: Clock, _tense: int) -> Reading | None:
    when = calendar.valid_day(int(match[1]), int(match[2]), int(match[3]))
    return _dated(calendar.day(when), "itself", ITSELF) if when else None


def _numeric(match: re.Match[str], _clock: Clock, _tense: int) -> Reading | None:
    """12/31/1999 has one reading; 03/04/2010 has two, and then only the year is certain."""
    a, b, year = int(match[1]), int(match[2]), int(match[3])
    year += 0 if year > 99 else 1900 if year > 40 else 2000  # noqa: PLR2004
    readings = {when for when in (calendar.valid_day(year, a, b), calendar.valid_day(year, b, a)) if when}
    if len(readings) == 1:
        return _dated(calendar.day(readings.pop()), "itself", ITSELF)
    if not readings:
        return None
    early, late = sorted(readings)
    return _dated(Period(early, late, Granularity.SPAN, str(year)), "itself", LOOSE, approximate=True)


def _decade(match: re.Match[str], clock: Clock, _tense: int) -> Reading | None:
    first = int(match["decade"]) if match["decade"] else 1900 + int(match["short"])
    if match["short"] and int(match["short"]) < 20 and clock.published and clock.published.first.year >= 2000:  # noqa: PLR2004
        first += 100
    return _parted(match, calendar.decade(first), "itself", ITSELF)


def _century(match: re.Match[str], _clock: Clock, _tense: int) -> Reading | None:
    number = int(match["number"])
    return _parted(match, calendar.century(number), "itself", ITSELF) if 0 < number <= LAST_CENTURY else None


def _quarter(match: re.Match[str], clock: Clock, _tense: int) -> Reading | None:
    number, year = _NTH[match["nth"].lower()] if match["nth"] else int(match["q"]), match["year"]
    if year:
        return _dated(calendar.quarter(int(year), number), "itself", ITSELF)
    if clock.published is None:
        return _unplaced(Granularity.QUARTER, f"XXXX-Q{number}")
    # The quarter of that number that ended, or is running, at the time of writing.
    now = clock.published.last
    year_number = now.year - (number > (now.month + 2) // 3)
    return _dated(calendar.quarter(year_number, number), "document date", LOOSE)


def _season(match: re.Match[str], clock: Clock, tense: int) -> Reading | None:
    name, year, which = match["season"].lower(), match["year"], (match["which"] or "").lower()
    if year:
        return _dated(calendar.season(int(year), name), "itself", ITSELF)
    if not which:
        return None  # "the summer heat" names no summer
    chosen = clock.year_for(calendar.SEASONS[name][1] % 12 + 1, 15, {"last": -1, "next": 1}.get(which, tense))
    if chosen is None:
        return _unplaced(Granularity.SEASON)
    return _dated(calendar.season(chosen[0], name), chosen[1], LOOSE)


def _near_day(match: re.Match[str], clock: Clock, _tense: int) -> Reading | None:
    """Today, yesterday, tomorrow, this morning, last night."""
    word = match[0].lower()
    today = clock.today()
    offset = -1 if word.startswith(("yesterday", "last")) else 1 if word.startswith("tomorrow") else 0
    part = next((code for name, code in _PARTS_OF_DAY if name in word), "")
    kind = DateKind.TIME if part else DateKind.DATE
    if today is None:
        return Reading(kind, None, Granularity.DAY, "", "unresolved", UNPLACED)
    period = calendar.day(today + timedelta(days=offset))
    return Reading(kind, period, Granularity.DAY, period.timex + part, "document date", BY_DOCUMENT)


_PARTS_OF_DAY = [("morning", "TMO"), ("afternoon", "TAF"), ("evening", "TEV"), ("tonight", "TNI"), ("night", "TNI")]


def _weekday(match: re.Match[str], clock: Clock, tense: int) -> Reading | None:
    word, which = match["weekday"], (match["which"] or "").lower()
    number = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(word[:3].lower()))
    period = clock.weekday(number, 1 if which == "next" else -1 if which else tense)
    part = (match["part_of_day"] or "").lower()
    code = next((code for name, code in _PARTS_OF_DAY if name == part), "")
    kind = DateKind.TIME if code else DateKind.DATE
    if period is None:
        return Reading(kind, None, Granularity.DAY, "", "unresolved", UNPLACED)
    if which == "last" and period.first == clock.today():
        period = calendar.day(period.first - timedelta(days=7))
    return Reading(kind, period, Granularity.DAY, period.timex + code, "document date", BY_DOCUMENT)


def _last_unit(match: re.Match[str], clock: Clock, _tense: int) -> Reading | None:
    """Last week, this month, next year, the current quarter, earlier this year."""
    unit = match["unit"].lower().replace("centurie", "century")
    if clock.published is None or unit in {"minute", "hour", "century"}:
        return _unplaced(Granularity.SPAN)
    if unit == "weekend":
        unit = "week"
    count = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(match["which"].lower(), 0)
    period = calendar.shift(clock.published, unit, count)
    if period is None:
        return _unplaced(Granularity.SPAN)
    return _parted(match, period, "document date", BY_DOCUMENT)


def _count_of(word: str) -> float | None:
    word = word.lower()
    if word.isdigit():
        return int(word)
    return 1 if word in {"a", "an"} else UNITS.get(word, TENS.get(word))


def _ago(match: re.Match[str], clock: Clock, _tense: int) -> Reading | None:
    """Three years ago; a week earlier; three years after (the date before); two days later."""
    count, unit = _count_of(match["count"]), match["unit"].lower().replace("centurie", "century")
    direction = match["direction"].lower()
    ago = direction in {"ago", "back", "from now"}
    # "A week before the fire" counts from the fire: without a date before, nobody can say from when.
    from_event = direction in {"before", "after"}
    base = clock.published if ago or (clock.before is None and not from_event) else clock.before
    if count is None or base is None or unit in {"minute", "hour", "century", "weekend"}:
        return _unplaced(Granularity.SPAN, "PAST_REF" if ago else "")
    # "In 2006, three years after becoming director" says that the becoming was three years before 2006.
    back = (ago and direction != "from now") or direction in {"earlier", "before", "after"}
    if direction == "after" and match.string[match.end() : match.end() + 1] in {".", ","}:
        back = False
    period = calendar.shift(base, unit, round(-count if back else count))
    if period is None:
        return _unplaced(Granularity.SPAN)
    anchor = "document date" if base is clock.published else "date before"
    return _dated(period, anchor, BY_DOCUMENT if ago else LOOSE)


def _next_day(match: re.Match[str], clock: Clock, _tense: int) -> Reading | None:
    """The next day, the following month, that year, the same day, the previous year: counted from the date before."""
    word, unit = match["which"].lower(), match["unit"].lower()
    if clock.before is None:
        return _unplaced(Granularity.SPAN)
    count = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(word, 0)
    period = calendar.shift(clock.before, unit, count)
    return _dated(period, "date before", BY_BEFORE) if period else _unplaced(Granularity.SPAN)


def _duration(match: re.Match[str], _clock: Clock, _tense: int) -> Reading | None:
    count, unit = _count_of(match["count"]), match["unit"].lower().replace("centurie", "century")
    shown = "X" if count is None else f"{count:g}"
    finest = {"minute": Granularity.MINUTE, "hour": Granularity.HOUR}.get(unit, Granularity.SPAN)
    return Reading(DateKind.DURATION, None, finest, _DURATION[unit].format(shown), "itself", ITSELF, count is None)


def _every(match: re.Match[str], _clock: Clock, _tense: int) -> Reading | None:
    unit = match["unit"].lower().replace("centurie", "century")
    return Reading(DateKind.SET, None, Granularity.SPAN, _DURATION.get(unit, "XXXX").format(1), "itself", LOOSE)


def _vague(match: re.Match[str], _clock: Clock, _tense: int) -> Reading | None:
    word = match[0].lower()
    ref = "PRESENT_REF" if word in _PRESENT else "FUTURE_REF" if "future" in word or word == "soon" else "PAST_REF"
    return Reading(DateKind.DATE, None, Granularity.SPAN, ref, "unresolved", LOOSE, approximate=True)


def _hour(match: re.Match[str], clock: Clock, _tense: int) -> Reading | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"] and match["half"].lower().startswith("p") and hour < 12:  # noqa: PLR2004
        hour += 12
    if hour > 24 or minute > 59 or not (match["half"] or match["minute"]):  # noqa: PLR2004
        return None
    today = clock.today()
    period = calendar.day(today) if today else None
    shown = f"{period.timex if period else 'XXXX-XX-XX'}T{hour:02d}:{minute:02d}"
    return Reading(DateKind.TIME, period, Granularity.MINUTE, shown, "document date", LOOSE)


_PRESENT = {"now", "currently", "at present", "at the moment"}


def _row(pattern: str, handler: Handler, flags: int = 0) -> tuple[re.Pattern[str], Handler]:
    return re.compile(rf"(?<![\w$€£¥])(?:{pattern})(?!\w)", flags), handler


_I = re.IGNORECASE
_NEEDED = _PART.removesuffix("?")
_PREPOSITION = "|".join(
    rf"(?<=\b{word} )" for word in ("in", "In", "since", "Since", "until", "of", "by", "By", "during", "from", "From")
)
RULES: tuple[tuple[re.Pattern[str], Handler], ...] = (
    _row(r"(\d{4})-([01]\d)-([0-3]\d)(?:T[\d:]{5,8}Z?)?", _iso),
    _row(r"([0-3]?\d)/([0-3]?\d)/(\d{4}|\d{2})", _numeric),
    _row(rf"(?:(?:{_W}),? )?{_M} {_D}(?:,? {_Y})?", _day_of_month),
    _row(rf"(?:(?:{_W}),? )?(?:the )?{_D} (?:of )?{_M}(?:,? {_Y})?", _day_of_month),
    _row(
        rf"(?:from |between )?{_M}(?: to | through | and |[–—-]){_M.replace('<month>', '<to>')}(?:,? (?:of )?{_Y})?",
        _months,
    ),
    _row(rf"{_PART}{_M},? (?:of )?{_Y}", _month_of_year),
    _row(rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?) {_M}", _month_of_year),
    _row(rf"{_NEEDED}{_M}(?! \d)", _month_of_year),
    _row(rf"(?:{_PREPOSITION}){_M}(?! \d)", _month_of_year),
    _row(rf"(?:between |from )?{_Y}(?: ?[–—-] ?| to | and | through )(?P<to>1\d{{3}}|20\d\d|\d\d)(?!\d|,\d)", _years),
    _row(rf"(?:the )?{_PART}(?:(?P<decade>1[5-9]\d0|20[0-3]0)['’]?|['’](?P<short>[2-9]0))s", _decade),
    _row(rf"(?:the )?{_PART}(?P<number>\d\d?)(?:st|nd|rd|th) [Cc]entury", _century),
    _row(rf"(?:the )?(?:{_ORDINAL}[ -]quarter(?: of)?|Q(?P<q>[1-4]))(?: {_Y})?", _quarter, _I),
    _row(
        rf"(?:the )?(?:(?P<which>last|next|this|past) )?(?P<season>{'|'.join(SEASONS)})(?: of)?(?: {_Y})?", _season, _I
    ),
    _row(rf"{_COUNT} {_UNIT} (?P<direction>ago|back|from now|earlier|later|after|before)", _ago, _I),
    _row(r"(?:the )?(?P<which>next|following|previous|preceding|same) (?P<unit>day|week|month|year)", _next_day, _I),
    _row(r"(?P<which>that) (?P<unit>day|week|month|year)", _next_day, _I),
    _row(rf"{_PART}(?:earlier |later )?(?P<which>last|this|next|past|coming|the current) {_UNIT}", _last_unit, _I),
    _row(
        rf"(?:(?P<which>last|next|this|this past|this coming) )?(?P<weekday>{_W})"
        r"(?: (?P<part_of_day>morning|afternoon|evening|night))?",
        _weekday,
    ),
    _row(
        r"today|yesterday(?: (?:morning|afternoon|evening))?|tomorrow|tonight|last night|this (?:morning|afternoon|evening)",
        _near_day,
        _I,
    ),
    _row(rf"(?:every|each|per) {_UNIT}", _every, _I),
    _row(rf"(?:the (?:first|last|past|next) )?{_COUNT}[ -]{_UNIT}(?: period)?", _duration, _I),
    _row(r"(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d))? ?(?P<half>[ap]\.?m\.?)?", _hour, _I),
    _row(
        r"now|currently|at present|at the moment|recently|in the past|the (?:near )?future|previously|soon", _vague, _I
    ),
    _row(rf"{_PART}{_Y}", _year),
)
