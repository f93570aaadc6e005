"""What the clock is watched for: what is due by index, whatever else is open."""

from sqlalchemy import Column, Index, Integer, Table, UniqueConstraint, text

from adapters.casebook.schema.columns import ID, at, code, metadata, of_case, position, when

watches = Table(
    "watches",
    metadata,
    of_case(primary_key=True),
    # A time that runs (accept_by, sign_by, reply_by), or another moment to look at: rules/watch.py.
    Column("kind", ID, primary_key=True),
    # Which one, where a case may have several: a letter's id.
    Column("ref", ID, primary_key=True, server_default=""),
    at("since"),
    at("due"),
    # When to look next; none while the time rests.
    when("at", index=True),
    Column("given", Integer, nullable=False, server_default=text("0")),
    Index("ix_watches_due", "kind", "due"),
)

warnings = Table(
    "warnings",
    metadata,
    position(),
    of_case(),
    code("unit"),
    # Which time runs out, and the how-many-th warning of it this is.
    code("time"),
    Column("warning", Integer, nullable=False),
    at(),
    Index("ix_warnings_unit", "unit", "at"),
    Index("ix_warnings_case", "case", "at"),
)

# What officers are told once a day, until it was put into their list.
digest_items = Table(
    "digest_items",
    metadata,
    position(),
    code("officer"),
    of_case(),
    code("time"),
    Column("warning", Integer, nullable=False),
    code("unit"),
    at("due"),
    at("not_before"),
    Index("ix_digest_items_not_before", "not_before", "officer"),
)

# The day of the list that each officer got last.
digests = Table(
    "digests",
    metadata,
    Column("officer", ID, primary_key=True),
    code("day"),
)

# The days whose closed cases were drawn from, each once: by this seed anybody can draw them again.
draws = Table(
    "draws",
    metadata,
    Column("day", ID, primary_key=True),
    code("seed"),
    Column("closed", Integer, nullable=False),
    at(),
)

inspections = Table(
    "inspections",
    metadata,
    position(),
    of_case(),
    code("day"),
    at("drawn_at"),
    UniqueConstraint("case", "day"),
)
