"""Unfinished matters that have a description and a place; the conversation they belong to has no index by time."""

from sqlalchemy import Column, Table

from adapters.casebook.schema.columns import ID, at, metadata, of_citizen, sealed

drafts = Table(
    "drafts",
    metadata,
    # The run of the conversation that the draft is of.
    Column("id", ID, primary_key=True),
    of_citizen(),
    sealed("words"),
    at("begun_at", index=True),
)
