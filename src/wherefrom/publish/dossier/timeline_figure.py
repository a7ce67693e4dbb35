"""The timeline as a drawing: each stretch of the calendar that the documents name, as wide as it is left open."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wherefrom.records import DateMention

MOST_ROWS = 60
_LABEL, _WIDTH, _RIGHT = 168, 720, 60
_ROW, _TOP = 22, 34
_LEAST_WIDTH = 5.0
_MOST_TICKS = 8
_FEW_YEARS = 3


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One stretch of the calendar and how often it is mentioned."""

    y: int
    x: float
    width: float
    label: str
    mentions: int
    is_point: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis, at the start of a year, or of a month where the axis is short."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class TimelineFigure:
    """The whole drawing, in pixels; ``left_out`` stretches are in the table only."""

    width: int
    height: int
    rows: tuple[TimelineRow, ...]
    ticks: tuple[Tick, ...]
    left_out: int


def draw_timeline(mentions: Iterable[DateMention]) -> TimelineFigure | None:
    """Place the most mentioned stretches on one linear axis; None when there are none."""
    counted: Counter[tuple[date, date]] = Counter()
    for mention in mentions:
        stretch = read_stretch(mention)
        if stretch:
            counted[stretch] += 1
    if not counted:
        return None
    most = sorted(counted, key=lambda stretch: (-counted[stretch], stretch))[:MOST_ROWS]
    shown = sorted(most)
    first = min(start for start, _ in shown).toordinal()
    days = max(max(end for _, end in shown).toordinal() - first + 1, 1)
    scale = _WIDTH / days
    rows = tuple(
        TimelineRow(
            y=_TOP + number * _ROW,
            x=_LABEL + (start.toordinal() - first) * scale,
            width=max((end.toordinal() - start.toordinal() + 1) * scale, _LEAST_WIDTH),
            label=start.isoformat() if start == end else f"{start.isoformat()} – {end.isoformat()}",
            mentions=counted[start, end],
            is_point=start == end,
        )
        for number, (start, end) in enumerate(shown)
    )
    ticks = _make_ticks(first, days, scale)
    return TimelineFigure(
        _LABEL + _WIDTH + _RIGHT, _TOP + len(shown) * _ROW + 8, rows, ticks, len(counted) - len(shown)
    )


def read_stretch(mention: DateMention) -> tuple[date, date] | None:
    """First and last day that a mention may mean; None when it is not on the calendar."""
    if mention.first is None:
        return None
    try:
        first, last = date.fromisoformat(mention.first[:10]), date.fromisoformat((mention.last or mention.first)[:10])
    except ValueError:
        return None
    return (first, max(first, last))


def _make_ticks(first: int, days: int, scale: float) -> tuple[Tick, ...]:
    start, end = date.fromordinal(first).year, date.fromordinal(first + days - 1).year
    step = next(
        size for size in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000) if (end - start) / size <= _MOST_TICKS
    )
    if end - start < _FEW_YEARS:
        months = [date(year, month, 1) for year in range(start, end + 1) for month in range(1, 13)]
        spots = [(month, month.toordinal() - first) for month in months if 0 <= month.toordinal() - first < days]
        every = -(-len(spots) // _MOST_TICKS) or 1
        return tuple(Tick(_LABEL + offset * scale, f"{month:%Y-%m}") for month, offset in spots[::every])
    years = [year for year in range(start - start % step, end + 1, step) if year >= 1]
    placed = [(year, date(year, 1, 1).toordinal() - first) for year in years]
    return tuple(Tick(_LABEL + offset * scale, str(year)) for year, offset in placed if offset >= 0)
