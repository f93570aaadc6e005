"""Which errors of a database mean that what was asked cannot be kept now."""

import sqlite3
from typing import Final

import asyncpg
from sqlalchemy import exc

from dialogs.facts.errors import Unkept

# https://www.sqlite.org/rescode.html: the primary code is the low byte of an extended one.
STORE_FAULTS = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)

OF_DRIVERS: Final = (sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError)

# https://www.postgresql.org/docs/current/errcodes-appendix.html
CLASSES: Final = {"22": exc.DataError, "23": exc.IntegrityError, "42": exc.ProgrammingError}


def named(error: Exception, sql: str) -> exc.DBAPIError:
    """Give a driver's error the name that SQLAlchemy has for it; its values stay out of it."""
    if isinstance(error, sqlite3.Error):
        kind: type[exc.DBAPIError] = getattr(exc, type(error).__name__, exc.DBAPIError)
    else:
        kind = CLASSES.get((getattr(error, "sqlstate", None) or "")[:2], exc.DBAPIError)
    return kind(sql, None, error, hide_parameters=True)


def as_told(error: Exception) -> Exception:
    """Give what the caller of a function hears: ``Unkept`` for a fault of the store, else the error itself."""
    cause = getattr(error, "orig", None) or error  # SQLAlchemy keeps the driver's error there
    if isinstance(cause, sqlite3.Error) and getattr(cause, "sqlite_errorcode", 0) & 0xFF in STORE_FAULTS:
        told = Unkept(cause.sqlite_errorname)
        told.__cause__ = error
        return told
    if isinstance(error, StopIteration):  # no future can carry it
        return RuntimeError("a function of the store raised StopIteration")
    return error


def undone(error: Exception) -> Unkept:
    """Say to one member of a group that the group could not be kept."""
    told = as_told(error)
    return told if isinstance(told, Unkept) else _caused_by(error)


def _caused_by(error: Exception) -> Unkept:
    told = Unkept(type(error).__name__)
    told.__cause__ = error
    return told
