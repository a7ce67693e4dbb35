"""Dates that are counted from another: from the document's ("last week", "on Monday"), or from the date before."""

import re
from datetime import timedelta

from wherefrom.figures.dates import calendar
from wherefrom.figures.dates.calendar import Period
from wherefrom.figures.dates.clock import Clock
from wherefrom.figures.dates.forms import (
    BY_BEFORE,
    BY_DOCUMENT,
    COUNT,
    LOOSE,
    PART,
    PARTS_OF_DAY,
    UNIT,
    UNPLACED,
    WEEKDAY,
    DateReading,
    Row,
    count_of,
    dated,
    parted,
    row,
    unit_of,
    unplaced,
)
from wherefrom.figures.dates.lasting import duration_of
from wherefrom.language.calendar_words import WEEKDAYS
from wherefrom.records import DateKind, Granularity

_SHORT = frozenset({"minute", "hour"})


def _near_day(match: re.Match[str], clock: Clock, _tense: int) -> DateReading | None:
    """Today, yesterday, tomorrow, this morning, last night."""
    word = match[0].lower()
    today = clock.today()
    offset = -1 if word.startswith(("yesterday", "last")) else 1 if word.startswith("tomorrow") else 0
    part = next((code for name, code in PARTS_OF_DAY if name in word), "")
    kind = DateKind.TIME if part else DateKind.DATE
    if today is None:
        return DateReading(kind, None, Granularity.DAY, "", "unresolved", UNPLACED)
    period = calendar.day(today + timedelta(days=offset))
    return DateReading(kind, period, Granularity.DAY, period.timex + part, "document date", BY_DOCUMENT)


def _weekday_period(match: re.Match[str], clock: Clock, tense: int) -> Period | None:
    word, which = match["weekday"], (match.groupdict().get("which") or "").lower()
    number = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(word[:3].lower()))
    period = clock.weekday(number, 1 if which in {"next", "this coming"} else -1 if which else tense)
    if period is not None and which == "last" and period.first == clock.today():
        return calendar.day(period.first - timedelta(days=7))
    return period


def _weekday(match: re.Match[str], clock: Clock, tense: int) -> DateReading | None:
    period = _weekday_period(match, clock, tense)
    part = (match["part_of_day"] or "").lower()
    code = next((code for name, code in PARTS_OF_DAY if name == part), "")
    kind = DateKind.TIME if code else DateKind.DATE
    if period is None:
        return DateReading(kind, None, Granularity.DAY, "", "unresolved", UNPLACED)
    return DateReading(kind, period, Granularity.DAY, period.timex + code, "document date", BY_DOCUMENT)


def _hour(match: re.Match[str], clock: Clock, tense: int) -> DateReading | None:
    """10 p.m.; noon Thursday; 3:30 today."""
    groups = match.groupdict()
    named = (groups.get("named") or "").lower()
    hour = {"noon": 12, "midday": 12, "midnight": 0}.get(named, int(groups["hour"] or 0) if not named else 0)
    minute, half = int(groups["minute"] or 0), (groups["half"] or "").lower()
    if half.startswith("p") and hour < 12:  # noqa: PLR2004
        hour += 12
    if hour > 24 or minute > 59 or not (half or groups["minute"] or named):  # noqa: PLR2004
        return None
    if groups["weekday"]:
        period = _weekday_period(match, clock, tense)
    elif groups["near"] or clock.telling_year() is None:
        today = clock.today()
        offset = {"yesterday": -1, "tomorrow": 1}.get((groups["near"] or "").lower(), 0)
        period = calendar.day(today + timedelta(days=offset)) if today else None
    else:
        day = clock.before
        period = day if day is not None and day.granularity is Granularity.DAY else None
    shown = f"{period.timex if period else 'XXXX-XX-XX'}T{hour:02d}:{minute:02d}"
    return DateReading(DateKind.TIME, period, Granularity.MINUTE, shown, "document date", LOOSE)


def _last_unit(match: re.Match[str], clock: Clock, _tense: int) -> DateReading | None:
    """Last week, this month, next year, the current quarter, earlier this year, the weekend."""
    unit, which = unit_of(match), match["which"].lower()
    if clock.published is None or unit in {"minute", "hour", "century"}:
        return unplaced(Granularity.SPAN)
    count = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "the": -1, "the past": -1}.get(which, 0)
    if unit == "weekend":
        return _weekend(clock, count)
    period = calendar.shift(clock.published, unit, count)
    return parted(match, period, "document date", BY_DOCUMENT) if period else unplaced(Granularity.SPAN)


def _weekend(clock: Clock, count: int) -> DateReading:
    if (today := clock.today()) is None:
        return unplaced(Granularity.SPAN)
    saturday = today - timedelta(days=today.weekday() - 5) + timedelta(weeks=count)
    if today.weekday() >= 5 and count < 0:  # noqa: PLR2004 - said on a weekend, "the weekend" is this one
        saturday += timedelta(weeks=1)
    year, number, _ = saturday.isocalendar()
    period = Period(saturday, saturday + timedelta(days=1), Granularity.SPAN, f"{year}-W{number:02d}-WE")
    return dated(period, "document date", LOOSE)


