"""Who is to be told of what, and how far that has come."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text, false, text

from adapters.casebook.schema.columns import ID, KEY, at, code, metadata, of_case, position, when

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
    when("leased_until", index=True),
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
    Index("ix_notices_waiting", "state", "not_before", "position"),
    Index("ix_notices_line", "line", "state", "position"),
    Index("ix_notices_case", "case", "position"),
    Index("ix_notices_citizen", "citizen", "state", "position"),
    Index("ix_notices_officer", "officer", "reached_at"),
    Index("ix_notices_receipt", "receipt"),
)
