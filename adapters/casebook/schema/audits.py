"""Who looked up who a citizen is; never changed or deleted."""

from sqlalchemy import Index, Table

from adapters.casebook.schema.columns import at, code, metadata, position

audits = Table(
    "audits",
    metadata,
    position(),
    at(),
    # The id of the API token, never the token.
    code("token"),
    # What was asked about: a case by its number, or an item of the desk.
    code("subject"),
    code("id"),
    Index("ix_audits_subject", "subject", "id"),
    sqlite_autoincrement=True,
)
