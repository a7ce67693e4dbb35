"""What a time expression is resolved against: the document's date, the date before it, and the tense around it."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from wherefrom.figures import calendar
from wherefrom.figures.calendar import Period
from wherefrom.records import Granularity

# A narrative (a history, a chronology) is told some years from where the text was published; its yearless dates belong to
# the year that it is telling of, not to that of publication.
NARRATIVE_YEARS = 2

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
    """

    published: Period | None
    before: Period | None = None
    years: list[int] = field(default_factory=list)

    def today(self) -> date | None:
        """The day of publication, when it is known to the day."""
        if self.published is None or self.published.granularity is not Granularity.DAY:
            return None
        return self.published.first

    def note(self, period: Period) -> None:
        """Remember a date that stands on the calendar by itself or was put there."""
        self.before = period
        self.years.append(period.first.year)

    def telling_year(self) -> int | None:
        """The year that a narrative is telling of; None when the text tells of its own days."""
        if not self.years:
            return None
        if self.published is None:
            return self.years[-1]
        far = abs(self.years[-1] - self.published.first.year) >= NARRATIVE_YEARS
        return self.years[-1] if far else None

    def year_for(self, month_number: int, day_number: int, tense: int) -> tuple[int, str] | None:
        """The year of a date given without one, and what decided it.

        Args:
            month_number: the month given.
            day_number: the day given, 15 for a month alone.
            tense: -1 past, 1 future, 0 unknown.
        """
        telling = self.telling_year()
        if telling is not None:
            return telling, "date before"
        if self.published is None:
            return None
        now = self.published.last
        fits = []
        for year_number in (now.year - 1, now.year, now.year + 1):
            when = calendar.valid_day(year_number, month_number, day_number)
            if when is not None:
                # Against the tense counts as half a year farther away: tense is a hint, nearness a better one.
                against = (tense < 0 and when > now) or (tense > 0 and when < now)
                fits.append((abs((when - now).days) + (183 if against else 0), year_number))
        return (min(fits)[1], "document date") if fits else None

    def weekday(self, number: int, tense: int) -> Period | None:
        """The day of that name nearest to publication: the last one, unless the words look ahead."""
        today = self.today()
        if today is None:
            return None
        ahead = (number - today.weekday()) % 7
        return calendar.day(today + timedelta(days=ahead if tense > 0 or ahead == 0 else ahead - 7))


def tense_around(text: str, sentence_start: int, start: int, end: int, sentence_end: int) -> int:
    """-1 when the words around an expression look back, 1 when they look ahead, 0 when they do not say."""
    near = text[max(sentence_start, start - 80) : start] + " " + text[end : min(sentence_end, end + 60)]
    future, past = len(_FUTURE.findall(near)), len(_PAST.findall(near))
    if future and not past:
        return 1
    if past and not future:
        return -1
    # Both: "said that it will open on Monday" looks ahead, since the reporting verb stands in the past anyway.
    return 1 if future and _FUTURE.search(text[max(sentence_start, start - 40) : start]) else -1 if past else 0
