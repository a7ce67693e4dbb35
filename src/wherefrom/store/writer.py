"""Writing records: each method is one transaction, so that a killed run loses at most the item in hand."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wherefrom.ids import digest_bytes
from wherefrom.records import Capture, Document, Outcome, Reading, encode_record
from wherefrom.store.record_tables import OF_A_DOCUMENT, OF_THE_CASE
from wherefrom.store.transactions import in_transaction

READ_STAGE = "read"


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
        """Save what reading one capture gave, in place of an earlier reading of it and of all that was made from that."""
        with in_transaction(self._connection) as connection:
            for (old,) in connection.execute("SELECT id FROM document WHERE capture = ?", (capture.id,)).fetchall():
                for table, _ in OF_A_DOCUMENT.values():
                    self._forget_of_document(table, old)
                connection.execute("DELETE FROM derived WHERE key = ?", (old,))
            connection.execute("DELETE FROM document WHERE capture = ?", (capture.id,))
            connection.execute("DELETE FROM outcome WHERE capture = ?", (capture.id,))
            connection.executemany(
                "INSERT INTO document (id, capture, name, text, body, digest) VALUES (?, ?, ?, ?, ?, ?)",
                [_document_row(document) for document in reading.documents],
            )
            for outcome in reading.outcomes:
                self._save_outcome(outcome, READ_STAGE)

    def save_of_document(self, document: Document, given: Mapping[str, Sequence[object]]) -> None:
        """Save records of one document by kind, in place of those of these kinds that were there.

        Args:
            document: whose.
            given: records by kind, as `CaseRecords` names its fields; a kind without a table is left out.
        """
        with in_transaction(self._connection) as connection:
            for kind, records in given.items():
                if kind in OF_A_DOCUMENT:
                    table, _ = OF_A_DOCUMENT[kind]
                    self._forget_of_document(table, document.id)
                    connection.executemany(
                        f"INSERT INTO {table} (document, body) VALUES (?, ?)",  # noqa: S608 - table names are our own
                        [(document.id, _body(record)) for record in records],
                    )

    def save_of_case(self, given: Mapping[str, Iterable[object]]) -> None:
        """Save records of the whole case by kind, in place of those of these kinds that were there."""
        with in_transaction(self._connection) as connection:
            for kind, records in given.items():
                table, _ = OF_THE_CASE[kind]
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - table names are our own
                connection.executemany(
                    f"INSERT INTO {table} (body) VALUES (?)",  # noqa: S608 - table names are our own
                    ((_body(record),) for record in records),
                )

    def save_outcome(self, outcome: Outcome, stage: str) -> None:
        """Note how a later stage ended for one document's part, where it did not end well."""
        with in_transaction(self._connection):
            self._save_outcome(outcome, stage)

    def forget_outcome(self, capture: str, part: str, stage: str) -> None:
        """Forget how a stage ended for one document's part, since it ends otherwise now."""
        self._connection.execute(
            "DELETE FROM outcome WHERE capture = ? AND part = ? AND stage = ?", (capture, part, stage)
        )

    def _save_outcome(self, outcome: Outcome, stage: str) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO outcome (capture, part, stage, body) VALUES (?, ?, ?, ?)",
            (outcome.capture, outcome.part, stage, _body(outcome)),
        )

    def _forget_of_document(self, table: str, document: str) -> None:
        self._connection.execute(
            f"DELETE FROM {table} WHERE document = ?",  # noqa: S608 - table names are our own
            (document,),
        )


def _body(record: object) -> str:
    return encode_record(record).decode("utf-8")


def _document_row(document: Document) -> tuple[str, str, str, str, str, str]:
    body = _body(replace(document, text=""))
    digest = digest_bytes(f"{body}\n{document.text_sha256}".encode("utf-8", "surrogatepass"))
    return (document.id, document.capture, document.name, document.text, body, digest)
