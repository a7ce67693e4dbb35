"""Figures differ: two statements alike in their words give numbers for the same thing that exclude each other.

And dates conflict: two statements alike in their words place the same event on days that exclude each other.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from wherefrom.check.view import make_finding, place_of, words_of
from wherefrom.language.overlap import of_smaller
from wherefrom.records import DateKind, DateMention, DriftKind, Figure, Finding, Place, Severity, Statement
from wherefrom.view.casebook import Casebook

CHECK, DATES_CHECK = "figures differ", "dates conflict"

# Two statements are about the same thing from 70 % of the shorter one's content words on, at least four of them, and when
# both name the same: where one says "the Republican nomination", the other may mean another. Percentages are told of so many things that nearly all words
# must be the same.
ALIKE, SHARED = 0.7, 4
ALIKE_PERCENT = 0.9
# A word that occurs in more statements than this pairs nothing: pairing costs its square.
MOST_COMMON = 60
_CAPITAL = re.compile(r"(?<=[a-z,;’'] )[A-Z][\w’'-]+")
ALIKE_CONFIDENCE, DRIFT_CONFIDENCE, DATE_CONFIDENCE = 0.65, 0.8, 0.6


def check_figures_differ(book: Casebook) -> Iterator[Finding]:
    """Find figures that changed along a route, and figures for the same thing that exclude each other."""
    seen: set[tuple[str, str]] = set()
    for trace in book.case.traces:
        for drift in trace.drifts:
            pair = (drift.upstream, drift.downstream)
            if drift.kind is not DriftKind.NUMBER_CHANGED or pair in seen:
                continue
            seen.add(pair)
            before, after = (book.case.statement[name] for name in pair)
            grown = f", by a factor of {drift.factor:g}," if drift.factor else ""
            yield _finding(
                book, after, before, f"“{drift.before}” became “{drift.after}”{grown} on the way.", drift.confidence
            )
    told: set[tuple[str, ...]] = set()
    for a, b in _alike(book, with_figures=True):
        if (a.id, b.id) in seen or (b.id, a.id) in seen:
            continue
        pair_of_figures = _conflict(book, a, b)
        claims = book.claims_of([a, b])
        if pair_of_figures is not None and claims not in told:
            told.add(claims)
            one, other = pair_of_figures
            thing = one.counted or one.unit or "the same thing"
            message = f"Two figures are given for {thing}: “{one.raw}” and “{other.raw}”."
            yield _finding(book, a, b, message, ALIKE_CONFIDENCE)


def check_dates_conflict(book: Casebook) -> Iterator[Finding]:
    """Find near-identical statements whose dates cannot both be right."""
    for a, b in _alike(book, with_figures=False):
        ours, theirs = _placed(book, a), _placed(book, b)
        # One date a side: with several, nobody can tell which belongs to the event.
        # The same word on two days ("Tuesday" and "Tuesday" a week on) is as a rule two events.
        if len(ours) != 1 or len(theirs) != 1 or ours[0].raw == theirs[0].raw or _may_agree(ours[0], theirs[0]):
            continue
        yield make_finding(
            DATES_CHECK,
            f"The same event is dated “{ours[0].raw}” ({_shown(ours[0])}) here and “{theirs[0].raw}” ({_shown(theirs[0])}) there.",
            [Place(a.document, ours[0].span), Place(b.document, theirs[0].span), place_of(a), place_of(b)],
            severity=Severity.WARNING,
            claims=book.claims_of([a, b]),
            confidence=min(DATE_CONFIDENCE, ours[0].confidence, theirs[0].confidence),
        )


def _finding(book: Casebook, a: Statement, b: Statement, message: str, confidence: float) -> Finding:
    return make_finding(
        CHECK,
        f"{message} If both speak of the same thing, they cannot both hold.",
        [place_of(a), place_of(b)],
        severity=Severity.WARNING,
        claims=book.claims_of([a, b]),
        confidence=confidence,
    )


def _alike(book: Casebook, *, with_figures: bool) -> Iterator[tuple[Statement, Statement]]:
    """Pairs of statements alike in their words, each holding a figure, or a date; found through their rarer words."""
    holding = [
        statement
        for statement in book.case.statements
        if (book.figures_of(statement) if with_figures else _placed(book, statement))
    ]
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, statement in enumerate(holding):
        for word in _plain_words(book, statement):
            by_word[word].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in by_word.values():
        if len(numbers) <= MOST_COMMON:
            for at, one in enumerate(numbers):
                for other in numbers[at + 1 :]:
                    shared[one, other] += 1
    for (one, other), _ in sorted(item for item in shared.items() if item[1] >= SHARED - 1):
        a, b = holding[one], holding[other]
        ours, theirs = _plain_words(book, a), _plain_words(book, b)
        if len(ours & theirs) >= SHARED and of_smaller(ours, theirs) >= ALIKE and _name_the_same(book, a, b):
            yield a, b


def _name_the_same(book: Casebook, a: Statement, b: Statement) -> bool:
    """Whether the capitalised words of both sides are the same, and the words are not."""
    ours, theirs = set(_CAPITAL.findall(book.text_of(a))), set(_CAPITAL.findall(book.text_of(b)))
    return ours == theirs and book.text_of(a) != book.text_of(b)


def _plain_words(book: Casebook, statement: Statement) -> frozenset[str]:
    """Content words without digits, which are what may differ."""
    return frozenset(word for word in words_of(book, statement) if not any(character.isdigit() for character in word))


def _conflict(book: Casebook, a: Statement, b: Statement) -> tuple[Figure, Figure] | None:
    """Figures for the same thing, none of which fits any of the other side's; None where the dates tell them apart."""
    ours, theirs = _placed(book, a), _placed(book, b)
    if ours and theirs and not any(_may_agree(one, other) for one in ours for other in theirs):
        return None
    for one in book.figures_of(a):
        same = [
            other
            for other in book.figures_of(b)
            if (other.unit, other.counted) == (one.unit, one.counted) and (one.unit or one.counted)
        ]
        loose = (
            one.unit in {"percent", "percentage point"}
            and of_smaller(words_of(book, a), words_of(book, b)) < ALIKE_PERCENT
        )
        if same and not loose and not any(_fit(one, other) for other in same):
            return one, same[0]
    return None


def _fit(a: Figure, b: Figure) -> bool:
    """Whether one value can be meant by both; "about" allows a tenth."""
    slack = 0.1 if "about" in {a.bound.value, b.bound.value} else 0.0
    low = max(value for value in (a.low, b.low, float("-inf")) if value is not None)
    high = min(value for value in (a.high, b.high, float("inf")) if value is not None)
    return low * (1 - slack) <= high * (1 + slack)


def _placed(book: Casebook, statement: Statement) -> list[DateMention]:
    """The dates of a statement that stand on the calendar."""
    dates = book.dates_of(statement)
    return [date for date in dates if date.first is not None and date.kind in {DateKind.DATE, DateKind.TIME}]


def _may_agree(a: DateMention, b: DateMention) -> bool:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return True
    return a.first <= b.last and b.first <= a.last


def _shown(date: DateMention) -> str:
    return str(date.first) if date.first == date.last else f"{date.first} to {date.last}"
