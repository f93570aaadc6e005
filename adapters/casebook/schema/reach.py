"""How people may be reached: when they wrote last, what they were sent on our own account, what they agreed to.

``recipient`` is the keyed digest of channel and identity there, as in the outbox.
"""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, Table, false, text

from adapters.casebook.schema.columns import KEY, at, code, metadata, position, when

# Written some seconds after the fact, many at once: a row that is missing means that nothing is known.
sightings = Table(
    "sightings",
    metadata,
    Column("recipient", LargeBinary, primary_key=True),
    Column("account", KEY, nullable=False, server_default=""),
    when("message_at"),
    when("click_at"),
    when("busy_until"),
    # When the other side said last that its window is closed.
    when("shut_at"),
    # When it said that nobody is there.
    when("stopped_at"),
    at("at", index=True),
)

# What was sent on our own account: the ledger of quotas.
pushes = Table(
    "pushes",
    metadata,
    position(),
    Column("recipient", LargeBinary, nullable=False),
    code("voice"),
    # A message counts against the channel's window, a notice that is not urgent against the city's own measure.
    Column("counted", Boolean, nullable=False, server_default=false()),
    Column("measured", Boolean, nullable=False, server_default=false()),
    at(),
    Index("ix_pushes_recipient", "recipient", "at"),
)

consents = Table(
    "consents",
    metadata,
    Column("recipient", LargeBinary, primary_key=True),
    Column("template", KEY, primary_key=True),
    Column("left", Integer, nullable=False, server_default=text("0")),
    at(),
)
