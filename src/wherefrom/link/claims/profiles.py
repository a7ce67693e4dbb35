"""What a statement says, in the form in which two statements are compared."""

import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from wherefrom.language.calendar_words import MISTAKEN, MONTH_NUMBERS, WEEKDAY_WORDS
from wherefrom.language.lists import read_lexicon
from wherefrom.language.text import text_of
from wherefrom.language.words import REPORTING_WORDS, Word, is_content
from wherefrom.link.claims.meaning import say_statement
from wherefrom.link.claims.numerals import Numeral, find_numerals
from wherefrom.records import CaseRecords, DateKind, DateMention, Stance, Statement
from wherefrom.spans import contains

_COMING = frozenset(
    {"will", "would", "shall", "i'll", "we'll", "he'll", "she'll", "they'll", "it'll", "won't", "wouldn't"}
)
# Words that tell when by themselves; with a capital they are still no names.
_WHEN = frozenset({"yesterday", "today", "tomorrow", "tonight", "midweek", "weekend", "late", "early", "late-night"})
_BEFORE = re.compile(r"([^\W\d_]+)\.?\s+(?:the\s+)?$")
_AFTER = re.compile(r"(?:st|nd|rd|th)?\s+(?:of\s+)?([^\W\d_]+)")
_FIGURES = re.compile(r"\d[/.-]\d")
_FIRST_YEAR, _LAST_YEAR = 1500, 2100


@cache
def _generic() -> frozenset[str]:
    """Nouns that say what kind of thing a name names."""
    return frozenset(_read_lists()["generic"])


@cache
def _read_lists() -> dict[str, list[str]]:
    found: dict[str, list[str]] = tomllib.loads(read_lexicon("generic.toml"))
    return found


@cache
def opposites() -> dict[str, tuple[int, int]]:
    """For each word of direction its axis and its side."""
    axes = tomllib.loads(read_lexicon("opposites.toml"))["axes"]
    return {
        word: (axis, pole)
        for axis, sides in enumerate(axes)
        for pole, side in enumerate(sides)
        for word in side.split()
    }


@dataclass(frozen=True, slots=True)
class Profile:
    """A statement as it is compared.

    Attributes:
        statement: the record.
        text: its words, spans joined by a space.
        words: of it, in order, without numbers, months and weekdays.
        stems: of its content words, without digits or the wrapping of attributions.
        names: of capitalised words inside sentences, case-folded, in order.
        numerals: numbers that are no part of a date.
        calendar: weekdays, months, days of the month and years written in it, each with its kind.
        dates: dates inside it.
        negative: it is said with an odd number of negations, or denied.
        coming: it tells of what is to come.
        directions: axis to pole, for words of direction; an axis with both poles is left out.
        story: the document that its document is a copy of; its own document where it is none.
    """

    statement: Statement
    text: str
    words: tuple[Word, ...]
    stems: frozenset[str]
    names: tuple[str, ...]
    numerals: tuple[Numeral, ...]
    calendar: frozenset[tuple[str, str]]
    dates: tuple[DateMention, ...]
    negative: bool
    coming: bool
    directions: tuple[tuple[int, int], ...]
    story: str


def make_profiles(case: CaseRecords, originals: Mapping[str, str]) -> list[Profile]:
    """The profile of every statement, in order; linear in the size of the case.

    Args:
        case: documents, statements and dates.
        originals: for the id of each copy, the id of the document that it goes back to.
    """
    dates: dict[str, list[DateMention]] = defaultdict(list)
    for date in case.dates:
        dates[date.document].append(date)
    return [
        make_profile(
            statement,
            case.document[statement.document].text,
            dates[statement.document],
            originals.get(statement.document, statement.document),
        )
        for statement in case.statements
    ]


