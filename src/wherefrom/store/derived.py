"""The account of what was done: which stage, at which version, on what, resting on what."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of a stage's work that was done.

    Attributes:
        stage: the stage's name.
        key: what it was done on: the id of a capture or document, or empty for the whole case.
        version: the stage's, with that of its models and word lists.
        rests_on: digest of what it was made from.
        failed_under: the limits under which it failed, as JSON; empty: it did not fail.
        body: what it gave, where that has no table of its own.
    """

    stage: str
    key: str
    version: str
    rests_on: str
    failed_under: str = ""
    body: bytes = b""


class Derived:
    """The table of work of one case."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def done(self, stage: str) -> dict[str, Work]:
        """What a stage did, by key; without the bodies."""
        rows = self._connection.execute(
            "SELECT stage, key, version, rests_on, failed_under FROM derived WHERE stage = ?", (stage,)
        )
        return {row[1]: Work(*row) for row in rows}

    def bodies(self, stage: str) -> Iterable[bytes]:
        """What a stage gave, one body after the other, in the order of keys; empty ones are left out."""
        rows = self._connection.execute(
            "SELECT body FROM derived WHERE stage = ? AND length(body) ORDER BY key", (stage,)
        )
        return (bytes(body) for (body,) in rows)

    def note(self, work: Work) -> None:
        """Note a piece of work as done, in place of an earlier one on the same."""
        self._connection.execute(
            "INSERT OR REPLACE INTO derived (stage, key, version, rests_on, failed_under, body) VALUES (?, ?, ?, ?, ?, ?)",
            (work.stage, work.key, work.version, work.rests_on, work.failed_under, work.body),
        )

    def forget(self, stage: str) -> None:
        """Make everything that a stage did count as not done."""
        self._connection.execute("DELETE FROM derived WHERE stage = ?", (stage,))

    def forget_key(self, key: str) -> None:
        """Make everything that was done on one capture or document count as not done."""
        self._connection.execute("DELETE FROM derived WHERE key = ?", (key,))
