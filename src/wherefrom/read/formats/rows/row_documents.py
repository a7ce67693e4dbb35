"""Corpora: JSON lines, JSON arrays and CSV, in which one row is one document."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from wherefrom.errors import catching_panics
from wherefrom.read.formats.rows.csv_rows import find_csv_rows, write_csv_field
from wherefrom.read.formats.rows.json_rows import find_array_rows, find_line_rows, write_json_string
from wherefrom.read.formats.rows.row import BadRow, Row, Writer
from wherefrom.read.formats.text.plain import name_damage, name_guess
from wherefrom.read.parts.charsets import decode_source
from wherefrom.read.parts.document_draft import DocumentDraft
from wherefrom.read.parts.found import Found
from wherefrom.read.parts.material import Material, ReadPart, refuse
from wherefrom.read.parts.source import Source
from wherefrom.read.shape.finishing import finish_document
from wherefrom.read.shape.front import same_words_first
from wherefrom.read.shape.languages import plain_language
from wherefrom.read.shape.paragraphs import add_paragraphs
from wherefrom.read.shape.published import state_date
from wherefrom.records import Document, Ending, Outcome, Reading, Role

MAKER = "wherefrom.read/rows 2"

NAMED = 10
"""Rows and fields that an outcome names one by one; of the others it gives the number."""

_SYNONYMS = {
    "text": (
        "text",
        "body",
        "content",
        "fulltext",
        "articlebody",
        "articletext",
        "bodytext",
        "maintext",
        "article",
        "story",
    ),
    "title": ("title", "headline", "heading"),
    "author": ("author", "authors", "byline", "writer", "creator"),
    "outlet": ("outlet", "publisher", "publication", "newspaper", "source", "sitename", "site"),
    "published": ("published", "date", "datepublished", "publishedat", "publicationdate", "publishdate", "pubdate"),
    "url": ("url", "link", "uri"),
    "language": ("language", "lang"),
    "id": ("id", "docid", "documentid", "articleid", "guid", "uid"),
}
_UNKNOWN = frozenset({"", "none", "null", "nan", "n/a", "unknown", "-"})


@dataclass(slots=True)
class _Tally:
    """What came of the rows so far.

    Attributes:
        documents: one for each row that could be read.
        bad: the first of the others, each with the reason.
        unread: how many others there are.
        unknown: names of fields that are not used.
        total: how many rows were looked at.
        stopped: the allowance was spent before the last row.
    """

    documents: list[Document] = field(default_factory=list)
    bad: list[tuple[int, str]] = field(default_factory=list)
    unread: int = 0
    unknown: dict[str, None] = field(default_factory=dict)
    total: int = 0
    stopped: bool = False

    def note_bad(self, number: int, reason: str) -> None:
        """Count a row that is not read; only the first are named, since a hostile file has millions."""
        self.unread += 1
        if len(self.bad) < NAMED:
            self.bad.append((number, reason))


def read_json_lines(material: Material, _read_part: ReadPart) -> Reading:
    """Read a file with one JSON object a line."""
    source = decode_source(material.data, material.part, material.charset)
    return _read_rows(material, source, find_line_rows(source), write_json_string)


def read_json(material: Material, read_part: ReadPart) -> Reading:
    """Read a JSON array of objects, or one object; a file that holds one object a line is read as such."""
    source = decode_source(material.data, material.part, material.charset)
    rows = find_array_rows(source)
    if isinstance(rows, str):
        lines = source.text.split("\n", 2)
        if len(lines) > 1 and lines[0].strip().endswith("}") and lines[1].lstrip().startswith("{"):
            return read_json_lines(material, read_part)
        return refuse(material, MAKER, rows)
    return _read_rows(material, source, rows, write_json_string)


def read_csv(material: Material, _read_part: ReadPart) -> Reading:
    """Read a table whose first row names the columns."""
    source = decode_source(material.data, material.part, material.charset)
    return _read_rows(material, source, find_csv_rows(source), write_csv_field)


def _read_rows(material: Material, source: Source, rows: Iterable[Row | BadRow], write: Writer) -> Reading:
    tally = _Tally()
    for row in rows:
        if material.allowance.is_spent():
            tally.stopped = True
            break
        tally.total += 1
        if isinstance(row, BadRow):
            tally.note_bad(row.number, row.reason)
            continue
        known = _map_fields(row)
        tally.unknown.update(dict.fromkeys(name for name in row.values if name not in known.values()))
        if "text" not in known:
            tally.note_bad(row.number, "no field with text")
        elif known["text"] not in row.places or not row.values[known["text"]].strip():
            tally.note_bad(row.number, "its text is empty")
        else:
            _take_row(row, partial(_read_row, material, source, row, known, write), tally)
    return _report(material, tally, name_damage(source), name_guess(source))


def _map_fields(row: Row) -> dict[str, str]:
    """For each field of a document the row's own name for it; the first synonym that the row has wins."""
    named = {"".join(filter(str.isalnum, name)).lower(): name for name in reversed(row.values)}
    return {
        wanted: next(named[synonym] for synonym in synonyms if synonym in named)
        for wanted, synonyms in _SYNONYMS.items()
        if not named.keys().isdisjoint(synonyms)
    }


