"""Cases, who reports them, their timeline and its words."""

from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from adapters.casebook.schema.columns import (
    ID,
    NUMBER,
    at,
    code,
    metadata,
    of_case,
    of_citizen,
    position,
    sealed,
    unindexed,
    when,
)

HANDLED: Final = text("status IN ('submitted', 'accepted', 'assigned')")
OPEN: Final = text("status IN ('submitted', 'accepted', 'assigned', 'resolved')")
DONE: Final = text("status = 'resolved'")
AGAIN: Final = text("reopened > 0")
GONE_IN: Final = text("status = 'merged'")
"""Written out, for a partial index serves who asks in its own words alone."""

cases = Table(
    "cases",
    metadata,
    Column("number", NUMBER, primary_key=True),
    code("status"),
    code("kind"),
    code("category"),
    code("urgency"),
    code("unit", index=True),
    code("officer"),
    code("district"),
    code("street"),
    Column("description", Text, nullable=False, server_default=""),
    Column("place", Text, nullable=False, server_default=""),
    Column("lat", Float, nullable=True),
    Column("lon", Float, nullable=True),
    code("channel"),
    code("language"),
    code("city_revision"),
    Column("anonymous", Boolean, nullable=False, server_default=false()),
    Column("reporters", Integer, nullable=False, server_default=text("1")),
    at("submitted_at", index=True),
    when("accept_by"),
    when("sign_by"),
    when("reply_by"),
    when("paused_until"),
    when("resolved_at"),
    when("ended_at", index=True),
    # A due time that leans on a year whose holidays are not published yet.
    Column("provisional", Boolean, nullable=False, server_default=false()),
    # The calendar that its due times were computed with.
    code("calendar"),
    code("outcome"),
    Column("warnings", Integer, nullable=False, server_default=text("0")),
    Column("reopened", Integer, nullable=False, server_default=text("0")),
    Column("merged_into", NUMBER, nullable=False, server_default=""),
    Column("entries", Integer, nullable=False, server_default=text("0")),
    Column("head", LargeBinary, nullable=False),
    # The newest open ones of a street and category: where a thousand tell the same, few of them are looked at.
    Index("ix_cases_alike", "street", "category", "number", sqlite_where=OPEN, postgresql_where=OPEN),
    Index("ix_cases_status", "status", "number"),
    Index("ix_cases_unit_status", "unit", "status"),
    Index("ix_cases_officer", "officer"),
    # What the sweeps look for: by calendar of those still handled, and resolved ones by their age.
    Index("ix_cases_calendar", "calendar", "number", sqlite_where=HANDLED, postgresql_where=HANDLED),
    Index("ix_cases_resolved", "resolved_at", "number", sqlite_where=DONE, postgresql_where=DONE),
    Index("ix_cases_reopened", "reopened", sqlite_where=AGAIN, postgresql_where=AGAIN),
    Index("ix_cases_merged_into", "merged_into", sqlite_where=GONE_IN, postgresql_where=GONE_IN),
)

STATUS_OF_FEW: Final = unindexed(cases.c.status)
"""The status, where few cases are found by something else: all of a status would be walked through otherwise."""

reporters = Table(
    "reporters",
    metadata,
    of_case(primary_key=True),
    of_citizen(primary_key=True),
    # filer, joiner, merged (they report the case in ``via``, which went into this one), left (they took it back)
    code("role"),
    Column("via", NUMBER, nullable=False, server_default=""),
    # The entry that holds what they wrote.
    Column("seq", Integer, nullable=False, server_default=text("0")),
    at("joined_at"),
    # The last moment at which we knew the number to be this reporter's: joining, or naming the query code.
    at("known_at"),
    code("privacy"),
    sealed("contact"),
    sealed("code"),
    Column("code_index", LargeBinary, nullable=True),
    Column("words_index", LargeBinary, nullable=True),
    Index("ix_reporters_citizen", "citizen", "joined_at"),
)

timeline = Table(
    "timeline",
    metadata,
    position(),
    of_case(),
    Column("seq", Integer, nullable=False),
    at(),
    code("kind"),
    code("actor"),
    Column("codes", Text, nullable=False, server_default="{}"),
    Column("words", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    UniqueConstraint("case", "seq"),
    sqlite_autoincrement=True,
)

words = Table(
    "words",
    metadata,
    of_case(primary_key=True),
    Column("seq", Integer, primary_key=True),
    sealed("sealed"),
    when("erased_at"),
)

open_questions = Table(
    "open_questions",
    metadata,
    Column("id", ID, primary_key=True),
    of_case(),
    of_citizen(),
    code("kind"),
    Column("options", Text, nullable=False, server_default="[]"),
    sealed("text"),
    code("voice"),
    at("asked_at"),
    when("answered_at"),
    when("closed_at"),
    Index("ix_open_questions_citizen", "citizen", "closed_at"),
    Index("ix_open_questions_case", "case", "kind"),
)

ratings = Table(
    "ratings",
    metadata,
    of_case(primary_key=True),
    of_citizen(primary_key=True),
    # One rating per reporter and resolution: how often the case had been reopened by then.
    Column("resolution", Integer, primary_key=True),
    code("value"),
    code("reason"),
    at(),
)
