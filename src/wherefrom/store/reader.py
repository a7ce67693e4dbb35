"""Reading records back, in the order in which they were added."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from wherefrom.records import (
    Act,
    Attribution,
    Capture,
    CaseRecords,
    Citation,
    Claim,
    DateMention,
    Document,
    Figure,
    Finding,
    Link,
    Outcome,
    Party,
    Speaker,
    Statement,
    Trace,
    decode_record,
)

Record = TypeVar("Record")
SNIPPET_WORDS = 24


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that holds the words searched for.

    Attributes:
        document: its id.
        name: its name.
        snippet: the words in their surroundings, each hit between ``[`` and ``]``.
    """

    document: str
    name: str
    snippet: str


class Reader:
    """Reads the records of one case."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def captures(self) -> tuple[Capture, ...]:
        """All captures."""
        return self._all("capture", Capture)

    def captures_not_read(self) -> tuple[Capture, ...]:
        """Captures that no reader has seen yet."""
        rows = self._connection.execute("SELECT body FROM capture WHERE was_read = 0 ORDER BY position")
        return tuple(decode_record(body, Capture) for (body,) in rows)

    def document(self, document: str) -> Document | None:
        """One document, if the case has it."""
        row = self._connection.execute("SELECT body, text FROM document WHERE id = ?", (document,)).fetchone()
        return None if row is None else replace(decode_record(row[0], Document), text=row[1])

    def documents(self) -> Iterator[Document]:
        """All documents, one at a time."""
        for body, text in self._connection.execute(f"SELECT body, text FROM document {_IN_ORDER}"):  # noqa: S608
            yield replace(decode_record(body, Document), text=text)

    def documents_not_attributed(self, made_by: str) -> tuple[str, ...]:
        """Ids of the documents in which this version has not looked for statements yet."""
        rows = self._connection.execute(
            f"SELECT id FROM document WHERE attributed_by <> ? {_IN_ORDER}",  # noqa: S608 - a constant of our own
            (made_by,),
        )
        return tuple(identifier for (identifier,) in rows)

    def fingerprint(self) -> list[list[str]]:
        """What the records of the whole case depend on: documents and what read them."""
        rows = self._connection.execute("SELECT id, attributed_by FROM document ORDER BY id")
        return [list(row) for row in rows]

    def state(self, key: str) -> str | None:
        """A word kept about the case as a whole."""
        row = self._connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def search(self, words: str, limit: int) -> tuple[Hit, ...]:
        """Documents that hold all the words, best first.

        Args:
            words: plain words; each is matched whole, whatever characters it holds.
            limit: at most this many.
        """
        query = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        if not query:
            return ()
        rows = self._connection.execute(
            "SELECT document.id, document.name, snippet(document_words, 1, '[', ']', ' … ', ?)"
            " FROM document_words JOIN document ON document.position = document_words.rowid"
            " WHERE document_words MATCH ? ORDER BY rank LIMIT ?",
            (SNIPPET_WORDS, query, limit),
        )
        return tuple(Hit(*row) for row in rows)

    def case_records(self, name: str = "", acts: tuple[Act, ...] = ()) -> CaseRecords:
        """Everything, in memory."""
        return CaseRecords(
            documents=tuple(self.documents()),
            attributions=self._all("attribution", Attribution),
            statements=self._all("statement", Statement),
            speakers=self._all("speaker", Speaker),
            citations=self._all("citation", Citation),
            figures=self._all("figure", Figure),
            dates=self._all("date_mention", DateMention),
            links=self._all("link", Link),
            claims=self._all("claim", Claim),
            parties=self._all("party", Party),
            traces=self._all("trace", Trace),
            findings=self._all("finding", Finding),
            captures=self.captures(),
            outcomes=self.outcomes(),
            acts=acts,
            name=name,
        )

    def outcomes(self) -> tuple[Outcome, ...]:
        """How every reading ended."""
        rows = self._connection.execute("SELECT body FROM outcome ORDER BY capture, part, stage")
        return tuple(decode_record(body, Outcome) for (body,) in rows)

    def _all(self, table: str, kind: type[Record]) -> tuple[Record, ...]:
        order = _BY_DOCUMENT if table in _TABLES_OF_A_DOCUMENT else "ORDER BY position"
        rows = self._connection.execute(f"SELECT {table}.body FROM {table} {order.format(table=table)}")  # noqa: S608
        return tuple(decode_record(body, kind) for (body,) in rows)


# Documents are read by several processes and come back in any order; the order shown is that of their captures.
_IN_ORDER = "ORDER BY (SELECT position FROM capture WHERE capture.id = document.capture), document.position"
_BY_DOCUMENT = (
    "JOIN document ON document.id = {table}.document JOIN capture ON capture.id = document.capture"
    " ORDER BY capture.position, document.position, {table}.position"
)
_TABLES_OF_A_DOCUMENT = frozenset({"attribution", "statement", "speaker", "citation", "figure", "date_mention"})
