"""Writing records: each method is one transaction, so that a killed run loses at most the item in hand."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from wherefrom.records import (
    Attributed,
    Capture,
    Document,
    Finding,
    Linked,
    Measured,
    Outcome,
    Reading,
    Trace,
    encode_record,
)

READ_STAGE = "read"
DOCUMENT_TABLES = ("attribution", "statement", "speaker", "citation", "figure", "date_mention")


class Writer:
    """Writes the records of one case."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def save_capture(self, capture: Capture) -> None:
        """Note a capture; noting it twice changes nothing."""
        self._connection.execute(
            "INSERT OR IGNORE INTO capture (id, sha256, body) VALUES (?, ?, ?)",
            (capture.id, capture.sha256, _body(capture)),
        )

    def save_reading(self, capture: Capture, reading: Reading) -> None:
        """Save what reading one capture gave, in place of an earlier reading of it."""
        with self._transaction() as connection:
            for (old,) in connection.execute("SELECT id FROM document WHERE capture = ?", (capture.id,)).fetchall():
                self._forget_records(old)
            connection.execute("DELETE FROM document WHERE capture = ?", (capture.id,))
            connection.execute("DELETE FROM outcome WHERE capture = ? AND stage = ?", (capture.id, READ_STAGE))
            connection.executemany(
                "INSERT INTO document (id, capture, name, text, body) VALUES (?, ?, ?, ?, ?)",
                [_document_row(document) for document in reading.documents],
            )
            for outcome in reading.outcomes:
                self._save_outcome(outcome, READ_STAGE)
            connection.execute("UPDATE capture SET was_read = 1 WHERE id = ?", (capture.id,))

    def save_attributed(self, document: str, measured: Measured, attributed: Attributed, made_by: str) -> None:
        """Save what was found in one document, in place of what was found before."""
        with self._transaction() as connection:
            self._forget_records(document)
            records: dict[str, Sequence[object]] = {
                "attribution": attributed.attributions,
                "statement": attributed.statements,
                "speaker": attributed.speakers,
                "citation": attributed.citations,
                "figure": measured.figures,
                "date_mention": measured.dates,
            }
            for table, rows in records.items():
                connection.executemany(
                    f"INSERT INTO {table} (document, body) VALUES (?, ?)",  # noqa: S608 - table names are our own
                    [(document, _body(row)) for row in rows],
                )
            connection.execute("UPDATE document SET attributed_by = ? WHERE id = ?", (made_by, document))

    def save_outcome(self, outcome: Outcome, stage: str) -> None:
        """Note how a later stage ended for one document's part, where it did not end well."""
        with self._transaction():
            self._save_outcome(outcome, stage)

    def save_linked(self, linked: Linked) -> None:
        """Save the links, claims and parties of the whole case, in place of the former ones."""
        with self._transaction():
            self._replace("link", linked.links)
            self._replace("claim", linked.claims)
            self._connection.execute("DELETE FROM party")
            self._connection.executemany(
                "INSERT INTO party (id, body) VALUES (?, ?)", ((party.id, _body(party)) for party in linked.parties)
            )

    def save_traces(self, traces: Iterable[Trace]) -> None:
        """Save the traces of the whole case, in place of the former ones."""
        with self._transaction():
            self._replace("trace", traces)

    def save_findings(self, findings: Iterable[Finding]) -> None:
        """Save the findings of the whole case, in place of the former ones."""
        with self._transaction():
            self._replace("finding", findings)

    def forget_attributed(self) -> None:
        """Make every document count as not yet attributed."""
        self._connection.execute("UPDATE document SET attributed_by = ''")

    def forget_readings(self) -> None:
        """Make every capture count as not yet read."""
        self._connection.execute("UPDATE capture SET was_read = 0")

    def set_state(self, key: str, value: str) -> None:
        """Keep a word about the case as a whole."""
        self._connection.execute("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", (key, value))

    def _replace(self, table: str, records: Iterable[object]) -> None:
        self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - table names are our own
        self._connection.executemany(
            f"INSERT INTO {table} (body) VALUES (?)",  # noqa: S608 - table names are our own
            ((_body(record),) for record in records),
        )

    def _save_outcome(self, outcome: Outcome, stage: str) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO outcome (capture, part, stage, body) VALUES (?, ?, ?, ?)",
            (outcome.capture, outcome.part, stage, _body(outcome)),
        )

    def _forget_records(self, document: str) -> None:
        for table in DOCUMENT_TABLES:
            self._connection.execute(
                f"DELETE FROM {table} WHERE document = ?",  # noqa: S608 - table names are our own
                (document,),
            )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            # On a full disk SQLite has rolled back already.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def _body(record: object) -> str:
    return encode_record(record).decode("utf-8")


def _document_row(document: Document) -> tuple[str, str, str, str, str]:
    return (document.id, document.capture, document.name, document.text, _body(replace(document, text="")))
