"""What a time expression is resolved against: the document's date, the date before it, and the tense around it."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from wherefrom.figures.dates import calendar
from wherefrom.figures.dates.calendar import Period
from wherefrom.records import Granularity

# A narrative (a history, a chronology) is told some years from where the text was published; its yearless dates belong to
# the year that it is telling of, not to that of publication.
NARRATIVE_YEARS = 2
# It takes so many years named, and such a share of them far off, to make a text a narrative.
NARRATIVE_NAMED, NARRATIVE_SHARE = 5, 0.6
# A short text needs fewer: one for each stretch of so many code points begun.
NARRATIVE_TEXT = 800
# How much farther than the days ahead the days behind count in a narrative.
BACKWARD = 1.2
# How far on a text about a quarter is still about it, in code points.
QUARTER_REACH = 1500
# How much farther away a date counts that lies against the tense, in days.
AGAINST_TENSE = 250

_NAMED_YEAR = re.compile(r"(?<![\d.,$£€-])(?:1[5-9]|20)\d\d(?![\d%]|,\d)")
_AHEAD = re.compile(r"\b(?:by|until|till|before) (?:the )?(?:end of |early |late |mid-)?$", re.IGNORECASE)
_BACK = re.compile(r"\b(?:had|was|were)\b")
_FUTURE = re.compile(
    r"\b(?:will|shall|won['’]t|going to|plans? to|planned for|scheduled|due|expected|expects?|set to|is to|are to|upcoming|would)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|wrote|[a-z]{3,}ed|held|came|went|took|made|found|began|left|fled|gave|met|fell|rose)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Clock:
    """Where a text stands in time while it is read from its beginning.

    Attributes:
        published: when the document was published; None when unknown.
        before: the calendar date mentioned last.
        narrative: the text tells of other times than its own.
        years: those named so far.
        quarter: the quarter of a year named last, and where.
    """

    published: Period | None
    before: Period | None = None
    narrative: bool = False
    years: list[int] = field(default_factory=list)
    quarter: Period | None = None
    quarter_at: int = 0

    def today(self) -> date | None:
        """The day of publication, when it is known to the day."""
        if self.published is None or self.published.granularity is not Granularity.DAY:
            return None
        return self.published.first

    def note(self, period: Period, at: int, *, itself: bool) -> None:
        """Remember a date that stands on the calendar, where in the text, and whether it does so by itself."""
        self.before = period
        if itself and (self.published is None or not self.narrative or period.first.year != self.published.first.year):
            self.years.append(period.first.year)
        if period.granularity is Granularity.QUARTER and itself:
            self.quarter, self.quarter_at = period, at

    def quarter_near(self, at: int) -> Period | None:
        """The quarter that the text has named not long before a place."""
        return self.quarter if self.quarter is not None and at - self.quarter_at < QUARTER_REACH else None

    def telling_year(self) -> int | None:
        """The year that a narrative is telling of; None when the text tells of its own days."""
        if not self.years or not (self.narrative or self.published is None):
            return None
        return self.years[-1]

    def _told_year(self, month_number: int, day_number: int, telling: int) -> int:
        """The year of a date in a narrative: the one that brings it nearest to the date before."""
        before = self.before
        if before is None or before.granularity not in {Granularity.DAY, Granularity.MONTH}:
            return telling
        fits = []
        for year_number in (before.first.year - 1, before.first.year, before.first.year + 1):
            when = calendar.valid_day(year_number, month_number, day_number)
            if when is not None:
                away = (when - before.first).days
                # A story goes forward as a rule: what lies back counts as farther away.
                fits.append((away if away >= 0 else -away * BACKWARD, year_number))
        return min(fits)[1] if fits else telling

    def nearest_year(self, month_number: int, day_number: int, direction: int) -> tuple[int, str] | None:
        """The year of the nearest such date before (-1) or after (1) publication: "last May", "next March"."""
        if self.published is None:
            return None
        now = self.published.last
        this_year = calendar.valid_day(now.year, month_number, day_number)
        if this_year is None:
            return None
        same_month = month_number == now.month
        past = this_year < now and not same_month
        if direction < 0:
            return now.year - (not past), "document date"
        return now.year + (past or same_month), "document date"

    def year_for(self, month_number: int, day_number: int, tense: int) -> tuple[int, str] | None:
        """The year of a date given without one, and what decided it.

        Args:
            month_number: the month given.
            day_number: the day given, 15 for a month alone.
            tense: -1 past, 1 future, 0 unknown.
        """
        telling = self.telling_year()
        if telling is not None:
            return self._told_year(month_number, day_number, telling), "date before"
        if self.published is None:
            return None
        now = self.published.last
        fits = []
        for year_number in (now.year - 1, now.year, now.year + 1):
            when = calendar.valid_day(year_number, month_number, day_number)
            if when is not None:
                # Against the tense counts as farther away: tense is a hint, nearness another.
                against = (tense < 0 and when > now) or (tense > 0 and when < now)
                fits.append((abs((when - now).days) + (AGAINST_TENSE if against else 0), year_number))
        return (min(fits)[1], "document date") if fits else None

    def weekday(self, number: int, tense: int) -> Period | None:
        """The day of that name nearest to publication: the last one, unless the words look ahead."""
        today = self.today()
        if today is None:
            return None
        ahead = (number - today.weekday()) % 7
        return calendar.day(today + timedelta(days=ahead if tense > 0 or ahead == 0 else ahead - 7))


def tells_of_other_times(text: str, published: Period | None) -> bool:
    """Whether a text is a narrative: most years that it names lie far from its own."""
    if published is None:
        return False
    named = [int(match[0]) for match in _NAMED_YEAR.finditer(text)]
    far = sum(abs(year - published.first.year) >= NARRATIVE_YEARS for year in named)
    enough = min(NARRATIVE_NAMED, 1 + len(text) // NARRATIVE_TEXT)
    # With few years named, all of them.
    share = NARRATIVE_SHARE if far >= NARRATIVE_NAMED else 1.0
    return far >= enough and far >= share * len(named)


def tense_around(text: str, sentence_start: int, start: int, end: int, sentence_end: int) -> int:
    """-1 when the words around an expression look back, 1 when they look ahead, 0 when they do not say."""
    if _AHEAD.search(text[max(sentence_start, start - 20) : start]) and not _BACK.search(text, start - 40, start):
        return 1
    near = text[max(sentence_start, start - 80) : start] + " " + text[end : min(sentence_end, end + 60)]
    future, past = len(_FUTURE.findall(near)), len(_PAST.findall(near))
    if future and not past:
        return 1
    if past and not future:
        return -1
    # Both: "said that it will open on Monday" looks ahead, since the reporting verb stands in the past anyway.
    return 1 if future and _FUTURE.search(text[max(sentence_start, start - 40) : start]) else -1 if past else 0
