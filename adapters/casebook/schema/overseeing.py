"""How a case is watched over: letters of the level above, leads of hard cases, and the calendars that dates lean on."""

from sqlalchemy import Column, Index, Integer, String, Table, Text, text

from adapters.casebook.schema.columns import ID, at, code, metadata, of_case, when

letters = Table(
    "letters",
    metadata,
    Column("id", ID, primary_key=True),
    of_case(),
    # The entry that it was written with: its words are the letter's, and those of ``answer_seq`` the answer's.
    Column("seq", Integer, nullable=False),
    # letter, risk-warning, accountability
    code("kind"),
    # To whom, and from whom: a unit's code, or platform.
    code("unit"),
    code("by"),
    at(),
    at("due_at"),
    when("answered_at"),
    code("answered_by"),
    Column("answer_seq", Integer, nullable=False, server_default=text("0")),
    Index("ix_letters_case", "case", "seq"),
    Index("ix_letters_due", "answered_at", "due_at"),
    Index("ix_letters_newest", "at", "id"),
)

leads = Table(
    "leads",
    metadata,
    of_case(primary_key=True),
    # The entry that named them: its words are the plan.
    Column("seq", Integer, nullable=False),
    Column("official", Text, nullable=False),
    Column("team", Text, nullable=False, server_default=""),
    when("until"),
    at(),
)

# What working days were when due times were computed, so that they can be computed anew from it.
calendars = Table(
    "calendars",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("content", Text, nullable=False),
    at(),
)
