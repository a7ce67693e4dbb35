"""Media types by name, in one place: what each is called, how names of files end that hold it, and how its bytes begin.

Data alone, below both who tells a payload's type (`capture`) and who reads by it (`read`), since stages never import each other.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MediaType:
    """A kind of payload.

    Attributes:
        name: as it is told of a payload here, without parameters.
        endings: of the names of files that hold it, with their dot; the first is the one it is kept under.
        aliases: other names that senders and servers use for the same.
        begins: bytes that nothing else begins with; empty where more must be looked at.
        is_text: whether a name's ending decides that it is this where the letters leave several kinds open.
    """

    name: str
    endings: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    begins: tuple[bytes, ...] = ()
    is_text: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called."""
        return (self.name, *self.aliases)


PLAIN = MediaType("text/plain", (".txt", ".text"), is_text=True)
MARKDOWN = MediaType("text/markdown", (".md", ".markdown"), ("text/x-markdown",), is_text=True)
HTML = MediaType("text/html", (".html", ".htm", ".xhtml"), ("application/xhtml+xml",), is_text=True)
PDF = MediaType("application/pdf", (".pdf",))
_OFFICE = "application/vnd.openxmlformats-officedocument."
WORD = MediaType(f"{_OFFICE}wordprocessingml.document", (".docx",))
SHEET = MediaType(f"{_OFFICE}spreadsheetml.sheet", (".xlsx",))
SLIDES = MediaType(f"{_OFFICE}presentationml.presentation", (".pptx",))
MAIL = MediaType("message/rfc822", (".eml",), ("message/global",), is_text=True)
MAILBOX = MediaType("application/mbox", (".mbox",), is_text=True)
JSON_LINES = MediaType(
    "application/x-ndjson", (".jsonl", ".ndjson"), ("application/jsonl", "application/x-jsonlines"), is_text=True
)
JSON = MediaType("application/json", (".json",), is_text=True)
CSV = MediaType("text/csv", (".csv",), is_text=True)
TSV = MediaType("text/tab-separated-values", (".tsv",), is_text=True)
XML = MediaType("application/xml", (".xml",), is_text=True)
SVG = MediaType("image/svg+xml", (".svg",))
WARC = MediaType("application/warc", (".warc",), begins=(b"WARC/1.", b"WARC/0.1"))
WARC_PACKED = MediaType("application/warc+gzip", (".warc.gz",))
ARC = MediaType("application/x-arc", (".arc",), begins=(b"filedesc://",))
ARC_PACKED = MediaType("application/x-arc+gzip", (".arc.gz",))
WACZ = MediaType("application/wacz", (".wacz",))
ZIP = MediaType("application/zip", (".zip",))
GZIP = MediaType("application/gzip", (".gz",), begins=(b"\x1f\x8b",))
UNKNOWN = MediaType("application/octet-stream")

MEDIA_TYPES = (
    *(PLAIN, MARKDOWN, HTML, PDF, WORD, SHEET, SLIDES, MAIL, MAILBOX, JSON_LINES, JSON, CSV, TSV, XML, SVG),
    *(WARC, WARC_PACKED, ARC, ARC_PACKED, WACZ, ZIP, GZIP, UNKNOWN),
    MediaType("application/rtf", (".rtf",), begins=(b"{\\rtf",)),
    MediaType("application/vnd.oasis.opendocument.text", (".odt",)),
    MediaType("application/postscript", begins=(b"%!PS",)),
    MediaType("application/x-bzip2", begins=(b"BZh",)),
    MediaType("application/x-xz", begins=(b"\xfd7zXZ\x00",)),
    MediaType("application/x-7z-compressed", begins=(b"7z\xbc\xaf\x27\x1c",)),
    MediaType("application/x-ole-storage", begins=(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
    MediaType("image/gif", (".gif",)),
    MediaType("image/jpeg", (".jpg",), begins=(b"\xff\xd8\xff",)),
    MediaType("image/png", (".png",)),
    MediaType("image/tiff", (".tiff",)),
)
