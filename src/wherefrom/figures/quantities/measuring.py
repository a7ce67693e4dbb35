"""The quantities of a document: number, modifier, unit, and the noun counted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from wherefrom.figures.quantities.combining import join_numbers
from wherefrom.figures.quantities.counted import find_counted
from wherefrom.figures.quantities.excluded import belongs_to_name, counts_nothing, is_score
from wherefrom.figures.quantities.measures import currency_before, read_per, read_unit
from wherefrom.figures.quantities.modifiers import bound_after, bound_before, open_interval
from wherefrom.ids import make_id
from wherefrom.language.numbers import Number, find_numbers
from wherefrom.records import Bound, DateKind, DateMention, Document, Figure, Granularity, Span
from wherefrom.spans import overlaps

MAKER = "wherefrom.figures/quantities 2"

# How sure the reading of a quantity is: a number with a unit or in digits with a noun, a number in words with a noun, a
# number without either. Read off newsquant_dev by how often each is right (docs/stages/figures.md).
WITH_UNIT, WITH_NOUN, BARE, VAGUE = 0.95, 0.85, 0.6, 0.7

_MINUS = re.compile(r"(?:\bminus[ -]|(?<![\w)\]%])[-−])$", re.IGNORECASE)
# "Ada Lund, 52, said": an age, though no word says so.
_AGED = re.compile(r"[A-Z][\w’'-]+, $")
_OLDEST = 115
_LONG = re.compile(r" ?\(\d[\d.,]* ?(?:ft|feet|foot)|[ -](?:tall|long|wide|high|deep|sprint|race|hurdles|freestyle)\b")
_PARTS = frozenset({"percent", "ratio"})


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
        for number in find_numbers(text, sentence.start, sentence.end, _follows_currency)
        if not any(overlaps(Span(number.start, number.end), span) for span in taken)
        and not counts_nothing(text, sentence, number)
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


def _follows_currency(text: str, at: int, floor: int) -> bool:
    return bool(currency_before(text, at, floor)[1])


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
    joined: bool = False
    counted: str = ""
    counted_span: Span | None = None


def _read_figure(
    document: Document, sentence: Span, dates: list[DateMention], number: Number, following: Number | None
) -> Figure | None:
    text = document.text
    draft = _join_following(text, number, following, sentence.end)
    _measure(text, draft, sentence)
    _bound(text, draft, sentence)
    is_part = number.is_fraction or draft.unit in _PARTS
    _count(text, draft, sentence, is_part=is_part)
    if not draft.unit and not number.is_fraction and _is_none(text, sentence, number, draft):
        return None
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
        counted=draft.counted,
        counted_span=draft.counted_span,
        ratio_of=text[draft.counted_span.start : draft.counted_span.end] if is_part and draft.counted_span else "",
        period=_period(dates, span),
        confidence=_confidence(draft),
        maker=MAKER,
    )


def _is_none(text: str, sentence: Span, number: Number, draft: _Draft) -> bool:
    """Whether a number without a unit is no quantity after all."""
    if draft.counted_span is not None:
        return False
    # "one", "two" without anything counted are pronouns; digits may stand in a name, or be half of a score.
    if number.is_word or (not draft.joined and belongs_to_name(text, sentence, number.start, number.end)):
        return True
    return not draft.joined and is_score(text, number, sentence.end)


def _confidence(draft: _Draft) -> float:
    if draft.vague:
        return VAGUE
    if draft.unit:
        return WITH_UNIT
    return WITH_NOUN if draft.counted else BARE


def _join_following(text: str, number: Number, following: Number | None, end: int) -> _Draft:
    """The number alone, or with the next one as an interval or a ratio."""
    draft = _Draft(number.start, number.end, number.low, number.high, vague=number.is_vague)
    joined = join_numbers(text, number, following, end)
    if joined is not None:
        draft.low, draft.high, draft.stop, draft.unit = joined.low, joined.high, joined.stop, joined.unit
        draft.joined = True
    return draft


def _measure(text: str, draft: _Draft, sentence: Span) -> None:
    """Take in the sign and the currency before, and the unit after; an age that stands in commas after a name."""
    number_start = draft.start
    draft.start, currency = currency_before(text, draft.start, sentence.start)
    minus = _MINUS.search(text, max(sentence.start, draft.start - 6), draft.start)
    signed = text[number_start - 1] in "-−" and bool(currency)
    if (minus or signed) and draft.low is not None and draft.high is not None:
        draft.low, draft.high = -draft.high, -draft.low
        draft.start = minus.start() if minus else draft.start
    measured, after_unit = read_unit(text, draft.stop, sentence.end, draft.high)
    if currency:
        # "$58.24 per barrel": what follows the number is read as if it followed the currency's name.
        per, after_per = read_unit(f" dollar{text[draft.stop : sentence.end]}", 0, sentence.end - draft.stop + 7)
        _, _, what = per.partition(" per ")
        draft.unit = f"{currency} per {what}" if what else currency
        draft.stop += after_per - 7 if what else 0
        if measured in {"dollar", "US dollar"} and currency.endswith("dollar"):
            draft.stop = after_unit  # "$75 U.S. dollars"
    elif measured:
        draft.unit, draft.stop = measured, after_unit
    elif text[draft.stop - 1 : draft.stop] == "m" and _LONG.match(text, draft.stop, sentence.end):
        # "37m (121ft)": metres, not millions.
        draft.low, draft.high, draft.unit = (draft.low or 0) / 1e6, (draft.high or 0) / 1e6, "metre"
    elif _is_age(text, draft, sentence):
        draft.unit = "year of age"


def _is_age(text: str, draft: _Draft, sentence: Span) -> bool:
    whole = draft.high is not None and draft.high == draft.low and float(draft.high).is_integer()
    before = text[max(sentence.start, draft.start - 24) : draft.start]
    return (
        whole
        and 0 < (draft.high or 0) < _OLDEST
        and text[draft.stop : draft.stop + 1] == ","
        and bool(_AGED.search(before))
    )


def _count(text: str, draft: _Draft, sentence: Span, *, is_part: bool) -> None:
    """The noun counted, for what has no unit or is a part of something; and per what time it is counted."""
    if draft.unit and not is_part:
        return
    single = is_part or draft.high == 1
    draft.counted, draft.counted_span = find_counted(text, draft.stop, sentence.end, single=single)
    if draft.counted_span is not None and not draft.unit:
        draft.unit, _ = read_per(text, draft.counted_span.end, sentence.end)


def _bound(text: str, draft: _Draft, sentence: Span) -> None:
    """Take in the words that say how the true value stands to the one given."""
    draft.bound, draft.start = bound_before(text, draft.start, sentence.start)
    if draft.bound is Bound.EXACT:
        draft.bound, draft.stop = bound_after(text, draft.stop, sentence.end)
    if draft.vague and draft.bound in {Bound.EXACT, Bound.ABOUT}:
        draft.bound = Bound.VAGUE
    draft.low, draft.high = open_interval(draft.low, draft.high, draft.bound)


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
