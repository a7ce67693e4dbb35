"""Sentences: sentencex finds them, and what it gets wrong in news is mended here by general rules."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import sentencex

from wherefrom.errors import LibraryPanicError, catching_panics
from wherefrom.records import Span
from wherefrom.spans import strip_span

WINDOW = 6000
"""Code points given to the library at once: its time grows with the square (100,000 take 0.17 s, 1,000,000 take 13 s)."""

LOOK = 40
"""Code points looked at on each side of a boundary."""

# A title, month or number sign before its full stop: a name or number follows, never a new sentence.
_BINDS = re.compile(
    r"(?:^|[\s(“\"‘'—–-])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Pvt|Sen|Rep|Reps|Sens|Gov|Hon|Rev|Fr|"
    r"Messrs|Mme|Mlle|Amb|Atty|Supt|Det|Insp|Pres|Sec|St|Ste|Mt|Ft|No|Nos|Vol|Art|Fig|pp|vs|v|cf|approx|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.\s*$"
)
_MONTH_OR_NUMBER = re.compile(
    r"(?:^|\W)(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|Nos|Vol|Art|Fig|pp|approx)\.\s*$"
)
_INITIALISM = re.compile(r"(?:^|[\s(“\"‘'—–-])(?:[A-Z]\.){2,}\s*$")
_INITIAL = re.compile(r"(?:^|\s)[A-Z][\w’'-]*\s+[A-Z]\.\s*$|^\s*[A-Z]\.\s*$")
_CLOCK = re.compile(r"\b[ap]\.\s?m\.\s*$", re.IGNORECASE)
_CLOCK_GOES_ON = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:E|C|M|P)[SD]?T\b|GMT\b|UTC\b|local\b|"
    r"(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec)"
)
_OPENING_WORDS = (
    "the a an he she it they we i you this that these those his her its their our my but and or so yet in on at as for "
    "from by with when while after before since although though however if then there here what who why how where "
    "no not some many most all both each every one two three several last next now"
)
_OPENERS = frozenset(_OPENING_WORDS.split())
_CLOSED_QUOTE = re.compile(r"[.!?…]+[”\"’']+\s*$")
_PAIRS = {"“": "”", '"': '"', "«": "»", "„": "“"}
_OPENING = re.compile(r"[“\"«„]")


# Spaces of more than one byte, and signs that stand for none.
_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")
# Where the library gives up: a mark and a space.
_PLAIN_END = re.compile(r"[.!?…][”\"’']*\s+")


def split_sentences(text: str, span: Span, language: str | None) -> tuple[Span, ...]:
    """The sentences of one passage.

    They cover the passage: what is between two of them is white space. A sentence that quotes ("“Is that so? I doubt
    it,” he asked.") is one; a quotation that stands by itself is split into its own sentences.
    """
    language = language or "en"
    # One stretch after the other: a line of a hundred megabytes has a million sentences, held once and not four times.
    pieces = (piece for window in _windows(text, span) for piece in _library_pieces(text, window, language))
    parted = (inner for piece in _join(text, pieces) for inner in _part_quotation(text, piece, language))
    stripped = (strip_span(text, piece) for piece in parted)
    return tuple(piece for piece in stripped if piece.start < piece.end)


def _windows(text: str, span: Span) -> Iterator[Span]:
    """The passage in stretches short enough for the library, cut where a sentence probably ends, else at white space."""
    start = span.start
    while span.end - start > WINDOW:
        cut = -1
        for mark in (". ", "” ", '" ', "\n", " "):
            cut = text.rfind(mark, start + WINDOW // 2, start + WINDOW)
            if cut >= 0:
                cut += len(mark)
                break
        end = cut if cut > start else start + WINDOW
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def _library_pieces(text: str, span: Span, language: str) -> list[Span]:
    """Boundaries as sentencex gives them, made gapless: its offsets are in code points of what it was given."""
    # The library cuts between bytes of a wide space and gives up (1.0.32); a plain one tells it as much.
    piece = _WIDE_SPACE.sub(" ", text[span.start : span.end])
    try:
        with catching_panics():
            starts = {span.start + found["start_index"] for found in sentencex.get_sentence_boundaries(language, piece)}
    except LibraryPanicError:
        starts = {span.start + found.end() for found in _PLAIN_END.finditer(piece)}
    edges = sorted({span.start, span.end, *(edge for edge in starts if span.start < edge < span.end)})
    return [Span(a, b) for a, b in pairwise(edges)]


def _join(text: str, pieces: Iterable[Span]) -> Iterator[Span]:
    """Put together what was parted wrongly."""
    last: Span | None = None
    for piece in pieces:
        if last is None:
            last = piece
        elif _goes_on(
            text[max(last.start, piece.start - LOOK) : piece.start],
            text[piece.start : min(piece.end, piece.start + LOOK)],
        ):
            last = Span(last.start, piece.end)
        else:
            yield last
            last = piece
    if last is not None:
        yield last


def _goes_on(before: str, after: str) -> bool:
    """Whether a boundary between these two is none."""
    after = after.lstrip()
    if not after or not before.strip():
        return True
    first = after[0]
    if first.islower() or first in ",;:)]”’»":
        return True
    if _BINDS.search(before):
        return not _MONTH_OR_NUMBER.search(before) or first.isdigit()
    word = re.match(r"[\w’'-]+", after)
    opener = word is not None and word.group().lower().partition("’")[0].partition("'")[0] in _OPENERS
    if _INITIALISM.search(before):
        return (first.isupper() or first.isdigit()) and not opener
    if _CLOCK.search(before):
        return _CLOCK_GOES_ON.match(after) is not None
    return _INITIAL.search(before) is not None and first.isupper() and not opener


def _part_quotation(text: str, piece: Span, language: str) -> list[Span]:
    """Split what stands in quotation marks from the piece's first letter to its last into its own sentences."""
    bare = strip_span(text, piece)
    words = text[bare.start : bare.end]
    if not words or words[0] not in _PAIRS:
        return [piece]
    closing = _PAIRS[words[0]]
    end = words.find(closing, 1)
    unclosed = end == -1
    if not unclosed and (end != len(words) - 1 or not _CLOSED_QUOTE.search(words[-LOOK:])):
        return [piece]
    inner = Span(bare.start + 1, bare.end if unclosed else bare.end - 1)
    found = (sentence for window in _windows(text, inner) for sentence in _library_pieces(text, window, language))
    starts = [part.start for part in _join(text, found)][1:]
    return [Span(a, b) for a, b in pairwise([piece.start, *starts, piece.end])]
