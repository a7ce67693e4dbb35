"""What keeps two statements alike in their words from being one claim: numbers, dates, negation, direction, actors."""

from itertools import pairwise

from wherefrom.link.profiles import Profile
from wherefrom.records import DateMention, Figure

# "About 40" and "42" may be the same count; exact numbers must be equal.
ABOUT_SLACK = 0.1
# A date that was itself placed by a loose rule ("a week before" counted from the date before) keeps nothing apart.
LEAST_SURE = 0.65


def find_veto(a: Profile, b: Profile) -> str:
    """Why two statements are not one claim, in a few words; empty when nothing speaks against it."""
    return next((reason for reason, speaks_against in VETOES if speaks_against(a, b)), "")


def _denied(a: Profile, b: Profile) -> bool:
    return a.negative != b.negative


def _opposite(a: Profile, b: Profile) -> bool:
    theirs = dict(b.directions)
    return any(theirs.get(axis, pole) != pole for axis, pole in a.directions)


def _figures_differ(a: Profile, b: Profile) -> bool:
    """A figure of the side with fewer has none on the other side that it can be."""
    fewer, more = sorted((a.figures, b.figures), key=len)
    left = list(more)
    for figure in fewer:
        partner = next((other for other in left if _same_quantity(figure, other)), None)
        if partner is None:
            return True
        left.remove(partner)
    return False


def _same_quantity(a: Figure, b: Figure) -> bool:
    if a.unit != b.unit:
        return False
    slack = ABOUT_SLACK if "about" in {a.bound.value, b.bound.value} and a.bound is not b.bound else 0.0
    if a.low == b.low and a.high == b.high:
        return True
    if a.low is None or b.low is None or a.high is None or b.high is None:
        # An open side: "over 62,000" and "62,000" give the same number; "over 62,000" and "90,000" do not.
        ours, theirs = a.low if a.low is not None else a.high, b.low if b.low is not None else b.high
        return ours == theirs
    if a.low == a.high and b.low == b.high:
        return abs(a.low - b.low) <= slack * max(abs(a.low), abs(b.low))
    return max(a.low, b.low) <= min(a.high, b.high)


def _dates_differ(a: Profile, b: Profile) -> bool:
    fewer, more = sorted((_placed(a.dates), _placed(b.dates)), key=len)
    # "This morning" of a copy that came out a day later is still the original's morning.
    copied = a.story == b.story
    return not all(any(_overlap(date, other) or (copied and date.raw == other.raw) for other in more) for date in fewer)


def _numbers_differ(a: Profile, b: Profile) -> bool:
    return not (a.digits <= b.digits or b.digits <= a.digits)


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
    return {name for name in ours if name not in known and not any(name[:5] == word[:5] for word in known)}


def _swapped(a: Profile, b: Profile) -> bool:
    """The same names in another order, where the voice of the verb does not explain it."""
    ours = [name for name in dict.fromkeys(a.names) if name in b.names]
    theirs = [name for name in dict.fromkeys(b.names) if name in a.names]
    if len(ours) < 2 or set(ours) != set(theirs):  # noqa: PLR2004
        return False
    place = {name: number for number, name in enumerate(theirs)}
    turned = any(place[one] > place[next_one] for one, next_one in pairwise(ours))
    return turned and a.passive == b.passive


VETOES = (
    ("one denies what the other says", _denied),
    ("they point in opposite directions", _opposite),
    ("their figures differ", _figures_differ),
    ("their dates differ", _dates_differ),
    ("their numbers differ", _numbers_differ),
    ("they name others", _actors_differ),
    ("who did it to whom is the other way round", _swapped),
)
