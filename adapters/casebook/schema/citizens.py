"""Who wrote: known by a keyed digest, reachable by a sealed address."""

from sqlalchemy import Boolean, Column, LargeBinary, Table, false, true

from adapters.casebook.schema.columns import ID, at, code, metadata, sealed, when

citizens = Table(
    "citizens",
    metadata,
    Column("id", ID, primary_key=True),
    Column("person", LargeBinary, nullable=False, unique=True),
    code("channel"),
    sealed("address"),
    code("language"),
    at("first_contact"),
    at("last_contact"),
    # When contact began anew after half a year of silence: a number may have a new owner by then.
    when("returned_at"),
    Column("follows", Boolean, nullable=False, server_default=true()),
    Column("opted_out", Boolean, nullable=False, server_default=false()),
    when("consented_at"),
    # The citizen whose second address this is, once a code sent here has proved it.
    Column("bound_to", ID, nullable=True, index=True),
)
