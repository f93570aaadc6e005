"""What PostgreSQL cannot do now, named so that whoever reads the log knows where to look."""

from typing import Any, Final

from dialogs.facts.errors import Unkept

MET_ANOTHER: Final = frozenset({"40001", "40P01"})  # serialization failure, deadlock
# Classes of https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, authorization, resources,
# not ready or stopped by an operator, system error; no such database; a standby, which only reads; no right to tables.
STORE_FAULTS: Final = ("08", "28", "53", "55", "57", "58", "3D", "25006", "42501", *MET_ANOTHER)
SAID: Final = {
    "25006": "it only reads, as a standby does",
    "28000": "it does not let this user in from here",
    "28P01": "wrong user or password",
    "3D000": "there is no such database",
    "42501": "this user may not do that, and should own the database",
    "53100": "the disk is full",
    "53200": "out of memory",
    "53300": "it has no connection left",
    "55P03": "a lock is held by others",
    "57014": "the statement took too long, or was stopped",
    "57P01": "it is being shut down",
    "57P03": "it is starting or stopping",
}


def state_of(error: BaseException | None) -> str:
    """Give the five-character SQLSTATE of an error, the driver's or SQLAlchemy's, or nothing."""
    state: Any = getattr(getattr(error, "orig", error), "sqlstate", None)
    return state or ""


def unkept(error: Exception) -> Unkept:
    """Name the fault by its SQLSTATE and what that means, else by the kind of error: never by its message."""
    state = state_of(error)
    said = f"{state}: {SAID[state]}" if state in SAID else state or type(error).__name__
    return Unkept(f"PostgreSQL, {said}")
