"""Where something stands: spans of text, and the map from text back to bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch [start, end) in Unicode code points of one document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a PDF page, in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of text and the preserved units that it was read from.

    Attributes:
        start: first code point of the text.
        end: one past the last code point of the text.
        part: the part of the payload that ``unit_start`` and ``unit_end`` count in. Empty: bytes of the payload itself.
            Otherwise a path such as ``message:3/part:1.2`` (bytes of the transfer-decoded mail part),
            ``zip:word/document.xml`` (bytes of the unpacked member), ``record:7`` (bytes of a web record's payload,
            transfer and content encoding undone) or ``page:4`` (characters of the page's text as
            PDFium gives it; ``box`` says where they are printed).
        unit_start: first unit of the part.
        unit_end: one past the last unit of the part.
        exact: the units, decoded by the document's encoding, are the text letter for letter. False: they stand for it
            (an entity, an escape, folded white space).
        box: where the text is printed, for PDF.
    """

    start: int
    end: int
    part: str
    unit_start: int
    unit_end: int
    exact: bool = True
    box: Box | None = None
