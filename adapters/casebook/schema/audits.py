"""Who looked up who a citizen is, gave out a code or erased something; never changed or deleted."""

from sqlalchemy import Index, Table

from adapters.casebook.schema.columns import at, code, metadata, position

audits = Table(
    "audits",
    metadata,
    position(),
    at(),
    # The id of the API token, never the token, or what stands for the command line.
    code("token"),
    # What was asked about: a case by its number, or an item of the desk; or what was done: query-code, erased.
    code("subject"),
    code("id"),
    Index("ix_audits_subject", "subject", "id"),
    sqlite_autoincrement=True,
)
