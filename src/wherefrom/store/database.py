"""The SQLite file: opening, migrating, refusing what is newer than this program."""

import sqlite3
from importlib import resources
from pathlib import Path

from wherefrom.errors import CaseBusyError, CaseDamagedError, InstallationError, UsageError

DATABASE = "case.db"
BUSY_SECONDS = 5.0


def connect_database(case: Path) -> sqlite3.Connection:
    """Open the case's database, making or migrating its tables first.

    Raises:
        UsageError: a newer version of the program made it.
        CaseBusyError: another process holds it.
        CaseDamagedError: the file is no SQLite database.
        InstallationError: this Python's SQLite lacks full-text search (FTS5).
    """
    path = case / DATABASE
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        _migrate(connection, path)
    except sqlite3.OperationalError as error:
        raise _explain(error, path) from error
    except sqlite3.DatabaseError as error:
        raise CaseDamagedError(
            f"{path} is damaged: {error}.", "Delete it and run `wherefrom trace`: it is made again from the evidence."
        ) from error
    return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Apply the schema files that the database has not seen, each in one transaction."""
    files = sorted(
        (
            file
            for file in resources.files("wherefrom.store").joinpath("schema").iterdir()
            if file.name.endswith(".sql")
        ),
        key=lambda file: file.name,
    )
    seen: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if seen > len(files):
        raise UsageError(f"{path} was made by a newer version of Wherefrom.", "Install that version to open this case.")
    for number, file in enumerate(files[seen:], start=seen + 1):
        script = file.read_text(encoding="utf-8")
        connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")


def _explain(error: sqlite3.OperationalError, path: Path) -> Exception:
    """The error that says who must act."""
    words = str(error)
    if "locked" in words or "busy" in words:
        return CaseBusyError(f"Another process is writing to {path}.", "Wait until it is done, then try again.")
    if "fts5" in words:
        return InstallationError(
            "This Python's SQLite has no full-text search (FTS5).", "Use a Python from python.org."
        )
    return UsageError(f"{path} cannot be opened: {words}.", "Check that the folder exists and can be written to.")
