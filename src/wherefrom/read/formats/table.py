"""The table of formats: what each is called, what reads it, and a trifle of it; the only place that lists them.

From it draw the choice of a reader (`dispatch`), what is loaded before reading is confined (`prepared`), what mail and archives may
hold, the help of ``wherefrom add``, ``wherefrom doctor``, the pages of the documentation, and the seeds and targets of the fuzzer.
"""

from collections.abc import Callable
from dataclasses import dataclass

from wherefrom.read.formats.archives import wacz, warc
from wherefrom.read.formats.mail import messages
from wherefrom.read.formats.office import word
from wherefrom.read.formats.pdf import pages
from wherefrom.read.formats.rows import row_documents
from wherefrom.read.formats.text import markdown, plain
from wherefrom.read.formats.web import page
from wherefrom.read.parts.material import ReadFormat
from wherefrom.records import media_types
from wherefrom.records.media_types import MediaType


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: one short word, lower case: the fuzzer's targets and what it finds are named by it.
        called: what people call its files, in the plural.
        types: its media types.
        read: reads it.
        maker: what its outcomes name as their maker: reader and version.
        samples: makes invented trifles of it, sound ones, each enough to load all that its reader loads late.
        units: part and units of the segments of its documents, for the documentation; Markdown.
        is_part: whether one that is attached to a mail, or recorded in a web archive, becomes a document too.
    """

    name: str
    called: str
    types: tuple[MediaType, ...]
    read: ReadFormat
    maker: str
    samples: Callable[[], tuple[bytes, ...]]
    units: str
    is_part: bool = True

    @property
    def endings(self) -> tuple[str, ...]:
        """How names of its files end, one for each of its media types."""
        return tuple(one.endings[0] for one in self.types if one.endings)


_FILE = "empty: bytes of the file"
_FIELD = "empty: bytes of the field inside the file; the document's part is `row:N`"
_MESSAGE = "headers: bytes of the file; bodies: `message:N/part:1.2`, transfer encoding undone; attachments: that path before their own"
_RECORD = (
    "`record:N`: bytes of the record's payload, transfer and content encoding undone; what the payload's own reader adds follows"
    " it (`record:3/row:17`)"
)
_PAGE = "`page:N`: letters of the page's text as PDFium gives it; a box for each line"
_MEMBER = "`zip:word/document.xml`, `zip:word/footnotes.xml`: bytes of the unpacked member"
_TEXT, _MARKDOWN, _HTML, _PDF, _WORD = (
    (one,) for one in (media_types.PLAIN, media_types.MARKDOWN, media_types.HTML, media_types.PDF, media_types.WORD)
)
_MAIL, _MAILBOX, _LINES, _JSON = (
    (one,) for one in (media_types.MAIL, media_types.MAILBOX, media_types.JSON_LINES, media_types.JSON)
)
_CSV, _TSV, _WACZ = ((one,) for one in (media_types.CSV, media_types.TSV, media_types.WACZ))
_WARC = (media_types.WARC, media_types.WARC_PACKED, media_types.ARC, media_types.ARC_PACKED)
_ROWS = row_documents.MAKER

FORMATS: tuple[Format, ...] = (
    Format("plain", "plain texts", _TEXT, plain.read_plain, plain.MAKER, plain.make_samples, _FILE),
    Format("markdown", "Markdown", _MARKDOWN, markdown.read_markdown, markdown.MAKER, markdown.make_samples, _FILE),
    Format("web", "web pages", _HTML, page.read_web, page.MAKER, page.make_samples, _FILE),
    Format("pdf", "PDF", _PDF, pages.read_pdf, pages.MAKER, pages.make_samples, _PAGE),
    Format("word", "DOCX", _WORD, word.read_word, word.MAKER, word.make_samples, _MEMBER),
    Format("mail", "mails", _MAIL, messages.read_mail, messages.MAKER, messages.make_samples, _MESSAGE),
    Format("mailbox", "mailboxes", _MAILBOX, messages.read_mailbox, messages.MAKER, messages.make_mailboxes, _MESSAGE),
    Format("json-lines", "JSON lines", _LINES, row_documents.read_json_lines, _ROWS, row_documents.make_lines, _FIELD),
    Format("json", "JSON", _JSON, row_documents.read_json, _ROWS, row_documents.make_arrays, _FIELD),
    Format("csv", "CSV", _CSV, row_documents.read_csv, _ROWS, row_documents.make_tables, _FIELD),
    Format("tsv", "TSV", _TSV, row_documents.read_csv, _ROWS, row_documents.make_tabbed, _FIELD),
    Format("warc", "web archives", _WARC, warc.read_warc, warc.MAKER, warc.make_samples, _RECORD, is_part=False),
    Format(
        "wacz", "WACZ", _WACZ, wacz.read_wacz, wacz.MAKER, wacz.make_samples,
        "`zip:archive/x.warc.gz` before that of its web archives", is_part=False,
    ),
)  # fmt: skip


def find_format(media_type: str) -> Format | None:
    """The format of a media type without parameters, by any of its names; None where nothing reads it."""
    return next((one for one in FORMATS if any(media_type in kind.names for kind in one.types)), None)


def type_named(ending: str) -> str:
    """The media type that the ending of a part's name says, without its dot; empty where no part of that name is read."""
    dotted = f".{ending.lower()}"
    kinds = (kind for one in FORMATS if one.is_part for kind in one.types)
    return next((kind.name for kind in kinds if dotted in kind.endings), "")


def list_endings() -> tuple[str, ...]:
    """How names of files end that are read: of each format one for each of its media types."""
    return tuple(ending for one in FORMATS for ending in one.endings)