def _take_row(row: Row, read: Callable[[], Document], tally: _Tally) -> None:
    """Read a row; one that breaks a library costs itself."""
    try:
        with catching_panics():
            tally.documents.append(read())
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - hostile input finds every hole in a parser; one row pays, not the others
        tally.note_bad(row.number, f"it cannot be read: {error or type(error).__name__}"[:300])


def _read_row(material: Material, source: Source, row: Row, known: dict[str, str], write: Writer) -> Document:
    found = Found()
    for wanted, name in known.items():
        value = row.values[name].strip()
        if wanted in ("text", "id") or value.lower() in _UNKNOWN:
            continue
        if wanted == "published":
            value = state_date(value) or ""
        elif wanted == "language":
            value = plain_language(value) or ""
        found.note(wanted, value, f"row: field {name}")
    draft = DocumentDraft()
    title = found.values.get("title")
    if title and known["title"] in row.places and not same_words_first(row.values[known["text"]], title):
        # The headline is words of the document too; where the text lacks it, its own field supplies it.
        write(draft, source, *row.places[known["title"]])
        draft.end_block(0, Role.HEADLINE)
    start = draft.begin_block()
    write(draft, source, *row.places[known["text"]])
    if draft.blocks:
        add_paragraphs(draft, start)
    identity = row.values[known["id"]].strip() if "id" in known else ""
    named = Material(material.capture, b"", material.part, identity or material.name, material.settings)
    return finish_document(named, draft, source.encoding, found, part=material.within(f"row:{row.number}"))


def _report(material: Material, tally: _Tally, missing: list[str], guess: str) -> Reading:
    note = f"fields not used: {_some(list(tally.unknown), len(tally.unknown))}" if tally.unknown else ""
    if tally.stopped:
        missing = [
            f"only its first {tally.total} rows were read before the time allowed for the file was spent",
            *missing,
        ]
    if not tally.documents:
        why = f"none of its {tally.total} rows has text: {_some_rows(tally)}" if tally.total else "it has no rows"
        return refuse(material, MAKER, "; ".join(filter(None, [f"no text found: {why}", note])))
    if tally.bad:
        missing = [f"{tally.unread} of {tally.total} rows not read: {_some_rows(tally)}", *missing]
    ending = Ending.PARTLY if missing else Ending.READ
    reason = "; ".join(filter(None, [*missing, note, guess]))
    outcome = Outcome(material.capture, material.part, ending, reason, MAKER)
    return Reading(tuple(tally.documents), (outcome,))


def _some_rows(tally: _Tally) -> str:
    return _some([f"row {number} ({reason})" for number, reason in tally.bad], tally.unread)


def _some(names: list[str], total: int) -> str:
    more = f" and {total - NAMED} more" if total > NAMED else ""
    return ", ".join(name[:80] for name in names[:NAMED]) + more


def make_lines() -> tuple[bytes, ...]:
    """Two invented rows."""
    return (
        b'{"title": "Crane", "text": "The crane fell, she said.", "date": "3 March 2024"}\n{"text": "It was old."}\n',
    )


def make_arrays() -> tuple[bytes, ...]:
    """The same in an array."""
    return tuple(b"[" + b",".join(lines.splitlines()) + b"]" for lines in make_lines())


def make_tables() -> tuple[bytes, ...]:
    """An invented table."""
    return (b'title,text,date\nCrane,"The crane fell, she said.",2024-03-03\n',)


def make_tabbed() -> tuple[bytes, ...]:
    """The same parted by tabs."""
    return (b"title\ttext\tdate\nCrane\tThe crane fell, she said.\t2024-03-03\n",)