def _quarter_before(match: re.Match[str], clock: Clock, _tense: int) -> DateReading | None:
    """The quarter, the latest period, the year-ago quarter: the quarter that the text is about."""
    if (quarter := clock.quarter_near(match.start())) is None:
        return None
    back = -4 if "year" in match[0].lower() else 0
    period = calendar.shift(quarter, "quarter", back)
    return dated(period, "date before", LOOSE) if period else None


def _ago(match: re.Match[str], clock: Clock, _tense: int) -> DateReading | None:
    """Three years ago; a week earlier; three years after (the date before); two days later."""
    count, unit, direction = count_of(match["count"]), unit_of(match), match["direction"].lower()
    ago = direction in {"ago", "back", "from now"}
    # "A week before the fire" counts from the fire: without a date before, nobody can say from when.
    from_event = direction in {"before", "after"}
    if unit == "year" and count == 1 and direction in {"ago", "earlier"} and clock.quarter_near(match.start()):
        return _quarter_before(match, clock, 0)
    base = clock.published if ago or (clock.before is None and not from_event) else clock.before
    lasting = duration_of(match) if from_event else ""
    if count is None or base is None or unit in _SHORT or unit in {"century", "weekend"}:
        if from_event:
            return DateReading(DateKind.DURATION, None, Granularity.SPAN, lasting, "itself", LOOSE)
        return unplaced(Granularity.SPAN, "FUTURE_REF" if direction == "later" else "PAST_REF")
    # "In 2006, three years after becoming director" says that the becoming was three years before 2006.
    back = (ago and direction != "from now") or direction in {"earlier", "before", "after"}
    alone = match.string[match.end() : match.end() + 1] in {".", ",", ""}
    if direction == "after" and alone:
        back = False
    period = calendar.shift(base, unit, round(-count if back else count))
    if period is None:
        return unplaced(Granularity.SPAN)
    anchor = "document date" if base is clock.published else "date before"
    reading = dated(period, anchor, BY_DOCUMENT if ago else LOOSE)
    # Counted from an event that has words of its own: how long is what the expression says, when is an inference.
    return reading if alone or not from_event else _lasting_from(reading, lasting)


def _lasting_from(reading: DateReading, lasting: str) -> DateReading:
    return DateReading(
        reading.kind, reading.period, reading.granularity, lasting, reading.anchor, reading.confidence, approximate=True
    )


def _next_day(match: re.Match[str], clock: Clock, _tense: int) -> DateReading | None:
    """The next day, the following month, that year, the same day, the previous year: counted from the date before."""
    word, unit = match["which"].lower(), match["unit"].lower()
    part = next((code for name, code in PARTS_OF_DAY if name == unit), "")
    count = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(word, 0)
    if clock.before is None:
        return unplaced(Granularity.SPAN)
    period = calendar.shift(clock.before, "day" if part else unit, count)
    if period is None:
        return unplaced(Granularity.SPAN)
    if part:
        return DateReading(DateKind.TIME, period, Granularity.DAY, period.timex + part, "date before", BY_BEFORE)
    return dated(period, "date before", BY_BEFORE)


_I = re.IGNORECASE
_CLOCK = r"(?:(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d))?(?: ?(?P<half>[ap]\.?m\b\.?))?|(?P<named>noon|midday|midnight))"
_AFTER_CLOCK = rf"(?: (?:GMT|EST|EDT|PST|PDT|CST|CDT|UTC|BST|CET|local time|\([^)]{{2,14}}\))(?: time)?)?(?: (?:on )?(?:(?P<weekday>{WEEKDAY})|(?P<near>today|yesterday|tomorrow)))?"

ROWS: tuple[Row, ...] = (
    row(rf"{COUNT} {UNIT} (?P<direction>ago|back|from now|earlier|later|after|before)", _ago, _I),
    row(
        r"the (?P<which>next|following|previous|preceding|same|very same) (?P<unit>day|week|month|year|morning|afternoon|evening|night)",
        _next_day,
        _I,
    ),
    row(
        r"(?P<which>following|preceding|that(?: same)?) (?P<unit>day|week|month|year|morning|afternoon|evening|night)",
        _next_day,
        _I,
    ),
    row(
        rf"{PART}(?:earlier |later )?(?P<which>last|this|next|past|coming|the current)(?: calendar| fiscal)? {UNIT}",
        _last_unit,
        _I,
    ),
    row(r"(?P<which>the(?: past)?) (?P<unit>weekend)", _last_unit, _I),
    row(
        r"(?:the|a) (?:(?:latest|same|most recent) |year[ -](?:ago|earlier) )?(?:quarter|three-month period)"
        r"|the (?:latest|year[ -](?:ago|earlier)) period|year-(?:earlier|ago)",
        _quarter_before,
        _I,
    ),
    row(
        rf"(?:(?P<which>last|next|this|this past|this coming|past) )?(?P<weekday>{WEEKDAY})"
        r"(?: (?P<part_of_day>morning|afternoon|evening|night))?",
        _weekday,
    ),
    row(
        r"today|yesterday(?: (?:morning|afternoon|evening))?|tomorrow(?: (?:morning|afternoon|evening|night))?|tonight|last night"
        r"|this (?:morning|afternoon|evening)",
        _near_day,
        _I,
    ),
    row(rf"{_CLOCK}{_AFTER_CLOCK}", _hour, _I),
)
