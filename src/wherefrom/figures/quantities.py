"""The quantities of a document: number, modifier, unit, and the noun counted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from wherefrom.figures.counted import find_counted
from wherefrom.figures.modifiers import bound_after, bound_before, open_interval
from wherefrom.figures.numbers import Number, find_numbers
from wherefrom.figures.units import CURRENCY_SIGN, CURRENCY_SIGNS, read_unit
from wherefrom.ids import make_id
from wherefrom.records import Bound, DateKind, DateMention, Document, Figure, Granularity, Span
from wherefrom.spans import overlaps

MAKER = "wherefrom.figures/quantities 1"

# How sure the reading of a quantity is: a number with a unit or in digits with a noun, a number in words with a noun, a
# number without either. Read off newsquant_dev by how often each is right (docs/stages/figures.md).
WITH_UNIT, WITH_NOUN, BARE, VAGUE = 0.95, 0.85, 0.6, 0.7

_RANGE = re.compile(r" ?(?:[–—-]| to | and | or ) ?")
_RATIO = re.compile(r" (?:in|out of|of every|of the|of) (?:every )?")
# A number right after one of these is a name's or a list's, not a quantity: "Boeing 747", "Route 66", "No. 10", "Chapter 11".
_NAMED = re.compile(
    r"(?:\b(?:No|Nos|Route|Highway|Chapter|Section|Article|Title|Room|Page|Flight|Channel|Interstate|Part|Act|Rule|Phase|Type"
    r"|Version|Apollo|Boeing|Airbus|Top|Big|Group|Figure|Table|Level|Grade|Psalm|Verse|Proposition|Amendment|Resolution"
    r"|Street|Avenue|Pier|Shed|Gate|Unit|Berth|Warehouse|Precinct|District|Ward|World War|iPhone|Windows)\.? |#|\b[A-Z]-)$"
)
THOUSAND = 1000
_ONE = frozenset({"one", "zero", "second"})


def find_quantities(document: Document, dates: tuple[DateMention, ...]) -> tuple[Figure, ...]:
    """Every quantity that is not part of a date or a name; linear in the length of the text."""
    found: list[Figure] = []
    at = 0
    for passage in document.passages:
        for sentence in passage.sentences or (passage.span,):
            while at < len(dates) and dates[at].span.end <= sentence.start:
                at += 1
            here = []
            for date in dates[at:]:
                if date.span.start >= sentence.end:
                    break
                here.append(date)
            found.extend(_read_sentence(document, sentence, here))
    return tuple(found)


def _read_sentence(document: Document, sentence: Span, dates: list[DateMention]) -> Iterator[Figure]:
    text = document.text
    # A length of time is a quantity too ("over 24 hours"); a point on the calendar is not.
    taken = [date.span for date in dates if date.kind is not DateKind.DURATION]
    numbers = [
        number
        for number in find_numbers(text, sentence.start, sentence.end)
        if not any(overlaps(Span(number.start, number.end), span) for span in taken)
        and not _NAMED.search(text[max(sentence.start, number.start - 20) : number.start])
        and not _is_ordinal_or_name(text, number)
    ]
    skip = -1
    followers = {a.start: b for a, b in pairwise(numbers)}
    for number in numbers:
        if number.start <= skip:
            continue
        figure = _read_figure(document, sentence, dates, number, followers.get(number.start))
        if figure is not None:
            skip = figure.span.end - 1
            yield figure


def _is_ordinal_or_name(text: str, number: Number) -> bool:
    """Such as "3rd", "B-52", "9/11", "555-1234", "4-2", "10:30": digits that count nothing."""
    after, before = text[number.end : number.end + 6], text[max(0, number.start - 4) : number.start]
    if re.match(r"(?:st|nd|rd|th)\b|[:/]\d", after) or re.search(r"[\d/:]$|[A-Za-z]-$", before):
        return True
    # "30-40" is a range; "555-0123" and "4-2-1" are not.
    return bool(re.match(r"-\d{4}\b|-\d+-", after) or re.search(r"\d{3}-$|-\d-$", before))


@dataclass(slots=True)
class _Draft:
    """A figure while it is read."""

    start: int
    stop: int
    low: float | None
    high: float | None
    unit: str = ""
    bound: Bound = Bound.EXACT
    vague: bool = False


def _read_figure(
    document: Document, sentence: Span, dates: list[DateMention], number: Number, following: Number | None
) -> Figure | None:
    text, end = document.text, sentence.end
    draft = _join_following(text, number, following, end)
    _measure(text, draft, sentence)
    _bound(text, draft, sentence)
    is_part = number.is_fraction or draft.unit in {"percent", "ratio"}
    counted, counted_span = find_counted(text, draft.stop, end) if not draft.unit or is_part else ("", None)
    if not draft.unit and number.is_word and not number.is_fraction:
        plain = text[number.start : number.end].lower() in _ONE and draft.bound is Bound.EXACT
        if plain or counted_span is None:
            return None  # "one", "two" without anything counted are pronouns
    span = Span(draft.start, draft.stop)
    return Figure(
        id=make_id("fig", document.id, span.start, span.end),
        document=document.id,
        span=span,
        raw=text[span.start : span.end],
        low=draft.low,
        high=draft.high,
        bound=draft.bound,
        unit="ratio" if number.is_fraction and not draft.unit else draft.unit,
        counted=counted,
        counted_span=counted_span,
        ratio_of=text[counted_span.start : counted_span.end] if is_part and counted_span else "",
        period=_period(dates, span),
        confidence=VAGUE if draft.vague else WITH_UNIT if draft.unit else WITH_NOUN if counted else BARE,
        maker=MAKER,
    )


def _join_following(text: str, number: Number, following: Number | None, end: int) -> _Draft:
    """The number alone, or with the next one as a range or a ratio ("one in five")."""
    draft = _Draft(number.start, number.end, number.low, number.high, vague=number.is_vague)
    joined = _join_range(text, number, following, end)
    if joined is not None:
        draft.low, draft.high, draft.stop = joined
    elif (
        following is not None
        and _RATIO.fullmatch(text, number.end, following.start)
        and number.is_word
        and following.is_word
        and number.high is not None
        and following.high
    ):
        draft.low = draft.high = number.high / following.high
        draft.stop, draft.unit = following.end, "ratio"
    return draft


def _measure(text: str, draft: _Draft, sentence: Span) -> None:
    """Take in the currency sign before and the unit word after."""
    draft.start, currency = _currency_before(text, draft.start, sentence.start)
    measured, after_unit = read_unit(text, draft.stop, sentence.end)
    if currency:
        draft.unit = currency
    elif measured:
        draft.unit, draft.stop = measured, after_unit


def _bound(text: str, draft: _Draft, sentence: Span) -> None:
    """Take in the words that say how the true value stands to the one given."""
    draft.bound, draft.start = bound_before(text, draft.start, sentence.start)
    if draft.bound is Bound.EXACT:
        draft.bound, draft.stop = bound_after(text, draft.stop, sentence.end)
    if draft.vague and draft.bound in {Bound.EXACT, Bound.ABOUT}:
        draft.bound = Bound.VAGUE
    draft.low, draft.high = open_interval(draft.low, draft.high, draft.bound)


def _currency_before(text: str, start: int, floor: int) -> tuple[int, str]:
    window = text[max(floor, start - 4) : start].rstrip()
    match = next((found for found in CURRENCY_SIGN.finditer(window) if found.end() == len(window)), None)
    if match is None:
        return start, ""
    return max(floor, start - 4) + match.start(), CURRENCY_SIGNS[match[0]]


def _join_range(
    text: str, number: Number, following: Number | None, end: int
) -> tuple[float | None, float | None, int] | None:
    """Two numbers that name one interval: "3.5 million to 4 million", "between 10 and 20", "30–40"."""
    if following is None or number.is_vague or number.low is None or following.high is None:
        return None
    between = text[number.end : following.start].replace("$", "").replace("€", "").replace("£", "")
    joiner = _RANGE.fullmatch(between) or re.fullmatch(r"(?:%| percent| per cent)? to ", between)
    if joiner is None or following.end > end:
        return None
    if " and " in between and not re.search(r"\b[Bb]etween [$€£]?$", text[max(0, number.start - 10) : number.start]):
        return None
    low, high = number.low, following.high
    # "10 to 20 million" means 10 million to 20 million.
    scale = next((scale for scale in (1e12, 1e9, 1e6, 1e3) if high >= scale), 1)
    if (
        low < THOUSAND <= high
        and following.end - following.start > len(f"{high / scale:g}") + 1
        and low * scale <= high
    ):
        low *= scale if not text[following.start : following.end].replace(",", "").isdigit() else 1
    return (low, high, following.end) if low <= high else None


def _period(dates: list[DateMention], span: Span) -> str:
    """The nearest date of the sentence that bounds a stretch of a month or more; a day is when it was said, as a rule."""
    long = [
        date
        for date in dates
        if date.first is not None
        and date.kind is DateKind.DATE
        and date.granularity not in {Granularity.DAY, Granularity.WEEK}
    ]
    if not long:
        return ""
    return min(long, key=lambda date: abs(date.span.start - span.start)).id
