"""How often something that is counted happened to a case, and with which unit: kept in the transaction of the act."""

from sqlalchemy import Column, Integer, Table

from adapters.casebook.schema.columns import ID, metadata, of_case

tallies = Table(
    "tallies",
    metadata,
    of_case(primary_key=True),
    # rules/tallies.py: returned, extended, reopened, repeated, followed-up.
    Column("what", ID, primary_key=True),
    # The unit that had the case then; another one may have it now.
    Column("unit", ID, primary_key=True),
    Column("times", Integer, nullable=False),
)
