"""Officers who work by message, and how they are bound."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, Table, false, text

from adapters.casebook.schema.columns import ID, at, code, metadata, position, sealed, when

officers = Table(
    "officers",
    metadata,
    Column("id", ID, primary_key=True),
    code("unit"),
    sealed("name"),
    Column("head", Boolean, nullable=False, server_default=false()),
    code("channel"),
    # Empty once the officer has left.
    sealed("address"),
    Column("identity", LargeBinary, nullable=True, unique=True),
    code("language"),
    # A slow hash with its salt, sealed: six digits are soon tried by who has nothing but the database.
    sealed("pin"),
    Column("pin_tries", Integer, nullable=False, server_default=text("0")),
    when("pin_tried_at"),
    # When the right PIN was last given and not yet used up by an act.
    when("pin_given_at"),
    at("bound_at"),
    # When they were last heard, to the day; nothing since they were bound where it is empty.
    when("heard_at"),
    when("unbound_at"),
    Index("ix_officers_unit", "unit", "unbound_at"),
)

officer_invites = Table(
    "officer_invites",
    metadata,
    Column("id", ID, primary_key=True),
    Column("code_index", LargeBinary, nullable=False, unique=True),
    code("unit"),
    Column("head", Boolean, nullable=False, server_default=false()),
    sealed("name"),
    # The id of the API token it was asked for with, or what stands for the command line.
    code("issued_by"),
    at("made_at"),
    at("expires_at"),
    when("used_at"),
    code("officer"),
)

invite_tries = Table(
    "invite_tries",
    metadata,
    position(),
    Column("identity", LargeBinary, nullable=False),
    at(),
    Index("ix_invite_tries_identity", "identity", "at"),
)
