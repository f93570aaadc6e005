"""Connections to a SQLite file."""

import contextlib
import os
import sqlite3
from pathlib import Path

from adapters.sql.faults import as_told
from dialogs.facts.errors import Unkept

# FULL: what was answered has reached the disk, also when the power fails. A checkpoint every 4,000 pages (16 MB) in
# place of 1,000 writes pages that change often a quarter as often. What is deleted is overwritten, for pages may be
# free for years; Debian's SQLite does so anyway.
FOR_WRITING = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA recursive_triggers = ON;
PRAGMA journal_size_limit = 67108864;
PRAGMA wal_autocheckpoint = 4000;
PRAGMA secure_delete = ON;
"""


class LedConnection(sqlite3.Connection):
    """A connection whose transactions are begun and ended by the writer alone.

    Others, SQLAlchemy among them, believe that they end one; only ``execute("COMMIT")`` does.
    """

    def commit(self) -> None:
        """Leave it to the writer."""

    def rollback(self) -> None:
        """Leave it to the writer."""


def connect_writing(path: Path, *, busy_timeout: float) -> LedConnection:
    """Open a file for writing, and make it where there is none. ``Unkept`` where that cannot be."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # For its owner alone; what SQLite lays beside it takes the same rights.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        connection = sqlite3.connect(
            path,
            timeout=busy_timeout,
            isolation_level=None,
            check_same_thread=False,  # opened here, used by the writer's thread alone
            cached_statements=256,
            factory=LedConnection,
        )
        connection.executescript(FOR_WRITING)
    except sqlite3.Error as error:
        raise as_told(error) from error
    except OSError as error:
        raise Unkept(f"{path}: {error.strerror}") from error
    return connection


def connect_reading(path: Path, *, busy_timeout: float) -> sqlite3.Connection:
    """Open an existing file so that nothing can be written through it. ``Unkept`` where there is none."""
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro",
            uri=True,
            timeout=busy_timeout,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        connection.execute("PRAGMA query_only = ON")
    except sqlite3.Error as error:
        raise as_told(error) from error
    return connection


def empty_log(path: Path, *, busy_timeout: float) -> None:
    """Write what the log beside a file holds into the file, and empty it where nobody reads from it."""
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=busy_timeout, isolation_level=None)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error as error:
        raise as_told(error) from error
