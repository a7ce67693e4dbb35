"""The time expressions of a document, in the order of its text."""

import re
from collections.abc import Iterator

from wherefrom.figures.dates import calendar
from wherefrom.figures.dates.clock import Clock, tells_of_other_times, tense_around
from wherefrom.figures.dates.rules import RULES, DateReading
from wherefrom.ids import make_id
from wherefrom.records import DateKind, DateMention, Document, Span

MAKER = "wherefrom.figures/dates 2"

# A sentence without any of these holds no time expression: most sentences are passed over with one search.
_TRIGGER = re.compile(
    r"\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[a-z]day\b|Mon\.|Tue|Wed\.|Thu|Fri\.|Sat\.|Sun\.|century|decade"
    r"|christmas|thanksgiving|halloween|noon|midday|daily|weekly|monthly|yearly|annually|hourly|nightly|nineteen|years?\b|B\.?C\b"
    r"|\b(?:minute|hour|day|week|month|quarter|year|spring|summer|fall|autumn|winter|now|soon|future|past|today|tomorrow"
    r"|tonight|night|morning|afternoon|evening|currently|present|moment|recently|previously)",
    re.IGNORECASE,
)
# "May" and "March" are verbs too, "fall" and "spring" most often; a bare four-digit number may count something.
_COUNTED_AFTER = re.compile(
    r" (?!(?:and|or|but|to|the|a|an|in|on|by|when|after|before|with|was|were|is|has|had|as|for|at)\b)[a-z]{3,}s\b"
)
# A quarter without a year is placed by the document's date, and is still what the text is about.
_PLACED = frozenset({"itself", "document date"})
_YEAR_ONLY = re.compile(r"\d{4}")


def find_dates(document: Document) -> tuple[DateMention, ...]:
    """Every time expression, resolved where the text allows it; linear in the length of the text."""
    published = calendar.read_iso(document.published)
    clock = Clock(published, narrative=tells_of_other_times(document.text, published))
    found: list[DateMention] = []
    for passage in document.passages:
        for sentence in passage.sentences or (passage.span,):
            found.extend(_read_sentence(document, sentence, clock))
    return tuple(found)


def _read_sentence(document: Document, sentence: Span, clock: Clock) -> Iterator[DateMention]:
    text = document.text
    if not _TRIGGER.search(text, sentence.start, sentence.end):
        return
    for match, rule in _matches(text, sentence):
        tense = tense_around(text, sentence.start, match.start(), match.end(), sentence.end)
        if _YEAR_ONLY.fullmatch(match[0]) and _COUNTED_AFTER.match(text, match.end(), sentence.end):
            continue
        reading = RULES[rule][1](match, clock, tense)
        if reading is None:
            continue
        if reading.period is not None and reading.kind is DateKind.DATE:
            clock.note(reading.period, match.start(), itself=reading.anchor in _PLACED)
        yield _record(document, match, reading)


def _matches(text: str, sentence: Span) -> list[tuple[re.Match[str], int]]:
    """The longest expression at each place, left to right, none overlapping."""
    candidates = [
        (match.start(), -match.end(), rule, match)
        for rule, (pattern, _) in enumerate(RULES)
        for match in pattern.finditer(text, sentence.start, sentence.end)
    ]
    chosen: list[tuple[re.Match[str], int]] = []
    at = sentence.start
    for start, _, rule, match in sorted(candidates, key=lambda candidate: candidate[:3]):
        if start >= at and match.end() > start:
            chosen.append((match, rule))
            at = match.end()
    return chosen


def _record(document: Document, match: re.Match[str], reading: DateReading) -> DateMention:
    span, period = Span(*match.span()), reading.period
    return DateMention(
        id=make_id("date", document.id, span.start, span.end),
        document=document.id,
        span=span,
        raw=match[0],
        kind=reading.kind,
        first=period.first.isoformat() if period else None,
        last=period.last.isoformat() if period else None,
        granularity=reading.granularity,
        timex=reading.timex,
        anchor=reading.anchor,
        approximate=reading.approximate,
        confidence=reading.confidence,
        maker=MAKER,
    )
