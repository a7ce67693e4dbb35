"""Reading records back, in the order in which they were added."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from wherefrom.records import Act, Capture, CaseRecords, Document, Outcome, decode_record
from wherefrom.store.record_tables import OF_A_DOCUMENT, OF_THE_CASE

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
        rows = self._connection.execute("SELECT body FROM capture ORDER BY position")
        return tuple(decode_record(body, Capture) for (body,) in rows)

    def document(self, document: str) -> Document | None:
        """One document, if the case has it."""
        row = self._connection.execute("SELECT body, text FROM document WHERE id = ?", (document,)).fetchone()
        return None if row is None else replace(decode_record(row[0], Document), text=row[1])

    def documents(self) -> Iterator[Document]:
        """All documents, one at a time."""
        for body, text in self._connection.execute(f"SELECT body, text FROM document {_IN_ORDER}"):  # noqa: S608
            yield replace(decode_record(body, Document), text=text)

    def document_digests(self) -> dict[str, str]:
        """For the id of each document, in order, the digest of what reading gave."""
        return dict(self._connection.execute(f"SELECT id, digest FROM document {_IN_ORDER}"))  # noqa: S608

    def of_document(self, document: str, kind: str) -> tuple[Any, ...]:
        """The records of one kind, as `CaseRecords` names its fields, in one document."""
        table, record = OF_A_DOCUMENT[kind]
        rows = self._connection.execute(
            f"SELECT body FROM {table} WHERE document = ? ORDER BY position",  # noqa: S608 - table names are our own
            (document,),
        )
        return tuple(decode_record(body, record) for (body,) in rows)

    def of_case(self, kind: str) -> tuple[Any, ...]:
        """All records of one kind, as `CaseRecords` names its fields."""
        if kind == "documents":
            return tuple(self.documents())
        table, record = (OF_A_DOCUMENT | OF_THE_CASE)[kind]
        order = _BY_DOCUMENT if kind in OF_A_DOCUMENT else "ORDER BY position"
        rows = self._connection.execute(f"SELECT {table}.body FROM {table} {order.format(table=table)}")  # noqa: S608
        return tuple(decode_record(body, record) for (body,) in rows)

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
        kinds = ("documents", *OF_A_DOCUMENT, *OF_THE_CASE)
        records = {kind: self.of_case(kind) for kind in kinds}
        return CaseRecords(**records, captures=self.captures(), outcomes=self.outcomes(), acts=acts, name=name)

    def count(self, kind: str) -> int:
        """How many records of one kind there are, as `CaseRecords` names its fields; none is decoded."""
        table = "document" if kind == "documents" else (OF_A_DOCUMENT | OF_THE_CASE)[kind][0]
        [(count,)] = self._connection.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - table names are our own
        return int(count)

    def outcomes(self) -> tuple[Outcome, ...]:
        """How every reading ended."""
        rows = self._connection.execute("SELECT body FROM outcome ORDER BY capture, part, stage")
        return tuple(decode_record(body, Outcome) for (body,) in rows)


# Documents are read by several processes and come back in any order; the order shown is that of their captures.
_IN_ORDER = "ORDER BY (SELECT position FROM capture WHERE capture.id = document.capture), document.position"
_BY_DOCUMENT = (
    "JOIN document ON document.id = {table}.document JOIN capture ON capture.id = document.capture"
    " ORDER BY capture.position, document.position, {table}.position"
)
