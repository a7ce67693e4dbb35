"""Numbers that count nothing: parts of names, ranks, times of day, scores, telephone and house numbers, years."""

import re

from wherefrom.figures.quantities.measures import currency_before, read_unit
from wherefrom.language.numbers import Number
from wherefrom.records import Span

# A number right after one of these is a name's or a list's, not a quantity: "Boeing 747", "Route 66", "No. 10", "Chapter 11".
_NAMED = re.compile(
    r"(?:\b(?:No|Nos|Route|Highway|Chapter|Section|Article|Title|Room|Page|Flight|Channel|Interstate|Part|Act|Rule|Phase|Type"
    r"|Version|Apollo|Boeing|Airbus|Top|Big|Group|Figure|Table|Level|Grade|Psalm|Verse|Proposition|Amendment|Resolution"
    r"|Street|Avenue|Pier|Shed|Gate|Unit|Berth|Warehouse|Precinct|District|Ward|World War|iPhone|Windows|[Cc]ategory|[Gg]ame"
    r"|[Dd]ay|[Mm]odel|S&P|Fortune|FTSE|Nikkei|COVID|Covid)[. ]? ?-?|#|\b[A-Z]-)$"
)
# A bare number after a capitalised word in mid-sentence belongs to a name ("Galaxy 20", "Formula 1"), and so does one before
# a capitalised noun in the singular ("787 Dreamliner", "575 Wilbraham Road").
_AFTER_NAME = re.compile(r"[\w,;:’'”)] [A-Z][\w.&/]* $")
_BEFORE_NAME = re.compile(r" (?:[A-Z]\.? )?[A-Z][a-z]+")
_RANK = re.compile(r"(?:st|nd|rd|th)\b|[:/]\d")
_CLOCK = re.compile(r" ?[ap]\.?m\b|:\d\d", re.IGNORECASE)
_SCORE = re.compile(r"[–-]\d{1,3}\b(?! ?(?:%|[a-zA-Z]))")
_AFTER_SCORE = re.compile(r"\b\d{1,3}[–-]$")
_YEAR = re.compile(r"(?:18|19|20)\d\d")
# "This half", of a year or a match.
_A_HALF = re.compile(r"\b(?:this|last|next|first|second|other|better|latter|the) $", re.IGNORECASE)
# How much of the text before a number its name may take.
_BEFORE = 24
MOST_SCORED = 200


def counts_nothing(text: str, sentence: Span, number: Number) -> bool:
    """Whether a number, by what stands around it, is part of something else than a quantity."""
    before = text[max(sentence.start, number.start - _BEFORE) : number.start]
    after = text[number.end : min(sentence.end, number.end + 8)]
    if _NAMED.search(before) or _RANK.match(after) or re.search(r"[\d/:]$|[A-Za-z]-$", before[-2:]):
        return not re.search(r"(?:sub|minus|now)-$", before, re.IGNORECASE)
    if number.is_word:
        return bool(_A_HALF.search(before)) and text[number.start : number.end].lower() == "half"
    written = text[number.start : number.end]
    if _YEAR.fullmatch(written) and (after[:1] == "s" or not _is_measured(text, sentence, number)):
        return True  # a year that the dates did not take ("2018 sales"); a count would be written "2,018"
    # "30-40 percent" is a range; "555-0123", "4-2-1" and a bare "4-2" are not.
    dialled = bool(re.match(r"-\d{4}\b|-\d+-", after) or re.search(r"\d{3}-$|-\d-$", before))
    return dialled or bool(_CLOCK.match(after))


def _is_measured(text: str, sentence: Span, number: Number) -> bool:
    sign = currency_before(text, number.start, sentence.start)[1]
    return bool(sign or read_unit(text, number.end, sentence.end)[0])


def is_score(text: str, number: Number, end: int) -> bool:
    """Whether a number is one of the two of a score or a vote: "2-0", "89-89"."""
    after = text[number.end : min(end, number.end + 8)]
    if number.low is None or number.low >= MOST_SCORED:
        return False
    lower = re.match(r"[–-](\d{1,3})\b", after)
    if lower and int(lower[1]) <= number.low:
        return True  # an interval would rise
    return bool(_SCORE.match(after) or _AFTER_SCORE.search(text[max(0, number.start - 5) : number.start]))


def belongs_to_name(text: str, sentence: Span, start: int, stop: int) -> bool:
    """Whether digits that measure and count nothing stand in a name or an address."""
    before = text[max(sentence.start, start - _BEFORE) : start]
    return bool(_AFTER_NAME.search(before) or _BEFORE_NAME.match(text, stop, sentence.end))
