"""What a statement says, in the form in which two statements are compared."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from wherefrom.link.words import REPORTING_WORDS, find_words, is_content
from wherefrom.records import CaseRecords, DateKind, DateMention, Figure, Stance, Statement
from wherefrom.spans import contains

Measured = TypeVar("Measured", Figure, DateMention)

# Words of opposite direction. A statement that has the one and not the other never joins one that has it the other way.
_OPPOSITES = """
rise rose risen rising increase increased increasing grow grew growing gain gained climb climbed jump jumped surge surged up higher more | fall fell fallen falling decrease decreased decreasing shrink shrank drop dropped decline declined plunge plunged slump slumped down lower less fewer reduce reduced
before earlier | after later
above over | below under
win won winning | lose lost losing defeat
accept accepted approve approved support supported back backed praise praised | reject rejected oppose opposed block blocked criticize criticized condemn condemned
open opened | close closed shut
arrive arrived enter entered | leave left depart departed
buy bought | sell sold
first | last
guilty | innocent acquitted
hire hired appoint appointed | fire fired dismiss dismissed sack sacked
allow allowed permit permitted | ban banned forbid forbidden prohibit prohibited bar barred
start started begin began | end ended stop stopped
north northern | south southern
east eastern | west western
majority | minority
maximum | minimum
always | never
"""
DIRECTION = {
    word: (axis, pole)
    for axis, sides in enumerate(_OPPOSITES.strip().splitlines())
    for pole, side in enumerate(sides.split("|"))
    for word in side.split()
}
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|is|are|be)\s+(?:\w+\s+)?\w+(?:ed|en|wn|un|ht|ck|de|ne|ld|st|ut)\s+by\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Profile:
    """A statement as it is compared.

    Attributes:
        statement: the record.
        stems: of its content words, without digits, names, or the wrapping of attributions.
        names: of capitalised words inside sentences, case-folded, in order.
        figures, dates: inside it.
        digits: numbers as written that are neither figure nor date.
        negative: it is said with an odd number of negations, or denied.
        directions: axis to pole, for words of direction; an axis with both poles is left out.
        story: the document that its document is a copy of; its own document where it is none.
        passive: its verb is passive with an agent ("was hit by"), so that the doer stands last.
    """

    statement: Statement
    stems: frozenset[str]
    names: tuple[str, ...]
    figures: tuple[Figure, ...]
    dates: tuple[DateMention, ...]
    digits: frozenset[str]
    negative: bool
    directions: tuple[tuple[int, int], ...]
    story: str
    passive: bool


def make_profiles(case: CaseRecords, originals: Mapping[str, str]) -> list[Profile]:
    """The profile of every statement, in order; linear in the size of the case.

    Args:
        case: documents, statements, figures and dates.
        originals: for the id of each copy, the id of the document that it goes back to.
    """
    figures: dict[str, list[Figure]] = defaultdict(list)
    dates: dict[str, list[DateMention]] = defaultdict(list)
    for figure in case.figures:
        figures[figure.document].append(figure)
    for date in case.dates:
        dates[date.document].append(date)
    profiles = []
    for statement in case.statements:
        name = statement.document
        story = originals.get(name, name)
        profiles.append(_make_profile(statement, story, case.document[name].text, figures[name], dates[name]))
    return profiles


def _make_profile(
    statement: Statement, story: str, text: str, figures: list[Figure], dates: list[DateMention]
) -> Profile:
    low, high = statement.spans[0].start, statement.spans[-1].end
    ours = [
        figure
        for figure in _between(figures, low, high)
        if any(contains(span, figure.span) for span in statement.spans)
    ]
    when = [date for date in _between(dates, low, high) if any(contains(span, date.span) for span in statement.spans)]
    taken = [figure.span for figure in ours] + [date.span for date in when]
    stems: set[str] = set()
    names: list[str] = []
    digits: set[str] = set()
    poles: dict[int, set[int]] = defaultdict(set)
    for span in statement.spans:
        for word in find_words(text, span.start, span.end):
            if word.form in DIRECTION:
                axis, pole = DIRECTION[word.form]
                poles[axis].add(pole)
            if word.form[0].isdigit():
                if not any(span.start <= word.start < span.end for span in taken):
                    digits.add(word.stem)
                continue
            if word.capital and word.start > low and not _starts_sentence(text, word.start) and is_content(word):
                names.append(word.form.removesuffix("'s"))
            if is_content(word) and word.form not in REPORTING_WORDS:
                stems.add(word.stem)
    return Profile(
        statement=statement,
        stems=frozenset(stems),
        names=tuple(names),
        figures=tuple(ours),
        dates=tuple(date for date in when if date.kind is not DateKind.DURATION),
        digits=frozenset(digits),
        negative=(len(statement.negations) % 2 == 1) or (not statement.negations and statement.stance is Stance.DENIED),
        directions=tuple(sorted((axis, min(sides)) for axis, sides in poles.items() if len(sides) == 1)),
        story=story,
        passive=_PASSIVE.search(text, low, high) is not None,
    )


def _between(records: list[Measured], low: int, high: int) -> list[Measured]:
    """The records that begin in a stretch; they stand in the order of the text, so they are found by halving."""
    first = bisect_left(records, low, key=lambda record: record.span.start)
    last = bisect_left(records, high, key=lambda record: record.span.start)
    return records[first:last]


def _starts_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip()
    return not before or before[-1] in '.!?:“"‘'
