"""How the database finds notices: among a million that were told, by index, in whatever state they are."""

import pytest
from sqlalchemy import Index, create_engine, text
from statement_plans import plan

from adapters.casebook import outbox_fates, outbox_held, outbox_notices, outbox_stale
from adapters.casebook.acts import telling
from adapters.casebook.migrations import upgrade
from adapters.casebook.schema import metadata, notices

STATEMENTS = {
    "due": outbox_notices.DUE,
    "busy": outbox_notices.BUSY,
    "claimed": outbox_notices.CLAIMED,
    "leased": outbox_notices.LEASED,
    "noted": outbox_fates.NOTED,
    "received": outbox_fates.RECEIVED,
    "held": outbox_held.HELD_ONES,
    "newer": outbox_stale.OF_CITIZENS,
    "newer for officers": outbox_stale.OF_OTHERS,
    "stale": telling._settling(("assign",), frees=True),
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_table_is_walked_through(name: str) -> None:
    """Whatever a worker, a turn or an act asks of notices goes by an index."""
    with create_engine("sqlite://").begin() as connection:
        upgrade(connection)
        steps = plan(connection, STATEMENTS[name])

    assert steps
    assert [step for step in steps if step.startswith("SCAN")] == []


def test_what_was_told_is_in_no_index_of_what_is_left() -> None:
    """A citizen's sent notice stands in the indexes of its case and its citizen, and in no other one."""
    row = {"audience": "citizen", "citizen": None, "line": "c/1", "at": 1, "not_before": 1, "expires": 1}
    with create_engine("sqlite://").begin() as connection:
        metadata.create_all(connection)
        connection.execute(notices.insert(), [row | {"state": "sent"}])
        found = {index.name: connection.scalar(text(_count(index))) for index in notices.indexes}

    assert {name for name, rows in found.items() if rows} == {"ix_notices_case", "ix_notices_of_citizen"}


def _count(index: Index) -> str:
    words = index.dialect_options["sqlite"]["where"]
    where = "" if words is None else f" WHERE {words}"
    return f"SELECT count(*) FROM notices INDEXED BY {index.name}{where}"  # noqa: S608  of the schema's own words
