"""One case's store: a reader, a writer and the account of work on one connection."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wherefrom.store.database import connect_database
from wherefrom.store.derived import Derived
from wherefrom.store.reader import Reader
from wherefrom.store.transactions import in_transaction
from wherefrom.store.writer import Writer


class Store:
    """The hands on a case's database.

    Attributes:
        read: reads records.
        write: writes records.
        derived: what was done.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.read, self.write, self.derived = Reader(connection), Writer(connection), Derived(connection)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written inside is written as one, or not at all."""
        with in_transaction(self._connection):
            yield


@contextmanager
def open_store(case: Path) -> Iterator[Store]:
    """Open the store of a case, and close it at the end.

    Raises:
        WherefromError: as `connect_database` says.
    """
    with connect_database(case) as connection:
        yield Store(connection)
