"""What waits to be sent, and what is still to be fetched."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, UniqueConstraint, text

from adapters.casebook.schema.columns import (
    ID,
    KEY,
    NUMBER,
    at,
    code,
    metadata,
    of_citizen,
    position,
    sealed,
    when,
)

outbox = Table(
    "outbox",
    metadata,
    position(),
    Column("key", KEY, nullable=False),
    code("channel"),
    Column("recipient", LargeBinary, nullable=False),
    sealed("address", bound_by=("key",)),
    code("account"),
    sealed("text", bound_by=("key",)),
    # What it says, where a carrier may want a template of it.
    sealed("worded", bound_by=("key",)),
    # The case that a text is about, where it is about one.
    Column("case", NUMBER, nullable=False, server_default=""),
    code("state"),
    at("put_at"),
    at("not_before"),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    code("lease"),
    when("leased_until"),
    Column("receipt", KEY, nullable=False, server_default=""),
    code("error"),
    when("settled_at"),
    UniqueConstraint("key"),
    Index("ix_outbox_waiting", "state", "not_before", "position"),
    Index("ix_outbox_recipient", "recipient", "state", "position"),
    Index("ix_outbox_receipt", "receipt"),
    sqlite_autoincrement=True,
)

# What a channel said of a message before we had noted its id there.
receipts = Table(
    "receipts",
    metadata,
    Column("receipt", KEY, primary_key=True),
    code("state"),
    at(index=True),
)

media = Table(
    "media",
    metadata,
    Column("id", ID, primary_key=True),
    of_citizen(),
    Column("case", NUMBER, nullable=False, server_default="", index=True),
    code("kind"),
    code("channel"),
    sealed("ref"),
    code("mime"),
    Column("size", Integer, nullable=False, server_default=text("0")),
    code("state"),
    code("reason"),
    at("asked_at"),
    at("not_before"),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    code("lease"),
    when("leased_until"),
    Index("ix_media_waiting", "state", "not_before"),
    Index("ix_media_citizen", "citizen", "asked_at"),
)
