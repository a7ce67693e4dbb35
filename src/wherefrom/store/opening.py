"""One case's store: a reader and a writer on one connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from wherefrom.store.database import connect_database
from wherefrom.store.reader import Reader
from wherefrom.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Store:
    """The two hands on a case's database."""

    read: Reader
    write: Writer


@contextmanager
def open_store(case: Path) -> Iterator[Store]:
    """Open the store of a case, and close it at the end.

    Raises:
        WherefromError: as `connect_database` says.
    """
    with connect_database(case) as connection:
        yield Store(Reader(connection), Writer(connection))
