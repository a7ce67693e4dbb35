"""Text of a PDF page that a reader of the page does not see.

What is drawn is the judge: a page is drawn as it is, and once more without its letters (those of each colour by
themselves). A letter whose place looks the same both times adds nothing to the page. Why it is so is then told by its
attributes. PDFium gives the words of such letters like all others, those outside the page included.
"""

import ctypes
from dataclasses import dataclass, field

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from wherefrom.read.formats.pdf.page_lines import units_of
from wherefrom.read.formats.pdf.sheet import (
    Camera,
    Picture,
    Thing,
    TooMuchError,
    address_of,
    draw_page,
    list_things,
    set_camera,
)
from wherefrom.records import Hiding

LETTERS = 200_000
"""Letters of a page that are looked at one by one, in about a second; a page of a telephone book has 20,000."""

COMPARISONS = 20_000_000
"""How often a letter is compared with an area on one page. Beyond, a letter is held to be covered as the first of its
object is: a hostile page has a hundred thousand of both."""

COLOURS = 6
"""Colours of letters that are drawn apart; the letters of all further colours are drawn together."""

CONTRAST = 16
"""Least difference of a colour channel, of 255, that counts as drawn: between it and the page nobody sees a letter."""

INK = 0.03
"""Least part of a letter's box that must differ. A slash fills a seventh of its box, a stroke that sticks out from under
a black bar less than this."""

POINTS = 1.0
"""Letters set smaller than this, in points, are not to be read: fine print has four."""

SCANNED = 0.5
"""Part of the page that a picture covers which makes it a picture of the page."""

_PIXELS = 1.0
_COVERS = frozenset({pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING})
_UNDRAWN_MODES = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_BASIC = "\u024f"
"""Letters up to here are in the fonts that PDFium has of its own; others may be missing where the file brings no font."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """Letters of a page's text, in code points, that are not seen, and how they are hidden."""

    start: int
    end: int
    how: Hiding


@dataclass(slots=True)
class _Look:
    """How an object of text is drawn."""

    thing: Thing
    order: int
    mode: int
    colour: tuple[int, int, int]
    opacity: int
    points: float
    embedded: bool

    @property
    def drawn(self) -> bool:
        return self.mode not in _UNDRAWN_MODES and self.opacity > 0


@dataclass(slots=True)
class _Letters:
    """The letters of a page: where each stands in its text, the text object it is of, and its box."""

    at: list[int] = field(default_factory=list)
    looks: list[_Look] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)


def find_unseen(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, text: str) -> list[Unseen] | None:
    """What of a page's text is not seen; None when the page is too much to look at closely.

    Args:
        page: the page.
        text_page: its letters.
        text: all its text as PDFium gives it.
    """
    if len(text) > LETTERS:
        return None
    try:
        things = list_things(page)
        camera = set_camera(page)
        looks = _read_looks(things)
        letters = _read_letters(text_page, text, looks)
        if not letters.at:
            return []
        return _Visibility(page, camera, things, looks, letters).judge(text)
    except (TooMuchError, pypdfium2.PdfiumError, ValueError, OverflowError, MemoryError):
        return None  # the words are read all the same, and the outcome says that this page was not looked at


def _read_looks(things: list[Thing]) -> dict[int, _Look]:
    looks: dict[int, _Look] = {}
    for order, thing in enumerate(things):
        if thing.kind != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        parts = [ctypes.c_uint(0) for _ in range(4)]
        pdfium.FPDFPageObj_GetFillColor(thing.handle, *parts)
        red, green, blue, opacity = (part.value for part in parts)
        size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
        pdfium.FPDFTextObj_GetFontSize(thing.handle, size)
        pdfium.FPDFPageObj_GetMatrix(thing.handle, matrix)
        looks[thing.address] = _Look(
            thing,
            order,
            pdfium.FPDFTextObj_GetTextRenderMode(thing.handle),
            (red, green, blue),
            opacity,
            abs(size.value) * (matrix.c**2 + matrix.d**2) ** 0.5,
            pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(thing.handle)) == 1,
        )
    return looks


def _read_letters(text_page: pypdfium2.PdfTextPage, text: str, looks: dict[int, _Look]) -> _Letters:
    """Letters, digits and marks with their boxes; white space and what PDFium put in between has no look."""
    points = _code_points(text)
    letters = _Letters()
    edges = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = edges
    for index in range(text_page.count_chars()):
        look = looks.get(address_of(pdfium.FPDFText_GetTextObject(text_page, index)))
        unit = pdfium.FPDFText_GetTextIndexFromCharIndex(text_page, index)
        if look is None or not 0 <= unit < len(points):
            continue
        at = int(points[unit])
        if text[at].isspace() or not text[at].isprintable() or (letters.at and letters.at[-1] == at):
            continue
        if pdfium.FPDFText_GetCharBox(text_page, index, *edges):
            letters.at.append(at)
            letters.looks.append(look)
            letters.boxes.append((left.value, bottom.value, right.value, top.value))
    return letters


