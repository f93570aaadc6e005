"""Who may not file for now."""

from sqlalchemy import Column, LargeBinary, Table

from adapters.casebook.schema.columns import ID, at, code, metadata, sealed, when

blocks = Table(
    "blocks",
    metadata,
    Column("id", ID, primary_key=True),
    Column("identity", LargeBinary, nullable=False, index=True),
    code("channel"),
    sealed("address"),
    sealed("reason"),
    code("by"),
    at(),
    when("until"),
    when("lifted_at", index=True),
)
