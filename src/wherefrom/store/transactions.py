"""Transactions: several writes as one, so that a killed run loses at most the item in hand."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def in_transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Everything inside is written at its end, or none of it; inside another transaction it is a part of that one."""
    if connection.in_transaction:
        yield connection
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        # On a full disk SQLite has rolled back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
