"""The headers of a message that a reader needs, as words of the document and as metadata."""

import re
from email import policy
from email.errors import HeaderParseError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from wherefrom.read.draft import Draft
from wherefrom.read.found import Found
from wherefrom.records import Role, Segment

SHOWN = ("from", "to", "cc", "date", "subject")
HEADER_BYTES = 256 * 1024
"""Headers are looked for in this many bytes; real ones take a few thousand."""

_LINE = re.compile(rb"(?P<name>[!-9;-~]{1,80}):[ \t]*(?P<value>[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*)\r?\n")
_END = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(r"\s+")
_PLACE = "mail: headers"


def note_headers(message: EmailMessage, found: Found) -> None:
    """Subject, sender and date as title, author and date published (the day in the sender's own time zone)."""
    found.note("title", _header(message, "subject"), _PLACE)
    name, address = parseaddr(_header(message, "from"))
    found.note("author", name or address, _PLACE)
    try:
        found.note("published", parsedate_to_datetime(_header(message, "date")).date().isoformat(), _PLACE)
    except (ValueError, TypeError, IndexError, OverflowError):
        return


def write_headers(draft: Draft, raw: bytes, begin: int, part: str) -> str:
    """Add the headers as one passage, each with its bytes in the message; returns the codec of exact segments.

    Args:
        draft: what to add to.
        raw: the message.
        begin: where the message begins in its part.
        part: the part of the payload that holds it.
    """
    end = _END.search(raw, 0, HEADER_BYTES)
    head = raw[: end.start() + 2 if end else HEADER_BYTES]
    shown = [line for line in _LINE.finditer(head) if line["name"].decode("ascii").lower() in SHOWN]
    for line in shown[:40]:
        if draft.length:
            draft.put("\n")
        value = _decoded(line["name"].decode("ascii"), line["value"])
        label = line["name"].decode("ascii")
        _add(draft, label + ":", part, begin + line.start("name"), begin + line.end("name") + 1, exact=True)
        draft.put(" ")
        exact = value.encode("utf-8", "replace") == line["value"]
        _add(draft, value, part, begin + line.start("value"), begin + line.end("value"), exact=exact)
    draft.end_block(0, Role.MAIL_HEADER)
    return "utf-8"


def _add(draft: Draft, text: str, part: str, start: int, end: int, *, exact: bool) -> None:
    if text:
        draft.add(text, Segment(draft.length, draft.length + len(text), part, start, end, exact))


def _decoded(name: str, value: bytes) -> str:
    """A header's value with folding and encoded words undone (RFC 5322, RFC 2047)."""
    text = _FOLD.sub(" ", value.decode("utf-8", "replace")).strip()
    if "=?" not in text:
        return text
    try:
        return _FOLD.sub(" ", str(policy.default.header_factory(name, text))).strip() or text
    except (HeaderParseError, ValueError, IndexError, LookupError):
        return text


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except (HeaderParseError, ValueError, IndexError, AttributeError, LookupError):
        return ""
