"""The headers of a message that a reader needs, as words of the document and as metadata."""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from wherefrom.read.parts.document_draft import DocumentDraft
from wherefrom.read.parts.found import Found
from wherefrom.records import Role, Segment

SHOWN = ("from", "to", "cc", "date", "subject")
HEADER_BYTES = 256 * 1024
"""Headers are looked for in this many bytes; real ones take a few thousand."""

VALUE_LETTERS = 2000
"""Code points of one header that are read; a list of recipients may be longer, and is cut."""

HEADERS = 40
"""Headers of one message that are shown; there are five that are looked for, and a message has each once."""

_LINE = re.compile(rb"[^\n]*\n?")
_NAME = re.compile(rb"(?P<name>[!-9;-~]{1,80}):[ \t]*")
_END = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(r"\s+")
_PLACE = "mail: headers"


def note_headers(message: Message, found: Found) -> None:
    """Subject, sender and date as title, author and date published (the day in the sender's own time zone)."""
    found.note("title", _header(message, "subject"), _PLACE)
    try:
        name, address = parseaddr(_header(message, "from"))
        found.note("author", name or address, _PLACE)
    except RecursionError:
        # It calls itself for each bracket of a thousand; such a sender is shown among the headers, and nobody's name.
        found.note("author", "", _PLACE)
    try:
        found.note("published", parsedate_to_datetime(_header(message, "date")).date().isoformat(), _PLACE)
    except (ValueError, TypeError, IndexError, OverflowError):
        return


def write_headers(draft: DocumentDraft, raw: bytes, begin: int, part: str) -> list[str]:
    """Add the headers as one passage, each with its bytes in the message; returns what of them is left out, as clauses.

    Args:
        draft: what to add to; exact segments are UTF-8.
        raw: the message.
        begin: where the message begins in its part.
        part: the part of the payload that holds it.
    """
    end = _END.search(raw, 0, HEADER_BYTES)
    headers = _find_headers(raw[: end.start() + 1 if end else HEADER_BYTES])
    cut = 0
    for name, start, value_start, value_end in headers[:HEADERS]:
        if draft.length:
            draft.put("\n")
        value = raw[value_start:value_end]
        cut += len(value) > VALUE_LETTERS and len(value.decode("utf-8", "replace")) > VALUE_LETTERS
        words = decode_header_value(value[: 4 * VALUE_LETTERS].decode("utf-8", "replace"))
        _add(draft, f"{name}:", part, begin + start, begin + start + len(name) + 1, exact=True)
        draft.put(" ")
        _add(draft, words, part, begin + value_start, begin + value_end, exact=words.encode() == value)
    draft.end_block(0, Role.MAIL_HEADER)
    missing = [f"{len(headers) - HEADERS} of {len(headers)} headers were not read"] if len(headers) > HEADERS else []
    missing += [f"of {cut} headers only the first {VALUE_LETTERS} letters were read"] if cut else []
    if end is None and len(raw) > HEADER_BYTES and b"\n\n" not in raw[:HEADER_BYTES]:
        missing.append(f"headers beyond the first {HEADER_BYTES} bytes were not read")
    return missing


def _find_headers(head: bytes) -> list[tuple[str, int, int, int]]:
    """The headers that are shown: name, its place, and where the value begins and ends, folded lines included."""
    found: list[tuple[str, int, int, int]] = []
    shown = False
    for line in _LINE.finditer(head):
        words = line.group().rstrip()
        if words and words[0] in b" \t":
            if shown:
                name, start, value_start, _ = found[-1]
                found[-1] = (name, start, value_start, line.start() + len(words))
            continue
        named = _NAME.match(words)
        shown = named is not None and named["name"].decode("ascii").lower() in SHOWN
        if shown and named:
            value_start = line.start() + named.end()
            found.append((named["name"].decode("ascii"), line.start(), value_start, line.start() + len(words)))
    return found


def _add(draft: DocumentDraft, text: str, part: str, start: int, end: int, *, exact: bool) -> None:
    if text and start < end:
        draft.add(text, Segment(draft.length, draft.length + len(text), part, start, end, exact))


def decode_header_value(value: str) -> str:
    """A header's value with folding and encoded words undone (RFC 5322, RFC 2047), cut at a length that none needs."""
    text = _FOLD.sub(" ", value[:VALUE_LETTERS]).strip()
    if "=?" not in text:
        return text
    try:
        return _FOLD.sub(" ", str(make_header(decode_header(text)))).strip() or text
    except (HeaderParseError, ValueError, LookupError):
        return text


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    raw = str(value)[:VALUE_LETTERS] if value is not None else ""
    # The parser keeps bytes beyond ASCII as surrogates.
    return decode_header_value(raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
