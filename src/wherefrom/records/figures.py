"""Figures and dates: normalised quantities and times, the raw words kept beside them."""

from dataclasses import dataclass
from enum import StrEnum

from wherefrom.records.anchors import Span


class Bound(StrEnum):
    """What the words say of how the true value stands to the one given."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    VAGUE = "vague"


class Granularity(StrEnum):
    """How fine a date is given; its interval is never finer than that."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    SPAN = "span"


class DateKind(StrEnum):
    """What a time expression means: a point or stretch on the calendar, a length of time, or a recurrence."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    SET = "set"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression.

    Attributes:
        id: stable for the same document and span.
        document: id of the document.
        span: the expression.
        raw: its words.
        kind: date, time, duration or set.
        first: first day that it may mean, ISO 8601 ("2012-02-06"); None when it cannot be placed on the calendar.
        last: last day, inclusive; the same as ``first`` for a day.
        granularity: how fine it is given.
        timex: TIMEX3 value ("2012-02-06", "2012-W06", "P3Y", "PAST_REF"); empty when unknown.
        anchor: what it was resolved against: "itself", "document date", "date before", or "unresolved".
        approximate: the words say so ("around 2006").
        confidence: 0 to 1.
        maker: what made it, with version.
    """

    id: str
    document: str
    span: Span
    raw: str
    kind: DateKind
    first: str | None
    last: str | None
    granularity: Granularity
    timex: str
    anchor: str
    approximate: bool
    confidence: float
    maker: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity.

    Attributes:
        id: stable for the same document and span.
        document: id of the document.
        span: the quantity with its modifier and unit, not the thing counted.
        raw: its words.
        low, high: the closed interval that the words name; equal for a single value; None where the words leave a side
            open ("over 62,000" has low 62000 and high None; "several thousand" 2000 to 9999).
        bound: exact, about, over, …
        unit: what it is measured in ("percent", "US dollar", "kilometre"); empty for a plain count.
        counted: the noun counted, lemma where easy ("operation", "practitioner"); empty when unknown.
        counted_span: where the noun stands; None when unknown.
        ratio_of: for a fraction or percentage, what it is a part of, in words; empty when unknown.
        period: id of the date that the figure holds for; empty when the text states none nearby.
        confidence: 0 to 1.
        maker: what made it, with version.
    """

    id: str
    document: str
    span: Span
    raw: str
    low: float | None
    high: float | None
    bound: Bound
    unit: str
    counted: str
    counted_span: Span | None
    ratio_of: str
    period: str
    confidence: float
    maker: str


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures and dates of one document."""

    figures: tuple[Figure, ...] = ()
    dates: tuple[DateMention, ...] = ()
