"""Stretches of the calendar and their TIMEX3 values (ISO-TimeML, https://timeml.github.io), and arithmetic on them.

Years are counted as astronomers do: 1 BC is the year 0, 480 BC the year -479. Python's calendar begins with the year 1,
so a stretch before it has a TIMEX3 value but no first and last day.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from wherefrom.records import Granularity

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# TIMEX3 code and first month, northern hemisphere; winter is named after the year in which it begins.
SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "fall": ("FA", 9), "autumn": ("FA", 9), "winter": ("WI", 12)}
YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, as fine as the words give it.

    Attributes:
        first, last: its days, both inclusive; None before the year 1.
        granularity: how fine the words give it.
        timex: its TIMEX3 value.
        year: its first year, as astronomers count.
        month: its first month, 0 when it is no finer than a year.
    """

    first: date | None
    last: date | None
    granularity: Granularity
    timex: str
    year: int
    month: int = 0


def day(when: date) -> Period:
    """One day."""
    return Period(when, when, Granularity.DAY, when.isoformat(), when.year, when.month)


def week(when: date) -> Period:
    """The week, Monday to Sunday, that holds a day."""
    monday = when - timedelta(days=when.weekday())
    number, index, _ = when.isocalendar()
    return Period(
        monday, monday + timedelta(days=6), Granularity.WEEK, f"{number:04d}-W{index:02d}", when.year, when.month
    )


def weekend(when: date) -> Period:
    """The Saturday and Sunday of the week that holds a day."""
    of = week(when)
    saturday = (of.first or when) + timedelta(days=5)
    return Period(
        saturday, saturday + timedelta(days=1), Granularity.SPAN, of.timex + "-WE", saturday.year, saturday.month
    )


def month(number: int, index: int) -> Period:
    """One month of a year; ``index`` may run over, 13 being January of the next."""
    number, index = number + (index - 1) // 12, (index - 1) % 12 + 1
    return _months(number, index, 1, Granularity.MONTH, f"{index:02d}")


def quarter(number: int, index: int) -> Period:
    """One quarter of a year; ``index`` may run over."""
    number, index = number + (index - 1) // 4, (index - 1) % 4 + 1
    return _months(number, 3 * index - 2, 3, Granularity.QUARTER, f"Q{index}")


def half_year(number: int, index: int) -> Period:
    """The first or second half of a year."""
    return _months(number, 6 * index - 5, 6, Granularity.SPAN, f"H{index}")


def season(number: int, name: str) -> Period:
    """A season of a year, northern, as whole months: as near as the word comes."""
    code, start = SEASONS[name]
    return _months(number, start, 3, Granularity.SEASON, code)


def year(number: int) -> Period:
    """One year."""
    return Period(*_days(number, number), Granularity.YEAR, show_year(number), number)


def decade(number: int) -> Period:
    """The ten years that hold a year, from one that ends in 0."""
    first = number // 10 * 10
    if number < 1:
        # The 470s BC are 479 to 470 BC: the years -478 to -469.
        first = -((1 - number) // 10 * 10 + 9) + 1
    return Period(*_days(first, first + 9), Granularity.DECADE, show_year(number)[:-1], first)


def century(index: int) -> Period:
    """A century; the 19th is 1800 to 1899, as most writers mean it; negative before Christ."""
    if index < 0:
        first = 1 + 100 * index
        return Period(None, None, Granularity.CENTURY, f"BC{-index - 1:02d}", first)
    first = (index - 1) * 100
    return Period(*_days(max(first, 1), first + 99), Granularity.CENTURY, f"{index - 1:02d}", first)


def stretch(start: Period, end: Period) -> Period:
    """From the first day of one to the last day of the other."""
    return Period(start.first, end.last, Granularity.SPAN, f"{start.timex}/{end.timex}", start.year, start.month)


def part_of(whole: Period, words: str) -> Period:
    """The early, middle or late third of a stretch; its first or last day counts as that third, no finer."""
    if whole.first is None or whole.last is None:
        return whole
    index = 1 if "mid" in words else 2 if any(word in words for word in ("late", "end", "close")) else 0
    days = (whole.last - whole.first).days + 1
    first = whole.first + timedelta(days=days * index // 3)
    last = whole.first + timedelta(days=max(days * (index + 1) // 3 - 1, days * index // 3))
    return Period(first, last, whole.granularity, whole.timex, first.year, first.month if whole.month else 0)


def shift(base: Period, unit: str, count: int) -> Period | None:
    """The day, week, month, quarter, season, year, … ``count`` units from the one in which ``base`` begins.

    Returns:
        None when ``base`` is too coarse to say (a day counted from a year) or the answer leaves the calendar.
    """
    if abs(count) > MOST:
        return None
    try:
        if unit in YEARS:
            return _shift_years(base, unit, count)
        if unit in {"month", "quarter"}:
            if not base.month:
                return None
            return (
                month(base.year, base.month + count)
                if unit == "month"
                else quarter(base.year, (base.month + 2) // 3 + count)
            )
        return _shift_days(base, unit, count)
    except (OverflowError, ValueError):
        return None


def _shift_years(base: Period, unit: str, count: int) -> Period | None:
    if unit == "century":
        return (
            century((base.year + 99 * (base.year > 0)) // 100 + (base.year % 100 == 0) + count)
            if base.year > 0
            else None
        )
    number = base.year + count * YEARS[unit]
    return decade(number) if unit == "decade" else year(number)


def _shift_days(base: Period, unit: str, count: int) -> Period | None:
    fine = base.granularity in {Granularity.DAY, Granularity.HOUR, Granularity.MINUTE}
    if base.first is None or (not fine and (unit == "day" or base.granularity is not Granularity.WEEK)):
        return None
    if unit == "day":
        return day(base.first + timedelta(days=count))
    moved = base.first + timedelta(weeks=count * (2 if unit == "fortnight" else 1))
    return weekend(moved) if unit == "weekend" else week(moved)


def valid_day(number: int, month_index: int, day_index: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    try:
        return date(number, month_index, day_index)
    except ValueError:
        return None


def read_iso(text: str | None) -> Period | None:
    """The period that an ISO 8601 date or time names: "2012-02-15", "2012-02", "2012"; None for anything else."""
    parts = (text or "")[:10].split("-")
    if not all(part.isdecimal() and part.isascii() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    try:
        if len(numbers) == 1:
            return year(numbers[0]) if MINYEAR <= numbers[0] <= MAXYEAR else None
        return month(*numbers) if len(numbers) == 2 else day(date(*numbers))  # noqa: PLR2004
    except (ValueError, TypeError):
        return None


def show_year(number: int) -> str:
    """A year as TIMEX3 writes it: "2012", "BC0480"."""
    return f"{number:04d}" if number > 0 else f"BC{1 - number:04d}"


def _days(first: int, last: int) -> tuple[date | None, date | None]:
    if first < MINYEAR or last > MAXYEAR:
        return None, None
    return date(first, 1, 1), date(last, 12, 31)


def _months(number: int, index: int, length: int, granularity: Granularity, code: str) -> Period:
    """A stretch of months that begins in a month of a year."""
    end_year, end_index = number + (index + length - 2) // 12, (index + length - 2) % 12 + 1
    first = last = None
    if MINYEAR <= number and end_year <= MAXYEAR:
        first, last = date(number, index, 1), date(end_year, end_index, monthrange(end_year, end_index)[1])
    return Period(first, last, granularity, f"{show_year(number)}-{code}", number, index)