def make_profile(statement: Statement, text: str, dates: list[DateMention], story: str) -> Profile:
    """The profile of one statement.

    Args:
        statement: the record.
        text: its document's.
        dates: of its document, in order.
        story: the document that its document goes back to.
    """
    low, high = statement.spans[0].start, statement.spans[-1].end
    when = [date for date in _between(dates, low, high) if any(contains(span, date.span) for span in statement.spans)]
    words = [word for span in statement.spans for word in text_of(text).words_in(span)]
    numerals = [own for span in statement.spans for own in find_numerals(text, span.start, span.end)]
    return Profile(
        statement=statement,
        text=say_statement(text, statement),
        words=tuple(word for word in words if not (_is_calendar(word) or _is_within(word, numerals))),
        stems=frozenset(word.stem for word in words if _counts(word) and not _is_within(word, numerals)),
        names=tuple(_names(text, low, words)),
        numerals=tuple(own for own in numerals if not _is_of_date(own, text, when) and not _is_year(own, text)),
        calendar=frozenset(_calendar(words)),
        dates=tuple(date for date in when if date.kind is not DateKind.DURATION),
        negative=(len(statement.negations) % 2 == 1) or (not statement.negations and statement.stance is Stance.DENIED),
        coming=any(word.form in _COMING for word in words),
        directions=_directions(words),
        story=story,
    )


def _counts(word: Word) -> bool:
    return not word.form[0].isdigit() and is_content(word) and word.form not in REPORTING_WORDS


def _is_within(word: Word, numerals: list[Numeral]) -> bool:
    """Whether a word is a part of a number: "ten" says no more than "10"."""
    return any(own.start <= word.start < own.end for own in numerals)


def _names(text: str, low: int, words: list[Word]) -> list[str]:
    """Words with a capital inside sentences, without what only tells when, and without the generic part of longer names.

    The Clean Power Plan of one text may be the Clean Power Proposal of another.
    """
    found = []
    for at, word in enumerate(words):
        inside = word.start > low and not _starts_sentence(text, word.start)
        if not (word.capital and inside and is_content(word)) or _is_calendar(word) or word.form in _WHEN:
            continue
        neighbours = words[max(0, at - 1) : at] + words[at + 1 : at + 2]
        if word.form in _generic() and any(other.capital for other in neighbours):
            continue
        found.append(word.form.removesuffix("'s"))
    return found


def _directions(words: list[Word]) -> tuple[tuple[int, int], ...]:
    poles: dict[int, set[int]] = defaultdict(set)
    for word in words:
        if word.form in opposites():
            axis, pole = opposites()[word.form]
            poles[axis].add(pole)
    return tuple(sorted((axis, min(sides)) for axis, sides in poles.items() if len(sides) == 1))


def _calendar(words: list[Word]) -> list[tuple[str, str]]:
    """Weekdays and months by their first letters, years, and the days that stand beside a month, each with its kind."""
    found: list[tuple[str, str]] = []
    for at, word in enumerate(words):
        if _is_year_form(word.form):
            found.append(("year", word.form))
        elif _is_calendar(word):
            found.append(("month" if word.form in MONTH_NUMBERS else "weekday", word.form[:3]))
            if word.form in MONTH_NUMBERS:
                near = words[max(0, at - 1) : at] + words[at + 1 : at + 2]
                found.extend(("day", other.form) for other in near if _is_day_form(other.form))
    return found


def _is_calendar(word: Word) -> bool:
    is_named = word.form in MONTH_NUMBERS or word.form in WEEKDAY_WORDS
    return is_named and (word.capital or word.form not in MISTAKEN)


def _is_day_form(form: str) -> bool:
    return form.isdigit() and len(form) <= len("31")


def _is_year_form(form: str) -> bool:
    return len(form) == len("2016") and form.isdigit() and _FIRST_YEAR <= int(form) <= _LAST_YEAR


def _is_year(numeral: Numeral, text: str) -> bool:
    return not numeral.unit and _is_year_form(text[numeral.start : numeral.end])


def _is_of_date(numeral: Numeral, text: str, dates: list[DateMention]) -> bool:
    """Whether a number is a day beside a month, or a part of a date in figures ("24/05/2016")."""
    if numeral.unit or not _is_day_form(text[numeral.start : numeral.end]):
        return False
    before = _BEFORE.search(text, max(0, numeral.start - 12), numeral.start)
    after = _AFTER.match(text, numeral.end)
    if any(match and match[1].casefold() in MONTH_NUMBERS for match in (before, after)):
        return True
    return any(
        date.span.start <= numeral.start < date.span.end and _FIGURES.search(date.raw) is not None for date in dates
    )


def _between(records: list[DateMention], low: int, high: int) -> list[DateMention]:
    """The records that begin in a stretch; they stand in the order of the text, so they are found by halving."""
    first = bisect_left(records, low, key=lambda record: record.span.start)
    last = bisect_left(records, high, key=lambda record: record.span.start)
    return records[first:last]


def _starts_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip()
    return not before or before[-1] in '.!?:“"‘'
