"""Days that are known by a name, in the years in which they are named."""

import re
from datetime import date, timedelta

from wherefrom.figures.dates import calendar
from wherefrom.figures.dates.clock import Clock
from wherefrom.figures.dates.forms import DateReading, dated, sure_by, unplaced
from wherefrom.records import Granularity

_FIXED = {
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "new year’s day": (1, 1),
    "new year’s eve": (12, 31),
    "halloween": (10, 31),
    "valentine’s day": (2, 14),
    "independence day": (7, 4),
    "veterans day": (11, 11),
    "bastille day": (7, 14),
    "may day": (5, 1),
}
# Month, weekday (Monday 0), which of the month's.
_MOVING = {
    "thanksgiving": (11, 3, 4),
    "labor day": (9, 0, 1),
    "martin luther king day": (1, 0, 3),
}
_NAMES = "|".join(
    name.replace("’", "['’]") + (r"(?: [Dd]ay)?" if name in {"christmas", "thanksgiving"} else "")
    for name in (*_FIXED, *_MOVING)
)
HOLIDAY = rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his) )?(?P<holiday>(?i:{_NAMES}))(?P<part_of_day>)"
_DIRECTION = {"last": -1, "next": 1}


def holiday(match: re.Match[str], clock: Clock, tense: int) -> DateReading | None:
    """Christmas 1963; last Thanksgiving; New Year's Eve."""
    if not match["holiday"][0].isupper():
        return None
    name = match["holiday"].lower().replace("'", "’").removesuffix(" day")
    name = next(known for known in (*_FIXED, *_MOVING) if known.removesuffix(" day") == name)
    number = _FIXED[name][0] if name in _FIXED else _MOVING[name][0]
    middle = _FIXED[name][1] if name in _FIXED else 20
    which = (match["which"] or "").lower()
    if match["year"]:
        chosen: tuple[int, str] | None = (int(match["year"]), "itself")
    elif which in _DIRECTION:
        chosen = clock.nearest_year(number, middle, _DIRECTION[which])
    else:
        chosen = clock.year_for(number, middle, tense)
    if chosen is None:
        return unplaced(Granularity.DAY)
    return dated(calendar.day(_day_of(name, chosen[0])), chosen[1], sure_by(chosen[1]))


def _day_of(name: str, year: int) -> date:
    if name in _FIXED:
        return date(year, *_FIXED[name])
    month, weekday, nth = _MOVING[name]
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
