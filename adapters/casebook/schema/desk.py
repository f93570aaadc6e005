"""What waits at the desk, who may use the API, and what keeps order."""

from typing import Final

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Table, text

from adapters.casebook.schema.columns import ID, KEY, NUMBER, at, code, metadata, of_citizen, position, sealed, when

UNFINISHED: Final = text("done_at IS NULL")

desk_items = Table(
    "desk_items",
    metadata,
    Column("id", ID, primary_key=True),
    code("kind"),
    code("danger"),
    of_citizen(),
    sealed("words"),
    at(),
    # A note may wait for the citizen's own answer; the desk sees it only then.
    at("shown_at"),
    Column("left_under", KEY, nullable=False, server_default=""),
    when("done_at"),
    code("done_by"),
    # The desk's list is read in this order, and what waits among however much was done.
    Index("ix_desk_items_shown", "shown_at", "id"),
    Index("ix_desk_items_waiting", "shown_at", "id", sqlite_where=UNFINISHED, postgresql_where=UNFINISHED),
    Index("ix_desk_items_citizen", "citizen", "at"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", ID, primary_key=True),
    Column("digest", LargeBinary, nullable=False, unique=True),
    code("role"),
    code("unit"),
    code("name"),
    at("made_at"),
    when("last_used"),
    when("revoked_at"),
)

dones = Table(
    "dones",
    metadata,
    of_citizen(primary_key=True),
    Column("key", KEY, primary_key=True),
    sealed("kept"),
    at(index=True),
)

code_tries = Table(
    "code_tries",
    metadata,
    position(),
    of_citizen(),
    Column("case", NUMBER, nullable=False),
    at(),
    Index("ix_code_tries_citizen", "citizen", "at"),
    Index("ix_code_tries_case", "case", "at"),
)

counters = Table(
    "counters",
    metadata,
    Column("name", ID, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

backend_cursors = Table(
    "backend_cursors",
    metadata,
    Column("backend", ID, primary_key=True),
    Column("cursor", KEY, nullable=False),
)

backend_updates = Table(
    "backend_updates",
    metadata,
    Column("backend", ID, primary_key=True),
    Column("id", KEY, primary_key=True),
    at(),
)
