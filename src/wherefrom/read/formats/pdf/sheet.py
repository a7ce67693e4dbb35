"""A PDF page as a reader sees it: what is drawn on it, in which order, and its picture with and without the letters.

Nothing here judges. PDFium draws the page; an object that is switched off leaves the rest of the page as it was, so the
difference of two pictures is what the object adds to the page, whatever lies over or under it.
"""

import ctypes
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

THINGS = 100_000
"""Objects of a page that are looked at, in about a second; a map has some thousands."""

DEPTH = 8
"""Forms within forms that are gone into."""

PIXELS = 1_600_000
SCALE = 1.0
"""Pixels a point, or as many fewer as keep the picture under ``PIXELS``. Even a letter of two points leaves a trace in two
by two pixels, since edges are drawn in greys; twice the scale costs four times the time and told nothing more."""

DRAWING_SECONDS = 10.0
"""How long one picture of a page may take by the clock, which is asked often; one of a real page takes milliseconds."""

Picture = NDArray[np.uint8]
"""Height, width, and blue, green, red and one unused."""

Matrix = tuple[float, float, float, float, float, float]
_OFF, _ON = 0, 1
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class TooMuchError(Exception):
    """The page holds more, or takes longer to draw, than is spent on it."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One object of a page.

    Attributes:
        handle: PDFium's own.
        address: its identity, which letters name.
        kind: one of ``pdfium.FPDF_PAGEOBJ_*``.
        box: left, bottom, right, top on the page, in points.
        layered: it belongs to optional content, which may be switched off.
    """

    handle: ctypes.c_void_p
    address: int
    kind: int
    box: tuple[float, float, float, float]
    layered: bool


def list_things(page: pypdfium2.PdfPage) -> list[Thing]:
    """What a page draws, in the order in which it is drawn, forms gone into.

    Raises:
        TooMuchError: more than is looked at.
    """
    things: list[Thing] = []
    for thing in _walk(page.raw, _SAME, layered=False, depth=0):
        if len(things) == THINGS:
            raise TooMuchError
        things.append(thing)
    return things


def _walk(parent: ctypes.c_void_p, matrix: Matrix, *, layered: bool, depth: int) -> Iterator[Thing]:
    count, get = (
        (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
        if depth
        else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    )
    for index in range(count(parent)):
        handle = get(parent, index)
        kind = pdfium.FPDFPageObj_GetType(handle)
        in_layer = layered or _has_layer(handle)
        yield Thing(handle, address_of(handle), kind, _box_of(handle, matrix), in_layer)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEPTH:
            own = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(handle, own)
            inner = _multiply((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
            yield from _walk(handle, inner, layered=in_layer, depth=depth + 1)


def address_of(handle: ctypes.c_void_p) -> int:
    """The identity of one of PDFium's objects; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _has_layer(handle: ctypes.c_void_p) -> bool:
    """Whether an object is marked as optional content (PDF 32000-1, section 8.11.3.2)."""
    for index in range(min(pdfium.FPDFPageObj_CountMarks(handle), DEPTH)):
        name = (ctypes.c_ushort * 4)()
        length = ctypes.c_ulong()
        mark = pdfium.FPDFPageObj_GetMark(handle, index)
        if pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length) and bytes(name)[:4] == b"O\0C\0":
            return True
    return False


def _box_of(handle: ctypes.c_void_p, matrix: Matrix) -> tuple[float, float, float, float]:
    """Bounds on the page; PDFium gives those of a form's inside in the form's own space."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(handle, *edges):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = (edge.value for edge in edges)
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)


def _multiply(first: Matrix, second: Matrix) -> Matrix:
    """The first matrix, then the second."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


@dataclass(frozen=True, slots=True)
class Camera:
    """How a page is drawn.

    Attributes:
        width: of the picture, in pixels.
        height: likewise.
        scale: pixels a point.
        matrix: from points of the page to pixels, turned and cropped as the page is.
    """

    width: int
    height: int
    scale: float
    matrix: Matrix

    def place(self, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Boxes on the page (left, bottom, right, top) as boxes of the picture (left, upper, right, lower)."""
        a, b, c, d, e, f = self.matrix
        left, bottom, right, top = boxes.T
        across = np.stack([a * x + c * y + e for x in (left, right) for y in (bottom, top)])
        down = np.stack([b * x + d * y + f for x in (left, right) for y in (bottom, top)])
        return np.stack([across.min(0), down.min(0), across.max(0), down.max(0)], axis=1)


def set_camera(page: pypdfium2.PdfPage) -> Camera:
    """The camera for a page.

    Raises:
        TooMuchError: the page is so large, or so thin, that letters could not be told apart.
    """
    wide, high = page.get_width(), page.get_height()
    if min(wide, high) <= 0:
        raise TooMuchError
    scale = min(SCALE, (PIXELS / (wide * high)) ** 0.5)
    width, height = max(1, ceil(wide * scale)), max(1, ceil(high * scale))
    if scale < SCALE / 4 or width * height > 2 * PIXELS:
        raise TooMuchError
    corner, right, up = (_to_device(page, x, y) for x, y in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)))
    a, b = ((right[axis] - corner[axis]) / 1000 for axis in (0, 1))
    c, d = ((up[axis] - corner[axis]) / 1000 for axis in (0, 1))
    return Camera(
        width, height, scale, (a * width, b * height, c * width, d * height, corner[0] * width, corner[1] * height)
    )


def _to_device(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """Where a point of the page lies, as shares of its width and height; PDFium gives whole pixels, so of a huge page."""
    size = 1_000_000
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, size, size, 0, x, y, across, down)
    return across.value / size, down.value / size


def draw_page(page: pypdfium2.PdfPage, camera: Camera, without: Iterable[Thing] = ()) -> Picture:
    """The picture of a page, marks of annotations laid over it, without some of its objects.

    Raises:
        TooMuchError: drawing takes too long.
    """
    off = [thing.handle for thing in without if pdfium.FPDFPageObj_SetIsActive(thing.handle, _OFF)]
    try:
        return _draw(page, camera)
    finally:
        for handle in off:
            pdfium.FPDFPageObj_SetIsActive(handle, _ON)


def _draw(page: pypdfium2.PdfPage, camera: Camera) -> Picture:
    bitmap = pypdfium2.PdfBitmap.new_native(camera.width, camera.height, pdfium.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, camera.width, camera.height)
    deadline = time.monotonic() + DRAWING_SECONDS
    pause = pdfium.IFSDK_PAUSE(version=1)
    pause.NeedToPauseNow = type(pause.NeedToPauseNow)(lambda _pause: time.monotonic() > deadline)
    flags = pdfium.FPDF_ANNOT | pdfium.FPDF_RENDER_LIMITEDIMAGECACHE
    status = pdfium.FPDF_RenderPageBitmap_Start(bitmap, page, 0, 0, camera.width, camera.height, 0, flags, pause)
    pdfium.FPDF_RenderPage_Close(page)
    if status != pdfium.FPDF_RENDER_DONE:
        raise TooMuchError
    return np.array(bitmap.to_numpy(), dtype=np.uint8)
