"""Dates that stand on the calendar by themselves, or but for their year: "Feb. 6", "March 2011", "2000–2005", "the 1980s"."""

import re

from wherefrom.figures.dates import calendar
from wherefrom.figures.dates.calendar import SEASONS, Period
from wherefrom.figures.dates.clock import Clock
from wherefrom.figures.dates.forms import (
    BY_DOCUMENT,
    DAY,
    ITSELF,
    LOOSE,
    MONTH,
    NTH,
    ORDINAL,
    PART,
    WEEKDAY,
    YEAR,
    DateReading,
    Row,
    dated,
    month_number,
    parted,
    row,
    sure_by,
    unplaced,
)
from wherefrom.figures.dates.holidays import HOLIDAY, holiday
from wherefrom.language.numbers import TENS, UNITS
from wherefrom.records import DateKind, Granularity

LAST_CENTURY = 21  # a higher ordinal counts something else
_LAST_DAY = 31
_WHOSE_YEAR = r"(?:,? (?:of )?(?P<whose>last|this|next|that(?: same)?|the same|the following|the previous) year)"
_DIRECTION = {"last": -1, "this past": -1, "past": -1, "next": 1, "this coming": 1}


def _year_of(match: re.Match[str], clock: Clock, place: tuple[int, int], tense: int) -> tuple[int, str] | None:
    """The year of a month and day, and what decided it: the words, the document's date, or the date before."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"]), "itself"
    whose = (groups.get("whose") or "").lower()
    if whose in {"last", "this", "next"}:
        published = clock.published
        return (published.first.year + _DIRECTION.get(whose, 0), "document date") if published else None
    if whose:
        shift = 1 if "following" in whose else -1 if "previous" in whose else 0
        return (clock.before.first.year + shift, "date before") if clock.before else None
    which = (groups.get("which") or "").lower()
    if which in _DIRECTION:
        return clock.nearest_year(*place, _DIRECTION[which])
    if which == "this" and clock.published:
        return clock.published.first.year, "document date"
    return clock.year_for(*place, tense)


def _day_of_month(match: re.Match[str], clock: Clock, tense: int) -> DateReading | None:
    """February 15, 2012; 15 February 2012; Feb. 6; Monday, Feb. 6; Aug. 2 last year."""
    number, month = int(match["day"]), month_number(match["month"])
    if not 0 < number <= _LAST_DAY:
        return None
    chosen = _year_of(match, clock, (month, min(number, 28)), tense)
    if chosen is None:
        return unplaced(Granularity.DAY, f"XXXX-{month:02d}-{number:02d}")
    when = calendar.valid_day(chosen[0], month, number)
    return dated(calendar.day(when), chosen[1], sure_by(chosen[1])) if when else None


def _days_of_month(match: re.Match[str], clock: Clock, tense: int) -> DateReading | None:
    """July 12–14, 1995; 6-7 January 1916; between 3 and 5 May."""
    month, first, last = month_number(match["month"]), int(match["day"]), int(match["to"])
    chosen = _year_of(match, clock, (month, min(first, 28)), tense)
    if chosen is None:
        return unplaced(Granularity.SPAN)
    start, end = calendar.valid_day(chosen[0], month, first), calendar.valid_day(chosen[0], month, last)
    if start is None or end is None or start >= end:
        return None
    return dated(calendar.stretch(calendar.day(start), calendar.day(end)), chosen[1], sure_by(chosen[1]))


def _month_of_year(match: re.Match[str], clock: Clock, tense: int) -> DateReading | None:
    """September 2006; early May 2011; March; last March; June last year; August of that year."""
    number = month_number(match["month"])
    chosen = _year_of(match, clock, (number, 15), tense)
    if chosen is None:
        return unplaced(Granularity.MONTH, f"XXXX-{number:02d}")
    return parted(match, calendar.month(chosen[0], number), chosen[1], sure_by(chosen[1]))


def _year(match: re.Match[str], _clock: Clock, _tense: int) -> DateReading | None:
    return parted(match, calendar.year(int(match["year"])), "itself", ITSELF)


def _year_in_words(match: re.Match[str], _clock: Clock, _tense: int) -> DateReading | None:
    """Nineteen ninety-six; two thousand and five: how a broadcast is written down."""
    words = re.split(r"[ -]", match[0].lower())
    values = [UNITS.get(word, TENS.get(word, 0)) for word in words if word != "and"]
    number = 2000 + sum(values[1:]) if words[0] == "two" else values[0] * 100 + sum(values[1:])
    return dated(calendar.year(number), "itself", ITSELF)


def _years(match: re.Match[str], _clock: Clock, _tense: int) -> DateReading | None:
    """2000–2005; between 1999 and 2004; 2005-06."""
    start, end = int(match["year"]), match["to"]
    last = int(str(start)[: 4 - len(end)] + end)
    if last <= start:
        return None
    return dated(calendar.stretch(calendar.year(start), calendar.year(last)), "itself", ITSELF)


def _months(match: re.Match[str], clock: Clock, tense: int) -> DateReading | None:
    """From March to May 2011; March-May."""
    start, end, year = month_number(match["month"]), month_number(match["to"]), match["year"]
    chosen = (int(year), "itself") if year else clock.year_for(end, 15, tense)
    if chosen is None:
        return unplaced(Granularity.SPAN)
    first = calendar.month(chosen[0] - (start > end), start)
    return dated(calendar.stretch(first, calendar.month(chosen[0], end)), chosen[1], ITSELF if year else BY_DOCUMENT)


def _before_christ(match: re.Match[str], _clock: Clock, _tense: int) -> DateReading | None:
    """493 BC; 499–493 BC: kept as written, since no calendar here reaches back so far."""
    years = [f"BC{int(year):04d}" for year in (match["from"], match["to"]) if year]
    shown = "/".join(years)
    return DateReading(
        DateKind.DATE, None, Granularity.YEAR if len(years) == 1 else Granularity.SPAN, shown, "itself", ITSELF
    )


def _iso(match: re.Match[str], _clock: Clock, _tense: int) -> DateReading | None:
    when = calendar.valid_day(int(match[1]), int(match[2]), int(match[3]))
    return dated(calendar.day(when), "itself", ITSELF) if when else None


def _numeric(match: re.Match[str], _clock: Clock, _tense: int) -> DateReading | None:
    """12/31/1999 has one reading; 03/04/2010 has two, and then only the year is certain."""
    a, b, year = int(match[1]), int(match[2]), int(match[3])
    year += 0 if year > 99 else 1900 if year > 40 else 2000  # noqa: PLR2004
    readings = {when for when in (calendar.valid_day(year, a, b), calendar.valid_day(year, b, a)) if when}
    if len(readings) == 1:
        return dated(calendar.day(readings.pop()), "itself", ITSELF)
    if not readings:
        return None
    early, late = sorted(readings)
    return dated(Period(early, late, Granularity.SPAN, str(year)), "itself", LOOSE, approximate=True)


def _decade(match: re.Match[str], clock: Clock, _tense: int) -> DateReading | None:
    first = int(match["decade"]) if match["decade"] else 1900 + int(match["short"])
    if match["short"] and int(match["short"]) < 20 and clock.published and clock.published.first.year >= 2000:  # noqa: PLR2004
        first += 100
    return parted(match, calendar.decade(first), "itself", ITSELF)


def _century(match: re.Match[str], _clock: Clock, _tense: int) -> DateReading | None:
    number = int(match["number"])
    return parted(match, calendar.century(number), "itself", ITSELF) if 0 < number <= LAST_CENTURY else None


def _quarter(match: re.Match[str], clock: Clock, _tense: int) -> DateReading | None:
    number, year = NTH[match["nth"].lower()] if match["nth"] else int(match["q"]), match["year"] or match["first"]
    if year:
        return dated(calendar.quarter(int(year), number), "itself", ITSELF)
    if clock.published is None:
        return unplaced(Granularity.QUARTER, f"XXXX-Q{number}")
    # The quarter of that number that ended, or is running, at the time of writing.
    now = clock.published.last
    year_number = now.year - (number > (now.month + 2) // 3)
    return dated(calendar.quarter(year_number, number), "document date", LOOSE)


def _season(match: re.Match[str], clock: Clock, tense: int) -> DateReading | None:
    name, which = match["season"].lower(), (match["which"] or "").lower()
    if match["year"]:
        return dated(calendar.season(int(match["year"]), name), "itself", ITSELF)
    telling = clock.telling_year()
    if not which and (telling is None or name == "fall"):
        return None  # in news, "the summer heat" names no summer; a narrative is always in some year
    chosen = (
        (telling, "date before")
        if telling
        else clock.nearest_year(SEASONS[name][1] % 12 + 1, 15, _DIRECTION.get(which, tense))
    )
    if chosen is None:
        return unplaced(Granularity.SEASON)
    return dated(calendar.season(chosen[0], name), chosen[1], LOOSE)


_PREPOSITION = "|".join(
    rf"(?<=\b{word} )"
    for word in ("in", "In", "since", "Since", "until", "of", "by", "By", "during", "from", "From", "to", "for")
)
# Bare months that mean nothing else; "May", "March" and "Jan" do.
_UNMISTAKEN = r"(?P<month>January|February|April|June|July|August|September|October|November|December)"
_TO = r"(?: ?[–—-] ?| to | through | until )"
_FISCAL = r"(?:fiscal(?: year)? )?"

ROWS: tuple[Row, ...] = (
    row(r"(\d{4})-([01]\d)-([0-3]\d)(?:T[\d:]{5,8}Z?)?", _iso),
    row(r"([0-3]?\d)/([0-3]?\d)/(\d{4}|\d{2})", _numeric),
    row(
        rf"{MONTH} (?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:{_TO}| and )(?P<to>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:%])(?:,? {YEAR})?",
        _days_of_month,
    ),
    row(
        rf"(?:the )?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:{_TO}| and )(?P<to>[0-3]?\d)(?:st|nd|rd|th)? (?:of )?{MONTH}(?:,? {YEAR})?",
        _days_of_month,
    ),
    row(rf"(?:(?:{WEEKDAY}),? )?{MONTH} {DAY}(?:,? {YEAR}|{_WHOSE_YEAR})?", _day_of_month),
    row(rf"(?:(?:{WEEKDAY}),? )?(?:the )?{DAY} (?:of )?{MONTH}(?:,? {YEAR}|{_WHOSE_YEAR})?", _day_of_month),
    row(
        rf"(?:from |between )?{MONTH}(?: to | through | and |[–—-]){MONTH.replace('<month>', '<to>')}(?:,? (?:of )?{YEAR})?",
        _months,
    ),
    row(rf"{PART}{MONTH}(?:,? (?:of )?{YEAR}|{_WHOSE_YEAR})", _month_of_year),
    row(rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?) {MONTH}", _month_of_year),
    row(rf"{PART.removesuffix('?')}{MONTH}(?! \d)", _month_of_year),
    row(rf"(?:{_PREPOSITION}){MONTH}(?! \d)", _month_of_year),
    row(rf"{_UNMISTAKEN}(?! \d)", _month_of_year),
    row(rf"(?:between ){YEAR} and (?P<to>1\d{{3}}|20\d\d)(?!\d|,\d)", _years, re.IGNORECASE),
    row(rf"(?:from )?{YEAR}{_TO}(?P<to>1\d{{3}}|20\d\d|\d\d)(?!\d|,\d|-)", _years),
    row(
        r"(?P<from>\d{1,4})(?: ?[–—-] ?| to |(?: (?:BC|B\.C\.?))? ?[–—-] ?)(?P<to>\d{1,4}) (?:BCE?|B\.C\.(?:E\.)?)",
        _before_christ,
    ),
    row(r"(?P<from>\d{1,4})(?P<to>) (?:BCE?|B\.C\.?(?:E\.)?)", _before_christ),
    row(rf"(?:the )?{PART}(?:(?P<decade>1[5-9]\d0|20[0-3]0)['’]?|['’](?P<short>[2-9]0))s", _decade),
    row(rf"(?:the )?{PART}(?P<number>\d\d?)(?:st|nd|rd|th)[ -][Cc]entury", _century),
    row(
        rf"(?:the )?(?:(?P<first>19\d\d|20\d\d) )?(?:{ORDINAL}[ -]quarter(?: of)?|Q(?P<q>[1-4]))(?: {_FISCAL}{YEAR})?",
        _quarter,
        re.IGNORECASE,
    ),
    row(
        rf"(?:the )?(?:early |late |mid-)?(?:(?P<which>last|next|this|past) )?(?P<season>{'|'.join(SEASONS)})(?: of)?(?: {YEAR})?",
        _season,
        re.IGNORECASE,
    ),
    row(rf"{HOLIDAY}(?:,? (?:of |in )?{YEAR})?", holiday),
    row(
        rf"nineteen (?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(list(UNITS)[1:10])}))?|nineteen (?:oh|hundred)"
        rf"|(?<=year )two thousand(?: and)?(?: (?:{'|'.join(list(UNITS)[1:])}))?",
        _year_in_words,
        re.IGNORECASE,
    ),
    row(rf"{PART}(?:[Ff]iscal )?{YEAR}", _year),
)
