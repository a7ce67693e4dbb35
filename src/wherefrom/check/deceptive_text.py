"""Deceptive text: signs that make words look like others, or read in another order, than they are written.

Marks that turn the direction of writing (Unicode Standard Annex 9), signs without width inside a word, and words that mix
letters of alphabets that look alike (Unicode Technical Standard 39, section 5). The text is kept as it is; this only
points at it.
"""

import re
from collections.abc import Iterator

from wherefrom.check.view import make_finding
from wherefrom.records import Document, Finding, Place, Severity, Span
from wherefrom.view.casebook import Casebook
from wherefrom.view.shortening import shorten

CHECK = "deceptive text"
CONFIDENCE = 0.9
PLACES = 40
"""Places of one finding."""

AROUND = 20
"""Code points shown on each side of a sign that has no look of its own."""

# Overrides show letters in an order that is not theirs. Marks and isolates (U+200E, U+2066 to U+2069) belong to ordinary
# Arabic and Hebrew text, and turn nothing that is not turned anyway.
_OVERRIDE = re.compile("[\u202d\u202e]")
# Between two letters of these alphabets nothing without width has a use; Persian and Hindi need joiners, emoji too.
_PARTED = re.compile(
    "(?<=[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f])[\u200b-\u200d\u2060-\u2064\ufeff\U000e0000-\U000e007f]{1,99}"
    "(?=[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f])"
)
_WORD = re.compile(r"[^\W\d_]{3,99}")
_LATIN = re.compile("[A-Za-z]")
_LOOKALIKE = re.compile("[АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυι]")


def check_deceptive_text(book: Casebook) -> Iterator[Finding]:
    """Find turned, parted and mixed words: one finding a document for each of the three."""
    for document in book.case.documents:
        text = document.text
        if text.isascii():
            continue
        yield from _tell(
            document,
            [Span(found.start(), found.end()) for found in _OVERRIDE.finditer(text)],
            "A sign that turns the direction of writing makes words read otherwise than they are written",
            Severity.SERIOUS,
        )
        yield from _tell(
            document,
            [Span(found.start(), found.end()) for found in _PARTED.finditer(text)],
            "Signs without width stand inside words, so that a search does not find them",
            Severity.WARNING,
        )
        yield from _tell(
            document,
            list(_mixed_words(text)),
            "A word mixes letters of alphabets that look alike, so that it is not the word it looks like",
            Severity.WARNING,
        )


def _mixed_words(text: str) -> Iterator[Span]:
    """Words with a letter that passes for a Latin one among Latin letters."""
    if not _LOOKALIKE.search(text):
        return
    for found in _WORD.finditer(text):
        word = found.group()
        if _LATIN.search(word) and _LOOKALIKE.search(word):
            yield Span(found.start(), found.end())


def _tell(document: Document, spans: list[Span], message: str, severity: Severity) -> Iterator[Finding]:
    if not spans:
        return
    first = spans[0]
    words = document.text[max(0, first.start - AROUND) : first.end + AROUND]
    more = f", and at {len(spans) - 1} more places" if len(spans) > 1 else ""
    yield make_finding(
        CHECK,
        f"{message}: “{shorten(words)}”{more}.",
        [Place(document.id, span) for span in spans[:PLACES]],
        severity=severity,
        confidence=CONFIDENCE,
    )
