"""The date published, as precisely as it is written and no more."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

import dateparser

from wherefrom.language.calendar_words import MONTH_NUMBERS

_MONTH = r"(?P<month>" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MONTH} {_DAY},? {_YEAR}\b",
        rf"\b{_DAY} (?:of )?{_MONTH},? {_YEAR}\b",
        r"\b(?P<year>(?:1[6-9]|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
        r"\b(?P<year>(?:1[6-9]|20)\d\d)/(?P<month>[01]?\d)/(?P<day>[0-3]?\d)(?!\d)",
        r"\b(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?P<year>(?:1[6-9]|20)\d\d)\b",
        rf"(?<!\d )\b{_MONTH},? {_YEAR}\b",
    )
)
_SLASHED = re.compile(r"\b(?P<first>[0-3]?\d)[/-](?P<second>[0-3]?\d)[/-](?P<year>(?:19|20)\d\d)\b")
_STATED = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?")
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)")
_LONGEST = 80
_LAST_MONTH = 12


def find_date(line: str) -> tuple[str, int, int] | None:
    """The first date written out in a short line: ISO 8601, and where it starts and ends in the line."""
    line = line[:_LONGEST]
    for pattern in _WRITTEN:
        found = pattern.search(line)
        stated = found and _state(found.groupdict())
        if found and stated:
            return stated, found.start(), found.end()
    found = _SLASHED.search(line)
    if found:
        stated = _state_slashed(int(found["first"]), int(found["second"]), int(found["year"]))
        if stated:
            return stated, found.start(), found.end()
    return None


def state_date(value: str) -> str | None:
    """A date from a metadata field (ISO 8601, mail, HTTP, or words in any language) as ISO 8601, days at the finest.

    "2012-02" stays a month. "03/04/2012" may be two days, so it is none.
    """
    value = " ".join(value.split())[:_LONGEST]
    if _STATED.fullmatch(value):
        return _state_partial(value)
    if _COMPACT.fullmatch(value):
        return _day(int(value[:4]), int(value[4:6]), int(value[6:]))
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(value).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    written = find_date(value)
    if written:
        return written[0]
    return None if _SLASHED.search(value) else _state_in_words(value)


def _state_in_words(value: str) -> str | None:
    if not any(map(str.isdigit, value)) or not any(map(str.isalpha, value)):
        return None
    try:
        found = dateparser.parse(value, settings={"REQUIRE_PARTS": ["day", "month", "year"]})
    except (ValueError, OverflowError, RecursionError, TypeError):
        return None
    # A relative expression ("yesterday", "2 hours ago") would be counted from today, which the text does not mean.
    return found.date().isoformat() if found and str(found.year) in value else None


def _state_partial(value: str) -> str | None:
    year, _, month = value.partition("-")
    if not 1000 <= int(year) <= 2999:  # noqa: PLR2004 - else it is a number, not a year
        return None
    return value if not month or 1 <= int(month) <= _LAST_MONTH else None


def _state_slashed(first: int, second: int, year: int) -> str | None:
    """Only where one of the two can be no month, or both are the same."""
    if first == second or first > _LAST_MONTH >= second:
        return _day(year, second, first)
    return _day(year, first, second) if second > _LAST_MONTH >= first else None


def _state(parts: dict[str, str]) -> str | None:
    year, month, day = int(parts["year"]), parts["month"], parts.get("day")
    number = int(month) if month.isdigit() else MONTH_NUMBERS[month.lower()]
    if day is None:
        return f"{year:04}-{number:02}"
    return _day(year, number, int(day))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
