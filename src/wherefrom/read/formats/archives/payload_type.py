"""What a web record's payload is: by its first bytes, else as declared, else by the address that it came from."""

import re
from urllib.parse import urlsplit

from wherefrom.read.parts.declared import VAGUE
from wherefrom.read.parts.material import ReadPart
from wherefrom.records.media_types import HTML, PDF, PLAIN, UNKNOWN, WORD

_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body|title|h1|p|div|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0e-\x1f]")
_VAGUE = VAGUE | {"", "unknown/unknown", "application/unknown", "warc/revisit"}
_SAME = {"application/xhtml+xml": "text/html", "application/x-pdf": "application/pdf", "text/json": "application/json"}
_NO_TEXT = frozenset(
    {"text/css", "text/javascript", "text/ecmascript", "text/dns", "text/anvl", "text/xml", "text/vnd.wap.wml"}
)
"""Text by name, that no person wrote for readers, or that has no reader."""


def find_type(data: bytes, declared: str, url: str, read_part: ReadPart) -> str:
    """The media type of a payload.

    Args:
        data: the payload, or its beginning.
        declared: what its head says, without parameters; may be empty.
        url: where it came from.
        read_part: says what a name means, and what has a reader.
    """
    head = data[:4096]
    if head.lstrip()[:5] == b"%PDF-":
        return PDF.name
    if head.startswith(b"PK\x03\x04") and (declared == WORD.name or b"word/" in data[:65536]):
        return WORD.name
    declared = _SAME.get(declared, declared)
    if declared in _VAGUE or declared == PLAIN.name:
        if _HTML.match(head):
            return HTML.name
        plain = PLAIN.name if declared == PLAIN.name or _is_text(head) else UNKNOWN.name
        return read_part.type_named(_ending(url)) or plain
    if declared.startswith("text/") and not read_part.is_read(declared) and declared not in _NO_TEXT:
        return PLAIN.name
    return declared


def is_of_the_page(media_type: str) -> bool:
    """Whether it only dresses or moves a page: style sheets, programs, fonts."""
    return "javascript" in media_type or "ecmascript" in media_type or "font" in media_type or media_type == "text/css"


def _ending(url: str) -> str:
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    return path.rpartition("/")[2].rpartition(".")[2].lower()


def _is_text(head: bytes) -> bool:
    return bool(head) and not head.count(0) and len(_CONTROL.findall(head)) * 20 < len(head)
