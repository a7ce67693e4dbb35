"""Lines of a PDF page and the paragraphs that they form, told by where they are printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from wherefrom.records import Box

GAP = 1.35
"""A line that begins this many line pitches below the one before begins a paragraph."""

SIZE = 1.18
"""Letters this much taller than the page's usual ones make a heading."""

INDENT = 1.2
"""Set in by this many letter heights: the first line of a paragraph."""

_FIRST_OF_TWO_UNITS = 0x10000
_FINAL = (".", "!", "?", "…", "”", '"', ":", "’")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        page: 1 for the first.
        start: first code point in the page's text.
        end: one past the last.
        words: what it says.
        box: where it is printed; None where PDFium places it nowhere.
        height: of its letters, in points.
    """

    page: int
    start: int
    end: int
    words: str
    box: Box | None
    height: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, and whether they are set larger than the rest."""

    lines: tuple[Line, ...]
    large: bool


def units_of(text: str) -> NDArray[np.int64]:
    """How many UTF-16 units each code point of a text takes: PDFium counts in these."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return 1 + (codes >= _FIRST_OF_TWO_UNITS).astype(np.int64)


def find_paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of a document's lines, in PDFium's order; one that runs over a page end is one."""
    usual = _usual_height(lines)
    pitch = _usual_pitch(lines, usual)
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and not _begins(line, paragraphs[-1], usual, pitch):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [Paragraph(tuple(group), _is_large(group[0], usual)) for group in paragraphs]


def find_running_lines(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """Page numbers, and running heads: first or last lines that stand on at least three pages, figures aside.

    A page of which nothing else would remain keeps its lines: a head heads something.
    """
    edges: dict[str, list[Line]] = {}
    running: set[Line] = set()
    for lines in pages:
        for line in {lines[0], lines[-1]} if len(lines) > 1 else set():
            words = "".join(letter for letter in line.words.casefold() if letter.isalpha())
            if words:
                edges.setdefault(words, []).append(line)
            elif _is_page_number(line, len(pages)):
                running.add(line)
    for same in edges.values():
        if len(same) >= 3:  # noqa: PLR2004 - two pages may begin alike by chance
            running.update(same)
    return running.difference(*(lines for lines in pages if running.issuperset(lines)))


def _is_page_number(line: Line, pages: int) -> bool:
    digits = line.words.strip(" -–—|.")
    return digits.isdigit() and len(digits) <= 4 and pages > 1  # noqa: PLR2004 - more is a figure of the text


def _begins(line: Line, group: list[Line], usual: float, pitch: float) -> bool:
    """Whether a line begins a new paragraph after these."""
    last = group[-1]
    if _is_large(line, usual) != _is_large(last, usual) or abs(line.height - last.height) > usual / 4:
        return True
    ended = last.words.rstrip().endswith(_FINAL)
    if line.page != last.page or line.box is None or last.box is None or line.box.bottom > last.box.bottom + usual:
        # The next page, or the next column: nothing but the words tells.
        return ended or not line.words.lstrip()[:1].islower()
    if last.box.bottom - line.box.bottom > GAP * pitch:
        return True
    left = min(each.box.left for each in group if each.box)
    if line.box.left - left > INDENT * usual:
        return len(group) > 1
    # The line before ends a sentence well before the margin that others reach.
    right = max(line.box.right, *(each.box.right for each in group if each.box))
    return ended and right - last.box.right > (right - left) / 6


def _usual_height(lines: Sequence[Line]) -> float:
    """The height in which most letters are set."""
    heights = sorted(round(line.height, 1) for line in lines for _ in range(min(len(line.words), 100)) if line.height)
    return heights[len(heights) // 2] if heights else 10.0


def _usual_pitch(lines: Sequence[Line], usual: float) -> float:
    """How far apart lines of one paragraph are set; drops of over two letter heights lie between paragraphs."""
    drops = [
        a.box.bottom - b.box.bottom
        for a, b in pairwise(lines)
        if a.box and b.box and a.page == b.page and usual / 2 < a.box.bottom - b.box.bottom < 2 * usual
    ]
    return median(drops) if drops else 1.2 * usual


def _is_large(line: Line, usual: float) -> bool:
    return line.height > SIZE * usual
