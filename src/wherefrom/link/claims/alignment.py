"""Alignment: where two wordings differ, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from wherefrom.language.words import FUNCTION_WORDS, Word

_LONGEST = 80
_ARTICLES = frozenset({"the", "a", "an"})
_JOINING = frozenset({"and", "or", "nor", "between"})


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch that one wording has where the other has another, or none."""

    ours: tuple[Word, ...]
    theirs: tuple[Word, ...]


def find_changes(ours: Sequence[Word], theirs: Sequence[Word]) -> tuple[float, list[Change]]:
    """The share of words that stand alike in both (Ratcliff and Obershelp's ratio), and the stretches that do not.

    Args:
        ours: words in order; of longer wordings the first eighty.
        theirs: likewise.
    """
    a, b = list(ours[:_LONGEST]), list(theirs[:_LONGEST])
    matcher = SequenceMatcher(None, [word.stem for word in a], [word.stem for word in b], autojunk=False)
    changes = [
        Change(tuple(a[low:high]), tuple(b[begin:end]))
        for tag, low, high, begin, end in matcher.get_opcodes()
        if tag != "equal"
    ]
    return matcher.ratio(), changes


def find_swap(changes: Sequence[Change], ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether two parties changed places: each name follows in the one wording what the other follows in the other.

    A name that keeps the word before it ("in Ohio") may stand anywhere; two names joined by "and" may stand either way.
    """
    return _moved(changes) or _names_swapped(ours, theirs)


def _moved(changes: Sequence[Change]) -> bool:
    """Whether bare words went from one place to another, or the words of one place come in another order."""
    gone = [(at, own) for at, change in enumerate(changes) if (own := _bare(change.ours))]
    come = [(at, own) for at, change in enumerate(changes) if (own := _bare(change.theirs))]
    return any(
        (at != to and left == arrived) or (len(left) > 1 and left != arrived and sorted(left) == sorted(arrived))
        for at, left in gone
        for to, arrived in come
    )


def _bare(words: Sequence[Word]) -> tuple[str, ...]:
    """The stems of a stretch, empty where a word other than an article ties it to its surroundings."""
    kept = tuple(word.stem for word in words if word.form not in _ARTICLES)
    tied = any(word.form in FUNCTION_WORDS for word in words if word.form not in _ARTICLES)
    return () if tied else kept


def _names_swapped(ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    mine, yours = _places(ours), _places(theirs)
    both = [name for name in mine if name in yours and mine[name] != yours[name]]
    return any(
        mine[one] == yours[other] and mine[other] == yours[one] and not {mine[one], mine[other]} & _JOINING
        for at, one in enumerate(both)
        for other in both[at + 1 :]
    )


def _places(words: Sequence[Word]) -> dict[tuple[str, ...], str]:
    """For each run of capitalised words the word before it; a run that stands in two places is left out."""
    found: dict[tuple[str, ...], str] = {}
    twice: set[tuple[str, ...]] = set()
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and words[end].capital and (words[end].form not in FUNCTION_WORDS):
            end += 1
        if end > at:
            run = tuple(word.stem for word in words[at:end])
            before = next((word.stem for word in reversed(words[:at]) if word.form not in _ARTICLES), "")
            twice.update({run} if run in found else ())
            found[run] = before
        at = max(end, at + 1)
    return {run: before for run, before in found.items() if run not in twice}
