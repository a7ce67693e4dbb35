"""Figure arithmetic: numbers in a document that can be recomputed from one another.

After statcheck (Nuijten et al. 2016): recompute the stated number from the others within the rounding that its words allow.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from wherefrom.check.view import content_words, make_finding
from wherefrom.language.stems import stem_word
from wherefrom.records import Bound, DateMention, Document, Figure, Finding, Granularity, Place, Severity, Span
from wherefrom.spans import hull
from wherefrom.view.casebook import Casebook

CHECK = "figure arithmetic"

# "Approximately two-thirds" is fair from 61 to 72 %; a ratio without such a word must be right to two points.
ABOUT, SHARP = 0.06, 0.02
# Past this distance nobody reads the ratio as made from these two numbers, and neither does the program.
FARTHEST = 0.25
_OF = re.compile(r" ?(?:[a-z]+ ){0,2}(?:of|out of)(?: the| all| its| his| her| their)?(?: [a-z]+){0,2} ?")
RATIO_CONFIDENCE, SPAN_CONFIDENCE, PART_CONFIDENCE = 0.6, 0.9, 0.8
_LENGTH = re.compile(
    r"(\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -]years?(?:[ -]\w+)?[ ,(]*$", re.IGNORECASE
)
_NUMBERS = dict(zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True))  # noqa: SIM905


def check_figure_arithmetic(book: Casebook) -> Iterator[Finding]:
    """Recompute ratios, parts of wholes, and lengths of spans of years."""
    for document in book.case.documents:
        yield from _ratios(book, document)
        yield from _parts(book, document)
        yield from _lengths(book, document)


def _ratios(book: Casebook, document: Document) -> Iterator[Finding]:
    """A ratio in words against "k of n" beside it, or against two counts of one thing in the sentence before."""
    before: list[tuple[Figure, Figure]] = []
    for sentence in (sentence for passage in document.passages for sentence in passage.sentences):
        here = book.figures_within(document.id, [sentence])
        counts = [figure for figure in here if _is_count(figure)]
        beside = [
            pair for pair in pairwise(counts) if _OF.fullmatch(document.text, pair[0].span.end, pair[1].span.start)
        ]
        stems = content_words(document.text[sentence.start : sentence.end])
        for ratio in (figure for figure in here if figure.unit in {"ratio", "percent"}):
            told = beside or [pair for pair in before if stem_word(pair[0].counted) in stems]
            pair = _nearest_pair(_value(ratio), told)
            if pair is not None:
                yield _judge_ratio(document, ratio, *pair)
        before = [pair for pair in pairwise(counts) if pair[0].counted and pair[0].counted == pair[1].counted] + beside


def _is_count(figure: Figure) -> bool:
    return not figure.unit and figure.low is not None and figure.low == figure.high and figure.low > 1


def _value(ratio: Figure) -> float:
    value = ratio.low if ratio.low is not None else ratio.high or 0.0
    return value / 100 if ratio.unit == "percent" else value


def _nearest_pair(value: float, pairs: list[tuple[Figure, Figure]]) -> tuple[Figure, Figure] | None:
    """The part and the whole whose ratio comes nearest to a value."""
    ordered = [sorted(pair, key=lambda figure: figure.low or 0) for pair in pairs]
    fitting = [(part, whole) for part, whole in ordered if part.low and whole.low and part.low < whole.low]
    if not fitting or not 0 < value < 1:
        return None
    part, whole = min(fitting, key=lambda pair: abs((pair[0].low or 0) / (pair[1].low or 1) - value))
    return (part, whole) if abs((part.low or 0) / (whole.low or 1) - value) <= FARTHEST else None


def _judge_ratio(document: Document, ratio: Figure, part: Figure, whole: Figure) -> Finding:
    computed, stated = (part.low or 0) / (whole.low or 1), _value(ratio)
    slack = SHARP if ratio.bound is Bound.EXACT else ABOUT
    off = computed - stated
    fair = (
        abs(off) <= slack
        or (ratio.bound in {Bound.OVER, Bound.AT_LEAST} and 0 <= off <= 2 * ABOUT)
        or (ratio.bound in {Bound.UNDER, Bound.AT_MOST} and -2 * ABOUT <= off <= 0)
    )
    words = f"“{ratio.raw}” against {part.raw} of {whole.raw}, which is {100 * computed:.0f} %"
    return make_finding(
        CHECK,
        f"{words}: fair as an approximation." if fair else f"{words}: the words and the numbers do not fit.",
        [Place(document.id, ratio.span), Place(document.id, part.span), Place(document.id, whole.span)],
        severity=Severity.NOTE if fair else Severity.WARNING,
        confidence=RATIO_CONFIDENCE,
    )


def _parts(book: Casebook, document: Document) -> Iterator[Finding]:
    """Such as "k of n" and "k of the n" with more parts than the whole has."""
    counts = [figure for figure in book.figures_within(document.id, [Span(0, len(document.text))]) if _is_count(figure)]
    for part, whole in pairwise(counts):
        between = document.text[part.span.end : whole.span.start]
        if between in {" of ", " of the ", " out of "} and (part.low or 0) > (whole.low or 0):
            yield make_finding(
                CHECK,
                f"“{part.raw}{between}{whole.raw}”: the part is larger than the whole.",
                [Place(document.id, hull([part.span, whole.span]))],
                severity=Severity.WARNING,
                confidence=PART_CONFIDENCE,
            )


def _lengths(book: Casebook, document: Document) -> Iterator[Finding]:
    """Such as "the six-year period 2000–2005": the length stated against the years, counted with or without the last."""
    for date in book.dates_within(document.id, [Span(0, len(document.text))]):
        years = _years(date)
        stated = _LENGTH.search(document.text[max(0, date.span.start - 40) : date.span.start])
        if years is None or stated is None:
            continue
        length = _NUMBERS.get(stated[1].lower()) or int(stated[1])
        if length in {years, years + 1}:
            continue
        start = date.span.start - len(stated[0])
        yield make_finding(
            CHECK,
            f"“{document.text[start : date.span.end]}”: the years given are {years + 1} with both ends counted, not {length}.",
            [Place(document.id, Span(start, date.span.end))],
            severity=Severity.WARNING,
            confidence=SPAN_CONFIDENCE,
        )


def _years(date: DateMention) -> int | None:
    """The difference of the years of a span from year to year."""
    if date.granularity is not Granularity.SPAN or not date.first or not date.last or "/" not in date.timex:
        return None
    if not (date.first.endswith("-01-01") and date.last.endswith("-12-31")):
        return None
    return int(date.last[:4]) - int(date.first[:4])
