"""Codes that were sent to numbers, to be bound to who asked for them; a few days old they go."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, text

from adapters.casebook.schema.columns import ID, at, metadata, of_citizen, sealed, when

phone_codes = Table(
    "phone_codes",
    metadata,
    Column("id", ID, primary_key=True),
    of_citizen(),
    # The keyed digest of the number, as of a citizen who writes from it.
    Column("phone", LargeBinary, nullable=False),
    sealed("address"),
    # The keyed digest of the code.
    Column("code", LargeBinary, nullable=False),
    at(index=True),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    when("proved_at"),
    when("ended_at"),
    Index("ix_phone_codes_citizen", "citizen", "at"),
    Index("ix_phone_codes_phone", "phone", "at"),
)
