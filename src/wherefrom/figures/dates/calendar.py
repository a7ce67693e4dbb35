"""Stretches of the calendar, and their TIMEX3 values (ISO-TimeML, https://timeml.github.io)."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from wherefrom.records import Granularity

# First month and length in months, northern year; winter belongs to the year in which it ends.
SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "fall": ("FA", 9), "autumn": ("FA", 9), "winter": ("WI", 12)}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends inclusive, as fine as the words give it."""

    first: date
    last: date
    granularity: Granularity
    timex: str


def day(when: date) -> Period:
    """One day."""
    return Period(when, when, Granularity.DAY, when.isoformat())


def week(when: date) -> Period:
    """The week, Monday to Sunday, that holds a day."""
    monday = when - timedelta(days=when.weekday())
    year, number, _ = monday.isocalendar()
    return Period(monday, monday + timedelta(days=6), Granularity.WEEK, f"{year}-W{number:02d}")


def month(year: int, number: int) -> Period:
    """One month of a year; ``number`` may run over, 13 being January of the next."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = monthrange(year, number)[1]
    return Period(date(year, number, 1), date(year, number, last), Granularity.MONTH, f"{year:04d}-{number:02d}")


def quarter(year: int, number: int) -> Period:
    """One quarter of a year; ``number`` may run over."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    first, last = month(year, 3 * number - 2).first, month(year, 3 * number).last
    return Period(first, last, Granularity.QUARTER, f"{year:04d}-Q{number}")


def season(year: int, name: str) -> Period:
    """A season of a year, northern, as whole months: an approximation, and marked so by its granularity."""
    code, start = SEASONS[name]
    first, last = month(year, start).first, month(year, start + 2).last
    return Period(first, last, Granularity.SEASON, f"{year:04d}-{code}")


def year(number: int) -> Period:
    """One year."""
    return Period(date(number, 1, 1), date(number, 12, 31), Granularity.YEAR, f"{number:04d}")


def decade(first: int) -> Period:
    """Ten years from a year that ends in 0."""
    return Period(date(first, 1, 1), date(first + 9, 12, 31), Granularity.DECADE, f"{first // 10:03d}")


def century(number: int) -> Period:
    """The 19th century is 1801 to 1900 to the strict and 1800 to 1899 to most writers; the latter is meant."""
    first = (number - 1) * 100
    return Period(date(max(first, 1), 1, 1), date(first + 99, 12, 31), Granularity.CENTURY, f"{number - 1:02d}")


def stretch(start: Period, end: Period) -> Period:
    """From the first day of one to the last day of the other."""
    return Period(start.first, end.last, Granularity.SPAN, f"{start.timex}/{end.timex}")


def third(whole: Period, part: str) -> Period:
    """The early, middle or late part of a month, year or decade: a third of it, rounded to days."""
    days = (whole.last - whole.first).days + 1
    index = {"early": 0, "mid": 1, "late": 2}[part]
    first = whole.first + timedelta(days=days * index // 3)
    last = whole.first + timedelta(days=days * (index + 1) // 3 - 1)
    return Period(first, last, whole.granularity, whole.timex)


def shift(base: Period, unit: str, count: int) -> Period | None:
    """The day, week, month, quarter, year or decade that lies ``count`` units from the one that holds ``base``.

    Returns:
        None when it lies outside the calendar of Python, years 1 to 9999.
    """
    when = base.first
    if unit == "day" and base.granularity is not Granularity.DAY:
        return None
    try:
        return _SHIFTS.get(unit, _shift_year)(when, count)
    except (OverflowError, ValueError):
        return None


def _shift_year(when: date, count: int) -> Period:
    return year(when.year + count)


_SHIFTS: dict[str, Callable[[date, int], Period]] = {
    "day": lambda when, count: day(when + timedelta(days=count)),
    "week": lambda when, count: week(when + timedelta(weeks=count)),
    "month": lambda when, count: month(when.year, when.month + count),
    "quarter": lambda when, count: quarter(when.year, (when.month + 2) // 3 + count),
    "decade": lambda when, count: decade((when.year // 10 + count) * 10),
}


def valid_day(year_number: int, month_number: int, day_number: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    if not MINYEAR <= year_number <= MAXYEAR:
        return None
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None


def read_iso(text: str | None) -> Period | None:
    """The period that an ISO 8601 date names: "2012-02-15", "2012-02" or "2012"; None for anything else."""
    parts = (text or "")[:10].split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:  # noqa: PLR2004
        return None
    numbers = [int(part) for part in parts]
    try:
        if len(numbers) == 1:
            return year(numbers[0])
        return month(*numbers) if len(numbers) == 2 else day(date(*numbers))  # noqa: PLR2004
    except ValueError:
        return None
