"""Kinds of text told apart by their first mebibyte: HTML, XML, mail, mailbox, JSON, JSON lines, tables, Markdown.

Each kind answers no, perhaps, likely or yes. Yes is enough by itself. Else the name's extension decides among what the
content leaves open; a name that says nothing leaves it to what is likely.
"""

import csv
import io
import itertools
import json
import re
from collections.abc import Callable
from enum import IntEnum

from wherefrom.records.media_types import (
    CSV,
    HTML,
    JSON,
    JSON_LINES,
    MAIL,
    MAILBOX,
    MARKDOWN,
    MEDIA_TYPES,
    PLAIN,
    SVG,
    TSV,
    XML,
)

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Control characters that text does not hold. Compressed and encrypted data have 10 % of them (27 of 256 values);
# damaged text has a stray one. One in 200 lies far from both.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
_CONTROLS_TOLERATED = 1 / 200

_SAMPLE = 4096
_MANY_NULS, _FEW_NULS = 0.4, 0.05

# A text that is Markdown shows it early.
_SIGNS_WITHIN = 64 * 1024

_ROWS_LOOKED_AT = 50
# Lines of prose or verse with the same number of commas do occur; ten in a row under a line of short, different
# headings do not.
_ROWS_FOR_SURE = 10
_COLUMNS_FOR_SURE = 3
_HEADING_LENGTH = 64
_LINES_LOOKED_AT = 5
_HEADERS_FOR_MAIL = 2

_EXTENSION_KINDS = {ending: known.name for known in MEDIA_TYPES if known.is_text for ending in known.endings}

# Any text at all can be one of these, so a name that says so is believed.
_ANY_TEXT = {PLAIN.name, CSV.name, MARKDOWN.name, TSV.name}

_TAG = re.compile(
    r"<(?:p|div|span|a|h[1-6]|br|ul|ol|li|table|body|head|title|meta|article|b|i|em|strong)[ \t\r\n/>]", re.IGNORECASE
)
_HTML_START = re.compile(r"<(?:!doctype\s{1,9}html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_SVG_START = re.compile(r"<(?:svg:)?svg[\s>]", re.IGNORECASE)
_MARKUP_PROLOGUE = re.compile(
    r"\s+|<\?xml[^>]{0,500}\?>|<!--(?:(?!-->).){0,5000}-->|<!doctype\s[^>\[]{0,500}>", re.IGNORECASE | re.DOTALL
)
_MBOX_START = re.compile(r"From \S{1,300}[^\r\n]{0,40}\d\d:\d\d[^\r\n]{0,60}\d{4}[^\r\n]{0,20}\r?\n[!-9;-~]{1,80}:")
_HEADER = re.compile(r"([!-9;-~]{1,80}):[ \t\r\n]")
_MAIL_HEADERS = {"from", "to", "cc", "subject", "date", "sender", "reply-to", "message-id", "received", "return-path"}
# No one writes these at the head of a letter or an article by hand.
_TRANSPORT_HEADERS = {"message-id", "received", "return-path", "mime-version", "delivered-to", "dkim-signature"}
_JSON_START = re.compile(r"(?:\{\s{0,99}[\"}]|\[\s{0,99}(?:[\"{\[\]]|-?\d|true|false|null))")
_MARKDOWN_SIGNS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"\[[^\]\r\n]{1,200}\]\([^)\s]{1,500}\)"),
    re.compile(r"\*\*[^*\r\n]{1,200}\*\*"),
    re.compile(r"^(?:[-*+]|\d{1,3}\.) \S", re.MULTILINE),
    re.compile(r"^> \S", re.MULTILINE),
)


class _Answer(IntEnum):
    NO = 0
    PERHAPS = 1
    LIKELY = 2
    YES = 3


def looks_like_text(head: bytes) -> bool:
    """Whether bytes are text in some encoding: a byte order mark, or next to no control characters."""
    if _encoding(head) != "utf-8":
        return True
    return len(head) - len(head.translate(None, _CONTROLS)) <= len(head) * _CONTROLS_TOLERATED + 1


def find_text_kind(head: bytes, *, is_whole: bool, extension: str) -> str:
    """The media type of text.

    Args:
        head: its first bytes.
        is_whole: whether they are all of it.
        extension: that of its name, with its dot; decides among kinds that the content leaves open.
    """
    text = head.decode(_encoding(head), "replace").lstrip("\ufeff")
    named = _EXTENSION_KINDS.get(extension.lower(), "")
    markup = _find_markup(text)
    if markup:
        return markup
    answers: dict[str, _Answer] = {}
    for kind, ask in _QUESTIONS:
        answer = ask(text, is_whole)
        if answer is _Answer.YES:
            # One JSON object on one line is JSON, and JSON lines too: what was left open before may bear the name.
            return named if answers.get(named) else kind
        answers[kind] = answer
    if answers.get(named) or named in _ANY_TEXT:
        return named
    likely = [kind for kind, answer in answers.items() if answer is _Answer.LIKELY]
    return likely[0] if likely else PLAIN.name