def _code_points(text: str) -> NDArray[np.int64]:
    """For each UTF-16 unit of a text the code point that it is of: PDFium counts in units."""
    units = units_of(text)
    return np.repeat(np.arange(len(units)), units)


class _Visibility:
    """Judges the letters of one page."""

    def __init__(
        self,
        page: pypdfium2.PdfPage,
        camera: Camera,
        things: list[Thing],
        looks: dict[int, _Look],
        letters: _Letters,
    ) -> None:
        self.letters = letters
        self.camera = camera
        self.looks = looks
        self._covers = [(order, thing) for order, thing in enumerate(things) if thing.kind in _COVERS]
        self._cover_boxes = np.array([thing.box for _, thing in self._covers], dtype=np.float64).reshape(-1, 4)
        self._compared = 0
        self._over_object: dict[int, list[tuple[int, Thing]]] = {}
        self._boxes = camera.place(np.array(letters.boxes, dtype=np.float64))
        self._picture = draw_page(page, camera)
        self._seen = self._find_seen(page)

    def judge(self, text: str) -> list[Unseen]:
        """The letters that are not seen, neighbours hidden alike put together."""
        found: list[Unseen] = []
        for index, at in enumerate(self.letters.at):
            how = self._how(index, text[at])
            if how is None:
                continue
            last = found[-1] if found else None
            if last and last.how is how and not text[last.end : at].strip():
                found[-1] = Unseen(last.start, at + 1, how)
            else:
                found.append(Unseen(at, at + 1, how))
        return [unseen for unseen in found if not _may_be_chance(unseen, text)]

    def _find_seen(self, page: pypdfium2.PdfPage) -> NDArray[np.bool_]:
        """For each letter whether the page looks otherwise without it and those of its colour."""
        seen = np.zeros(len(self.letters.at), dtype=bool)
        of_colour: dict[tuple[int, int, int], list[_Look]] = {}
        for look in self.looks.values():
            if look.drawn:
                of_colour.setdefault(look.colour, []).append(look)
        groups = sorted(of_colour.values(), key=len, reverse=True)
        groups = [*groups[:COLOURS], [look for group in groups[COLOURS:] for look in group]]
        for group in filter(None, groups):
            without = draw_page(page, self.camera, (look.thing for look in group))
            changed = _changed(self._picture, without)
            addresses = {look.thing.address for look in group}
            chosen = np.array([look.thing.address in addresses for look in self.letters.looks])
            seen[chosen] = _shares(changed, self._boxes[chosen], self._picture) >= INK
        return seen

    def _how(self, index: int, letter: str) -> Hiding | None:
        """How a letter is hidden; None when it is seen, or when this machine cannot tell."""
        look = self.letters.looks[index]
        left, upper, right, lower = self._boxes[index]
        if right <= 0 or lower <= 0 or left >= self.camera.width or upper >= self.camera.height:
            return Hiding.OFF_PAGE
        if 0 < look.points < POINTS:
            return Hiding.TINY
        if self._seen[index]:
            return None
        if look.mode == pdfium.FPDF_TEXTRENDERMODE_CLIP and self._shows_something(index):
            return None  # its letters are the window through which something else is seen
        if look.drawn and (look.points * self.camera.scale < _PIXELS or (letter > _BASIC and not look.embedded)):
            return None
        return self._reason(index, look)

    def _reason(self, index: int, look: _Look) -> Hiding:
        if look.thing.layered:
            return Hiding.LAYER_OFF
        there = self._over(index, look)
        over = [thing for order, thing in there if order > look.order]
        under_picture = any(self._is_scan(thing) for _, thing in there)
        if (not look.drawn or over) and under_picture and self._shows_something(index):
            return Hiding.UNDER_SCAN
        if look.mode in _UNDRAWN_MODES:
            return Hiding.NO_INK
        if look.opacity == 0:
            return Hiding.TRANSPARENT
        if over:
            return Hiding.COVERED
        left, upper, right, lower = _pixels(self._boxes[index], self._picture)
        ground = _colours(self._picture[upper:lower, left:right])
        own = np.array(look.colour[::-1], dtype=np.int16)
        return Hiding.SAME_COLOUR if np.abs(ground - own).max() < 2 * CONTRAST else Hiding.NOT_DRAWN

    def _over(self, index: int, look: _Look) -> list[tuple[int, Thing]]:
        """Areas and pictures in whose bounds the middle of a letter lies, with their place in the order of drawing."""
        if self._compared > COMPARISONS and look.thing.address in self._over_object:
            return self._over_object[look.thing.address]
        self._compared += len(self._covers)
        left, bottom, right, top = self.letters.boxes[index]
        across, up = (left + right) / 2, (bottom + top) / 2
        boxes = self._cover_boxes
        inside = (boxes[:, 0] <= across) & (across <= boxes[:, 2]) & (boxes[:, 1] <= up) & (up <= boxes[:, 3])
        found = [self._covers[number] for number in np.flatnonzero(inside)]
        self._over_object.setdefault(look.thing.address, found)
        return found

    def _is_scan(self, thing: Thing) -> bool:
        left, bottom, right, top = thing.box
        page = self.camera.width * self.camera.height / self.camera.scale**2
        return thing.kind == pdfium.FPDF_PAGEOBJ_IMAGE and (right - left) * (top - bottom) >= SCANNED * page

    def _shows_something(self, index: int) -> bool:
        """Whether the page is not of one colour where the letter stands."""
        left, upper, right, lower = _pixels(self._boxes[index], self._picture)
        ground = _colours(self._picture[upper:lower, left:right])
        return bool((ground.max(axis=0) - ground.min(axis=0)).max() >= CONTRAST)


