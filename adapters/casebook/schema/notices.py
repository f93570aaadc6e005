"""Who is to be told of what, and how far that has come."""

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    FromClause,
    Index,
    Integer,
    Table,
    Text,
    false,
    literal_column,
    or_,
    text,
)

from adapters.casebook.schema.columns import ID, KEY, at, code, metadata, of_case, position, when

UNDONE: Final = ("waiting", "held", "dead", "unknown", "unreached", "undelivered", "failed")
"""The states of what has not arrived: most notices have, and stand in none of the indexes of those that have not."""


def _where(words: str) -> dict[str, Any]:
    return {"sqlite_where": text(words), "postgresql_where": text(words)}


_LEFT: Final = _where(" OR ".join(f"state = '{state}'" for state in UNDONE))

notices = Table(
    "notices",
    metadata,
    position(),
    code("audience"),
    Column("citizen", ID, ForeignKey("citizens.id"), nullable=True),
    code("officer"),
    of_case(nullable=True),
    Column("seq", Integer, nullable=False, server_default=text("0")),
    code("step"),
    Column("facts", Text, nullable=False, server_default="{}"),
    Column("urgent", Boolean, nullable=False, server_default=false()),
    # Recipient and case: of one line each notice waits for those before it.
    Column("line", KEY, nullable=False, server_default=""),
    at(),
    at("not_before"),
    # Since when it is to leave: what a failing try puts off is due all the same.
    when("due_at"),
    at("expires"),
    code("state"),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    code("lease"),
    when("leased_until"),
    # Since when a send of it may have arrived without anybody knowing.
    when("begun_at"),
    # The voice that took it or has it now, those that refused it, and how many of its parts have left.
    code("voice"),
    Column("refused", Text, nullable=False, server_default=""),
    Column("parts", Integer, nullable=False, server_default=text("0")),
    Column("receipt", KEY, nullable=False, server_default=""),
    code("error"),
    Column("superseded_by", BigInteger, nullable=True),
    when("settled_at"),
    # When a voice took it or a citizen was told it in an answer.
    when("reached_at"),
    Index("ix_notices_undone", "state", "not_before", "position", **_LEFT),
    Index("ix_notices_in_line", "line", "state", "position", **_LEFT),
    Index("ix_notices_leased", "leased_until", **_where("leased_until IS NOT NULL")),
    Index("ix_notices_case", "case", "position"),
    Index("ix_notices_of_citizen", "citizen", "position"),
    Index("ix_notices_held", "citizen", "position", **_where("state = 'held'")),
    Index("ix_notices_of_officer", "officer", "reached_at", **_where("officer <> ''")),
    Index("ix_notices_of_admin", "at", **_where("audience = 'admin'")),
    Index("ix_notices_received", "receipt", **_where("receipt <> ''")),
)


def in_state(table: FromClause, state: str) -> ColumnElement[bool]:
    """Compare with a state that is written out: a partial index serves only its own condition, and no bound value."""
    return table.c.state == literal_column(f"'{state}'")


def undone(table: FromClause) -> ColumnElement[bool]:
    """Ask for what has not arrived, by the condition of its indexes."""
    return or_(*(in_state(table, state) for state in UNDONE))


def is_some(column: Column[str]) -> ColumnElement[bool]:
    """Say that a column is not empty, beside what it is compared with: that is the condition of its index."""
    return column != literal_column("''")