def _encoding(head: bytes) -> str:
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    # UTF-16 without a mark: in Western text every other byte is NUL, and only every other one.
    sample = head[:_SAMPLE]
    even, odd = (sample[start::2].count(0) * 2 / len(sample) if sample else 0.0 for start in (0, 1))
    if odd > _MANY_NULS and even < _FEW_NULS:
        return "utf-16-le"
    if even > _MANY_NULS and odd < _FEW_NULS:
        return "utf-16-be"
    return "utf-8"


def _find_markup(text: str) -> str:
    """HTML, SVG or other XML, told by the first element; empty when there is none."""
    position, has_declaration = 0, text.lstrip()[:5].lower() == "<?xml"
    while True:
        if _HTML_START.match(text, position):
            return HTML.name
        skipped = _MARKUP_PROLOGUE.match(text, position)
        if skipped is None or skipped.end() == position:
            break
        position = skipped.end()
    if _SVG_START.match(text, position):
        return SVG.name
    return XML.name if has_declaration else ""


def _ask_mbox(text: str, _is_whole: bool) -> _Answer:
    return _Answer.YES if _MBOX_START.match(text) else _Answer.NO


def _ask_mail(text: str, _is_whole: bool) -> _Answer:
    names: set[str] = set()
    for line in text.splitlines()[:200]:
        if not line.strip():
            break
        header = _HEADER.match(line + "\n")
        if header is not None:
            names.add(header.group(1).lower())
        elif not line.startswith((" ", "\t")) or not names:
            return _Answer.NO
    known = names & (_MAIL_HEADERS | _TRANSPORT_HEADERS)
    if len(known) < _HEADERS_FOR_MAIL:
        return _Answer.NO
    return _Answer.YES if names & _TRANSPORT_HEADERS else _Answer.LIKELY


def _ask_json_lines(text: str, is_whole: bool) -> _Answer:
    if not text.lstrip().startswith("{"):
        return _Answer.NO
    lines = text.split("\n", _LINES_LOOKED_AT)
    if len(lines) > _LINES_LOOKED_AT or not is_whole:
        # The last one is the rest, or cut.
        lines.pop()
    looked_at = [line for line in lines if line.strip()]
    if not all(isinstance(_parse(line), dict) for line in looked_at):
        return _Answer.NO
    return _Answer.YES if len(looked_at) > 1 else _Answer.PERHAPS


def _ask_json(text: str, is_whole: bool) -> _Answer:
    if not _JSON_START.match(text.lstrip()):
        return _Answer.NO
    is_json = isinstance(_parse(text), dict | list) if is_whole else text.lstrip().startswith("{")
    return _Answer.YES if is_json else _Answer.PERHAPS


def _ask_table(text: str, delimiter: str, *, is_whole: bool) -> _Answer:
    rows = _read_rows(text, delimiter, is_whole=is_whole)
    if len(rows) < 2 or len(rows[0]) < 2:  # noqa: PLR2004 - a heading and a row, two columns
        return _Answer.NO
    headings = [cell.strip() for cell in rows[0]]
    are_headings = len(set(headings)) == len(headings) and all(0 < len(cell) <= _HEADING_LENGTH for cell in headings)
    if not are_headings or any(len(row) != len(headings) for row in rows):
        return _Answer.NO
    is_sure = len(rows) >= _ROWS_FOR_SURE and len(headings) >= _COLUMNS_FOR_SURE
    return _Answer.YES if is_sure else _Answer.PERHAPS


def _ask_commas(text: str, is_whole: bool) -> _Answer:
    return max(_ask_table(text, delimiter, is_whole=is_whole) for delimiter in ",;")


def _ask_tabs(text: str, is_whole: bool) -> _Answer:
    return _ask_table(text, "\t", is_whole=is_whole)


def _ask_html(text: str, _is_whole: bool) -> _Answer:
    tags = sum(1 for _ in itertools.islice(_TAG.finditer(text), 2))
    if not tags:
        return _Answer.NO
    return _Answer.LIKELY if tags > 1 and _TAG.match(text.lstrip()) else _Answer.PERHAPS


def _ask_markdown(text: str, _is_whole: bool) -> _Answer:
    signs = sum(1 for sign in _MARKDOWN_SIGNS if sign.search(text, 0, _SIGNS_WITHIN))
    return _Answer.LIKELY if signs > 1 else _Answer.NO


def _read_rows(text: str, delimiter: str, *, is_whole: bool) -> list[list[str]]:
    """The first rows that are whole; empty when it is no table at all."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=is_whole)
        rows = list(itertools.islice(reader, _ROWS_LOOKED_AT))
    except csv.Error:
        return []
    if not is_whole and len(rows) < _ROWS_LOOKED_AT:
        rows.pop()
    return [row for row in rows if row]


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


_QUESTIONS: tuple[tuple[str, Callable[[str, bool], _Answer]], ...] = (
    (MAILBOX.name, _ask_mbox),
    (MAIL.name, _ask_mail),
    (JSON_LINES.name, _ask_json_lines),
    (JSON.name, _ask_json),
    (HTML.name, _ask_html),
    (CSV.name, _ask_commas),
    (TSV.name, _ask_tabs),
    (MARKDOWN.name, _ask_markdown),
)