def _changed(picture: Picture, without: Picture) -> NDArray[np.int64]:
    """Rows and columns at which two pictures differ so that it is seen."""
    differ = np.flatnonzero(picture.view(np.uint32) != without.view(np.uint32))
    difference = np.abs(_colours(picture.reshape(-1, 4)[differ]) - _colours(without.reshape(-1, 4)[differ]))
    seen = differ[difference.max(axis=1, initial=0) >= CONTRAST]
    return np.stack(np.divmod(seen, picture.shape[1]))


def _colours(pixels: Picture) -> NDArray[np.int16]:
    """Pixels as a list of blue, green, red, in numbers that can be subtracted."""
    return pixels.reshape(-1, 4)[:, :3].astype(np.int16)


def _shares(changed: NDArray[np.int64], boxes: NDArray[np.float64], picture: Picture) -> NDArray[np.float64]:
    """For each box which part of its pixels changed.

    Sums are made once, of that part of the picture alone which holds all the changes.
    """
    left, right = _edges(boxes[:, 0], boxes[:, 2], picture.shape[1])
    upper, lower = _edges(boxes[:, 1], boxes[:, 3], picture.shape[0])
    if not changed.size:
        return np.zeros(len(boxes))
    first, last = changed.min(axis=1), changed.max(axis=1)
    sums = np.zeros(last - first + 2, dtype=np.int32)
    sums[changed[0] - first[0] + 1, changed[1] - first[1] + 1] = 1
    np.cumsum(sums, axis=1, out=sums)
    np.cumsum(sums, axis=0, out=sums)
    upper_in, lower_in = (np.clip(edge - first[0], 0, sums.shape[0] - 1) for edge in (upper, lower))
    left_in, right_in = (np.clip(edge - first[1], 0, sums.shape[1] - 1) for edge in (left, right))
    inside = sums[lower_in, right_in] - sums[upper_in, right_in] - sums[lower_in, left_in] + sums[upper_in, left_in]
    shares: NDArray[np.float64] = inside / ((right - left) * (lower - upper))
    return shares


def _edges(
    first: NDArray[np.float64], last: NDArray[np.float64], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First pixel and one past the last, at least one of them, within the picture."""
    begin = np.clip(np.floor(np.nan_to_num(first)), 0, size - 1).astype(np.int64)
    end = np.clip(np.ceil(np.nan_to_num(last)), 1, size).astype(np.int64)
    return begin, np.maximum(end, begin + 1)


def _pixels(box: NDArray[np.float64], picture: Picture) -> tuple[int, int, int, int]:
    across = _edges(box[0:1], box[2:3], picture.shape[1])
    down = _edges(box[1:2], box[3:4], picture.shape[0])
    return int(across[0][0]), int(down[0][0]), int(across[1][0]), int(down[1][0])


def _may_be_chance(unseen: Unseen, text: str) -> bool:
    """A lone sign that is not drawn may be the font's doing; one that is covered or off the page is not."""
    by_chance = unseen.how in (Hiding.SAME_COLOUR, Hiding.NOT_DRAWN, Hiding.UNDER_SCAN)
    return by_chance and sum(map(str.isalnum, text[unseen.start : unseen.end])) < 2  # noqa: PLR2004 - a lone letter
