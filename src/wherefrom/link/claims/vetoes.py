"""What keeps two statements alike in their words from being one claim: numbers, dates, negation, direction, actors."""

from collections.abc import Sequence

from wherefrom.link.claims.alignment import Change, find_changes, find_swap
from wherefrom.link.claims.numerals import Numeral, unit_of
from wherefrom.link.claims.profiles import Profile, opposites
from wherefrom.records import DateMention

# A date that was itself placed by a loose rule ("a week before" counted from the date before) keeps nothing apart.
LEAST_SURE = 0.65
# From this share of words on that stand alike, what differs between two wordings is told word by word.
NEAR = 0.6


def find_veto(a: Profile, b: Profile) -> str:
    """Why two statements are not one claim, in a few words; empty when nothing speaks against it."""
    reason = next((reason for reason, speaks_against in _VETOES if speaks_against(a, b)), "")
    if reason:
        return reason
    ratio, changes = find_changes(a.words, b.words)
    if ratio < NEAR:
        return ""
    reason = next((reason for reason, speaks_against in _NEAR_VETOES if speaks_against(changes)), "")
    return reason or (ROLES_SWAPPED if find_swap(changes, a.words, b.words) else "")


def _denied(a: Profile, b: Profile) -> bool:
    return a.negative != b.negative


def _tense_differs(a: Profile, b: Profile) -> bool:
    """One tells of what is to come, the other of what was or is."""
    return a.coming != b.coming


def _opposite(a: Profile, b: Profile) -> bool:
    theirs = dict(b.directions)
    return any(theirs.get(axis, pole) != pole for axis, pole in a.directions)


def _numbers_differ(a: Profile, b: Profile) -> bool:
    """A number of the side with fewer has none on the other side that it can be."""
    fewer, more = sorted((a.numerals, b.numerals), key=len)
    left = list(more)
    for numeral in fewer:
        partner = next((other for other in left if _same_number(numeral, other)), None)
        if partner is None:
            return True
        left.remove(partner)
    return False


def _same_number(a: Numeral, b: Numeral) -> bool:
    """Equal in value and in unit.

    A number without a unit counts things, such as people or sheds, and is no measure: 40 are not 40 litres.
    """
    return (a.low, a.high, a.unit) == (b.low, b.high, b.unit)


def _dates_differ(a: Profile, b: Profile) -> bool:
    fewer, more = sorted((_placed(a.dates), _placed(b.dates)), key=len)
    # "This morning" of a copy that came out a day later is still the original's morning.
    copied = a.story == b.story
    return not all(any(_overlap(date, other) or (copied and date.raw == other.raw) for other in more) for date in fewer)


def _calendars_differ(a: Profile, b: Profile) -> bool:
    """Each side names a weekday, month, day of the month or year that the other does not name."""
    ours, theirs = a.calendar - b.calendar, b.calendar - a.calendar
    return bool({kind for kind, _ in ours} & {kind for kind, _ in theirs})


def _placed(dates: tuple[DateMention, ...]) -> list[DateMention]:
    return [date for date in dates if date.first is not None and date.confidence >= LEAST_SURE]


def _overlap(a: DateMention, b: DateMention) -> bool:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    # Two dates fine to the day or month must agree as far as the coarser goes; years that only touch are told apart too.
    return a.first <= b.last and b.first <= a.last


def _actors_differ(a: Profile, b: Profile) -> bool:
    """Each side may name more than the other, but not each somebody whom the other lacks."""
    ours, theirs = set(a.names), set(b.names)
    return bool(_only(ours, theirs, b) and _only(theirs, ours, a))


def _only(ours: set[str], theirs: set[str], other: Profile) -> set[str]:
    """Names on one side that stand nowhere on the other, not as plain words either."""
    known = theirs | other.stems | {stem for name in other.statement.names for stem in name.key.split()}
    known |= {word.form for word in other.words}
    return {name for name in ours if name not in known and not any(name[:5] == word[:5] for word in known)}


def _turned_about(changes: Sequence[Change]) -> bool:
    """A word is replaced by one of opposite direction."""
    table = opposites()
    for change in changes:
        ours = [table[word.form] for word in change.ours if word.form in table]
        theirs = [table[word.form] for word in change.theirs if word.form in table]
        if any(one[0] == other[0] and one[1] != other[1] for one in ours for other in theirs):
            return True
    return False


def _units_differ(changes: Sequence[Change]) -> bool:
    """A word for a unit is replaced by one for another: "in recent years", "in recent months"."""
    return any(
        len(change.ours) == len(change.theirs) == 1
        and unit_of(change.ours[0].form) != unit_of(change.theirs[0].form)
        and bool(unit_of(change.ours[0].form) and unit_of(change.theirs[0].form))
        for change in changes
    )


_VETOES = (
    ("one denies what the other says", _denied),
    ("they point in opposite directions", _opposite),
    ("one tells of what is to come", _tense_differs),
    ("their numbers differ", _numbers_differ),
    ("their dates differ", _dates_differ),
    ("their months, weekdays or years differ", _calendars_differ),
    ("they name others", _actors_differ),
)
_NEAR_VETOES = (
    ("they point in opposite directions", _turned_about),
    ("their units differ", _units_differ),
)
ROLES_SWAPPED = "who did it to whom is the other way round"
