"""How cases are handled: what a case's own row does not say, and what was done under which key."""

from typing import Final

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table, Text, text

from adapters.casebook.schema.columns import at, code, metadata, of_case, when

HELPED: Final = text("joint != ''")
"""Written out, for a partial index serves who asks in its own words alone."""

handlings = Table(
    "handlings",
    metadata,
    of_case(primary_key=True),
    # Or declined.
    when("accepted_at"),
    when("paused_at"),
    # Working days, or microseconds where the case is counted by the clock.
    Column("paused", BigInteger, nullable=False, server_default=text("0")),
    when("asked_until"),
    when("signed_at"),
    code("first_unit"),
    Column("returns", Integer, nullable=False, server_default=text("0")),
    Column("joint", Text, nullable=False, server_default=""),
    # Of a merged case, where it stood; of one that others were merged into, its due times without them.
    code("stood"),
    when("own_accept_by"),
    when("own_reply_by"),
    # With the case: which ones a unit helps is read from the index alone.
    Index("ix_handlings_helped", "joint", "case", sqlite_where=HELPED, postgresql_where=HELPED),
)

resolutions = Table(
    "resolutions",
    metadata,
    of_case(primary_key=True),
    # Which resolution: how often the case had been reopened by then.
    Column("resolution", Integer, primary_key=True),
    code("unit"),
    at(),
    when("reply_by"),
    code("outcome"),
    # By which a copy is known, without the words.
    Column("text_index", LargeBinary, nullable=False),
    # What looked wrong and was confirmed: codes between blanks.
    Column("doubts", Text, nullable=False, server_default=""),
    Index("ix_resolutions_unit", "unit", "at"),
)

acted = Table(
    "acted",
    metadata,
    code("token"),
    Column("key", LargeBinary, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
    of_case(),
    at(index=True),
)
