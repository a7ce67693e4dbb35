"""Documents: the text read from a capture, its passages and metadata, and how the reading ended."""

from dataclasses import dataclass
from enum import StrEnum

from wherefrom.records.anchors import Segment, Span


class Role(StrEnum):
    """What a passage is in its document."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    SUBHEADING = "subheading"
    BODY = "body"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    QUOTED_BLOCK = "quoted block"
    CREDIT = "credit"
    MAIL_HEADER = "mail header"
    TABLE = "table"


class Hiding(StrEnum):
    """How text is kept from a reader's eyes; what is hidden is read, kept and told of, since it may be evidence."""

    COVERED = "under something drawn over it"
    SAME_COLOUR = "in the colour of what lies under it"
    OFF_PAGE = "outside the page"
    NO_INK = "set to be drawn without ink"
    TRANSPARENT = "wholly transparent"
    TINY = "in letters too small to see"
    LAYER_OFF = "in a layer that is switched off"
    NOT_DRAWN = "cut off, or without a shape in its font"
    UNDER_SCAN = "a text layer under a picture of the page, as scanners make it"
    MARKED_HIDDEN = "marked as hidden"
    DELETED = "deleted with changes tracked, and still in the file"


class Ending(StrEnum):
    """How the reading of one input ended."""

    READ = "read"
    PARTLY = "read in part"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document with its role, and the sentences in it."""

    span: Span
    role: Role
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link in the text: the words that carry it and the address as written."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch of the text that somebody who looks at the document does not see, and how it is hidden."""

    span: Span
    how: Hiding


@dataclass(frozen=True, slots=True)
class Document:
    """The text read from one capture, or from one part of it, with its metadata and the map back to bytes.

    Attributes:
        id: stable for the same capture, part and text.
        capture: id of the capture.
        part: which part of the capture: empty for the whole, else for example ``row:17`` or ``message:3/part:2``.
        name: what a person would call it in a list: the title, else the file's name.
        text: Unicode text; spans count its code points.
        text_sha256: digest of ``text``, so that a changed reading is noticed.
        encoding: codec that decodes the bytes of exact segments, for example ``utf-8``.
        passages: in order, not overlapping; gaps between them hold only white space.
        segments: in order, not overlapping; text in no segment was put there by the reader (line breaks).
        hyperlinks: in order.
        title, author, outlet, url, language: as found, None where unknown; language as ISO 639-1.
        published: the date published, ISO 8601, as precise as is known ("2012-02", "2012-02-15", "2012-02-15T08:30").
        metadata_from: for each metadata field, where it was found, for example ``{"author": "text: byline"}``.
        hidden: in order, not overlapping: text that is in the file and not to be seen.
        captured: when a web archive says that it took the page from the web, ISO 8601; says nothing of when it was published.
    """

    id: str
    capture: str
    part: str
    name: str
    text: str
    text_sha256: str
    encoding: str
    passages: tuple[Passage, ...]
    segments: tuple[Segment, ...]
    hyperlinks: tuple[Hyperlink, ...] = ()
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    metadata_from: tuple[tuple[str, str], ...] = ()
    hidden: tuple[Hidden, ...] = ()
    captured: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the reading of a capture, or of one part of it, ended.

    Attributes:
        capture: id of the capture.
        part: the part that it speaks of; empty for the whole.
        ending: read, read in part, or refused.
        reason: what is missing, or why it was refused; empty when all was read.
        maker: the reader and its version.
    """

    capture: str
    part: str
    ending: Ending
    reason: str
    maker: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one capture: its documents, and one outcome for each part that was tried."""

    documents: tuple[Document, ...]
    outcomes: tuple[Outcome, ...]
