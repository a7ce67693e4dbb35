"""Where the fields of JSON objects stand. The standard library decodes and judges; this finds the positions again."""

import json
import re
from collections.abc import Iterator

from wherefrom.read.formats.rows.row import BadRow, Row
from wherefrom.read.parts.document_draft import DocumentDraft
from wherefrom.read.parts.source import Source

# Only ever run over text that json.loads accepted: every quotation mark has its partner.
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]', re.DOTALL)
_COLON = re.compile(r"\s*:\s*")
_ESCAPES = re.compile(r"(?:\\(?:u[0-9a-fA-F]{4}|.))+", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


def find_line_rows(source: Source) -> Iterator[Row | BadRow]:
    """The objects of a file with one a line; empty lines count but are no rows."""
    start = number = 0
    text = source.text
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        number += 1
        if text[start:end].strip():
            yield _read_object(text, number, start, end)
        start = end + 1


def find_array_rows(source: Source) -> list[Row | BadRow] | str:
    """The objects of a JSON array, or the one object; else why there are none."""
    try:
        value = _decode(source.text)
    except RecursionError:
        return "its JSON is nested too deeply to be read"
    except ValueError as error:
        return f"it is no valid JSON: {error}"
    if isinstance(value, dict):
        return [_read_object(source.text, 1, 0, len(source.text))]
    if not isinstance(value, list) or not value:
        return "no text found: it is neither a JSON array of objects nor an object"
    rows: list[Row | BadRow] = []
    for start, end in _elements(source.text):
        rows.append(_read_object(source.text, len(rows) + 1, start, end))
    return rows or "no text found: the JSON array holds no objects"


def write_json_string(draft: DocumentDraft, source: Source, start: int, end: int) -> None:
    """Add what a JSON string says: plain runs letter for letter, escapes as what they stand for."""
    at = start
    for run in _ESCAPES.finditer(source.text, start, end):
        draft.copy_lines(source, at, run.start())
        meant = _SURROGATE.sub("\ufffd", json.loads(f'"{run.group()}"', strict=False))
        draft.stand_for(source, run.start(), run.end(), meant.replace("\r\n", "\n").replace("\r", "\n"))
        at = run.end()
    draft.copy_lines(source, at, end)


def _decode(text: str) -> object:
    """The value of a JSON text, numbers as they are written: one of ten thousand digits is no number to the library."""
    value: object = json.loads(text, strict=False, parse_int=str, parse_float=str)
    return value


def _elements(text: str) -> Iterator[tuple[int, int]]:
    """Where each object directly in the outermost array stands."""
    depth = start = 0
    for token in _TOKEN.finditer(text):
        mark = token.group()[0]
        if mark in "{[":
            depth += 1
            if depth == 2 and mark == "{":  # noqa: PLR2004 - 1 is the array itself
                start = token.start()
        elif mark in "}]":
            if depth == 2 and mark == "}":  # noqa: PLR2004 - likewise
                yield start, token.end()
            depth -= 1


def _read_object(text: str, number: int, start: int, end: int) -> Row | BadRow:
    try:
        value = _decode(text[start:end])
    except ValueError as error:
        return BadRow(number, f"no valid JSON: {error}"[:100])
    except RecursionError:
        return BadRow(number, "nested too deeply")
    if not isinstance(value, dict):
        return BadRow(number, "no JSON object")
    values = {name: _as_text(item) for name, item in value.items()}
    return Row(number, values, _string_places(text, start, end))


def _string_places(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """For each text field of an object where it stands, quotation marks excluded; of equal names the last, like JSON's."""
    places: dict[str, tuple[int, int]] = {}
    depth = 0
    key: str | None = None
    for token in _TOKEN.finditer(text, start, end):
        mark = token.group()[0]
        if mark in "{[":
            depth, key = depth + 1, None
        elif mark in "}]":
            depth, key = depth - 1, None
        elif depth == 1:
            # A string before a colon is a name; the one right after that colon is the name's value.
            colon = _COLON.match(text, token.end(), end)
            if colon:
                key = json.loads(token.group(), strict=False)
                places.pop(key, None)
                if text[colon.end() : colon.end() + 1] != '"':
                    key = None
            elif key is not None:
                places[key] = (token.start() + 1, token.end() - 1)
                key = None
    return places


def _as_text(value: object) -> str:
    """A metadata value as a reader would write it: names of a list joined, the name of a party."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_as_text, value[:20])))
    if isinstance(value, dict):
        return _as_text(value.get("name"))
    return value if isinstance(value, str) else str(value)
