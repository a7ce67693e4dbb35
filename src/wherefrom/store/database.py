"""The SQLite file: opening, migrating, refusing what is newer than this program, reading what cannot be written."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from wherefrom.durable import is_read_only
from wherefrom.errors import CaseBusyError, CaseDamagedError, InstallationError, UsageError, WherefromError
from wherefrom.records.layout import DATABASE_FILE

BUSY_SECONDS = 5.0
_LOG = f"{DATABASE_FILE}-wal"


@contextmanager
def connect_database(case: Path) -> Iterator[sqlite3.Connection]:
    """Open the case's database, making or migrating its tables first, and close it at the end.

    A case that cannot be written to, such as one on a read-only medium, can be read all the same.

    Raises:
        UsageError: a newer version of the program made it, or the disk is full.
        CaseBusyError: another process holds it.
        CaseDamagedError: the file is no SQLite database.
        InstallationError: this Python's SQLite lacks full-text search (FTS5).
    """
    path = case / DATABASE_FILE
    try:
        with _connect_to_read(case) if is_read_only(case) else _connect_to_write(path) as connection:
            yield connection
    except sqlite3.DatabaseError as error:
        if type(error) not in {sqlite3.OperationalError, sqlite3.DatabaseError}:
            raise
        raise _explain(error, path) from error


@contextmanager
def _connect_to_write(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        _migrate(connection, path)
        yield connection
    finally:
        connection.close()


@contextmanager
def _connect_to_read(case: Path) -> Iterator[sqlite3.Connection]:
    """The database of a case that cannot be written to: where it lies if it is whole, else a copy that is made so."""
    path = case / DATABASE_FILE
    if not path.is_file():
        raise UsageError(
            f"{path} is missing, and {case} cannot be written to.",
            "Copy the case to where it can be written, and run `wherefrom trace` on the copy.",
        )
    log = case / _LOG
    if (log.is_file() and log.stat().st_size) or _version(path) < len(_schema_files()):
        # What a killed writer left in the log, or tables of an earlier version, need a database to write to.
        with tempfile.TemporaryDirectory(prefix="wherefrom-") as scratch:
            for file in (path, log):
                if file.is_file():
                    shutil.copyfile(file, Path(scratch) / file.name)
            with _connect_to_write(Path(scratch) / DATABASE_FILE) as connection:
                yield connection
        return
    connection = _open_as_it_is(path)
    try:
        _migrate(connection, path)
        yield connection
    finally:
        connection.close()


def _open_as_it_is(path: Path) -> sqlite3.Connection:
    """Nothing writes to it, so SQLite need neither lock it nor put files beside it."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, isolation_level=None)


def _version(path: Path) -> int:
    connection = _open_as_it_is(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def _schema_files() -> list[Traversable]:
    folder = resources.files("wherefrom.store").joinpath("schema")
    return sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Apply the schema files that the database has not seen, each in one transaction."""
    files = _schema_files()
    seen: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if seen > len(files):
        raise UsageError(
            f"{path} was made by a newer version of Wherefrom.",
            "Install that version to open this case; nothing was changed.",
        )
    for number, file in enumerate(files[seen:], start=seen + 1):
        script = file.read_text(encoding="utf-8")
        connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")


def _explain(error: sqlite3.DatabaseError, path: Path) -> WherefromError:
    """The error that says who must act."""
    words = str(error)
    if not isinstance(error, sqlite3.OperationalError):
        return CaseDamagedError(
            f"{path} is damaged: {words}.", "Delete it and run `wherefrom trace`: it is made again from the evidence."
        )
    if "locked" in words or "busy" in words:
        return CaseBusyError(f"Another process is writing to {path}.", "Wait until it is done, then try again.")
    if "fts5" in words:
        return InstallationError(
            "This Python's SQLite has no full-text search (FTS5).", "Use a Python from python.org."
        )
    if "full" in words or "disk I/O" in words:
        return UsageError(
            f"{path} cannot be written: {words}.",
            "Free space on its disk, then run the same command again; nothing that was reported done is lost.",
        )
    if not os.access(path.parent, os.W_OK):
        return UsageError(f"{path} cannot be written: {words}.", "Copy the case to where it can be written.")
    return UsageError(f"{path} cannot be opened: {words}.", "Check that the folder exists and can be written to.")
