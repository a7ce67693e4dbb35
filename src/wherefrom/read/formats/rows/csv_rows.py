"""Where the fields of a CSV file stand: RFC 4180, with the delimiter that the header line shows."""

import re
from collections.abc import Iterator

from wherefrom.read.formats.rows.row import BadRow, Row
from wherefrom.read.parts.document_draft import DocumentDraft
from wherefrom.read.parts.source import Source

_DELIMITERS = (",", "\t", ";", "|")


def find_csv_rows(source: Source) -> Iterator[Row | BadRow]:
    """The rows under the row of column names. Rows are numbered from 1, the names not counted."""
    lines = _split(source.text, _find_delimiter(source.text))
    names: list[str] = []
    number = 0
    for fields, fault in lines:
        cells = [_unquote(source.text, start, end) for start, end in fields]
        if not any(cells) and not fault:
            continue
        if not names:
            names = [cell.strip() or f"column {index}" for index, cell in enumerate(cells, start=1)]
            continue
        number += 1
        if fault:
            yield BadRow(number, fault)
        elif len(cells) > len(names):
            yield BadRow(number, f"{len(cells)} fields under {len(names)} column names")
        else:
            values = dict(zip(names, cells, strict=False))
            yield Row(number, values, dict(zip(names, fields, strict=False)))


def write_csv_field(draft: DocumentDraft, source: Source, start: int, end: int) -> None:
    """Add a field: plain runs letter for letter, a doubled quotation mark as one where the field is quoted."""
    at = start
    while _is_quoted(source.text, start):
        mark = source.text.find('""', at, end)
        if mark < 0:
            break
        draft.copy_lines(source, at, mark)
        draft.stand_for(source, mark, mark + 2, '"')
        at = mark + 2
    draft.copy_lines(source, at, end)


def _find_delimiter(text: str) -> str:
    """The delimiter that parts the column names: the most frequent one in the first line."""
    first = text[:20000].lstrip().partition("\n")[0]
    return max(_DELIMITERS, key=first.count)


def _split(text: str, delimiter: str) -> Iterator[tuple[list[tuple[int, int]], str]]:
    """Each line's fields as positions, and its fault if it has one. Looks at every letter once."""
    edges = re.compile(f"[{re.escape(delimiter)}\r\n]")
    position, fault = 0, ""
    fields: list[tuple[int, int]] = []
    while position < len(text):
        if text[position] == '"':
            start, end, position = _quoted(text, position + 1)
            if position < 0:
                fields.append((start, len(text)))
                fault, position = "a quotation mark is never closed", len(text)
            else:
                fields.append((start, end))
                if position < len(text) and text[position] not in (delimiter, "\r", "\n"):
                    fault = "text after a closing quotation mark"
                    position = _field_end(text, position, edges)
        else:
            end = _field_end(text, position, edges)
            fields.append((position, end))
            position = end
        if position < len(text) and text[position] == delimiter:
            position += 1
            if position < len(text):
                continue
            fields.append((position, position))
        yield fields, fault
        fields, fault = [], ""
        position += 2 if text.startswith("\r\n", position) else 1


def _quoted(text: str, start: int) -> tuple[int, int, int]:
    """Start and end of a quoted field, and the position behind its closing mark; that is -1 if there is none."""
    at = start
    while True:
        mark = text.find('"', at)
        if mark < 0:
            return start, len(text), -1
        if text[mark + 1 : mark + 2] != '"':
            return start, mark, mark + 1
        at = mark + 2


def _field_end(text: str, position: int, edges: re.Pattern[str]) -> int:
    """Where the field that begins here ends, when it is not quoted."""
    edge = edges.search(text, position)
    return edge.start() if edge else len(text)


def _is_quoted(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] == '"'


def _unquote(text: str, start: int, end: int) -> str:
    value = text[start:end]
    return value.replace('""', '"') if _is_quoted(text, start) else value
