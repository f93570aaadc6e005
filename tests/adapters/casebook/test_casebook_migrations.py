from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from casebook_world import ANNA, filing, migrated_url, postgres_database, world
from postgres_server import postgres_database_url
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError

from adapters.casebook import SqlReporters, migrations
from adapters.casebook.migrations import revisions, upgrade, version
from adapters.casebook.migrations.upgrading import LaterTables
from adapters.casebook.schema import metadata
from adapters.sql import PostgresDatabase
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.records import Bearer, Role

SCRIPTS = ScriptDirectory(str(Path(migrations.__file__).parent))
REVISIONS = [script.revision for script in SCRIPTS.walk_revisions()][::-1]
TRIGGERS = [
    f"{table}_{name}"
    for table in ("audits", "timeline")
    for name in ("keeps_entries", "loses_nothing", "replaces_nothing")
]


def differences(connection: Connection) -> list[object]:
    """What the tables lack or have too much, beside what is declared."""
    return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)


@pytest.mark.parametrize("former", ["", *REVISIONS])
def test_from_every_former_revision(former: str) -> None:
    """From each former revision the tables become those that are declared, with all triggers."""
    with create_engine("sqlite://").begin() as connection:
        if former:
            upgrade(connection, former)
        upgrade(connection)
        triggers = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")).all()

        assert version(connection) == REVISIONS[-1]
        assert differences(connection) == []
        assert triggers == TRIGGERS


def test_tables_of_a_later_program() -> None:
    """A former program that is started on them says so, by their version, and leaves them as they are."""
    with create_engine("sqlite://").begin() as connection:
        upgrade(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

        with pytest.raises(LaterTables, match="9999"):
            upgrade(connection)
        assert version(connection) == "9999"


def test_one_line_of_revisions() -> None:
    """Revisions follow one another without a fork, and their files are named after them."""
    assert len(SCRIPTS.get_heads()) == len(SCRIPTS.get_bases()) == 1
    assert revisions() == tuple(reversed(REVISIONS))


@pytest.mark.servers
async def test_on_postgres(server: str) -> None:
    """On PostgreSQL the tables become those that are declared too."""
    with postgres_database_url(server, "migrated") as url:
        async with postgres_database(url) as database:
            assert await database.write(differences) == []


@pytest.mark.servers
@pytest.mark.parametrize("table", ["timeline", "audits"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET at = 0", "DELETE FROM {}", "TRUNCATE {}"])
async def test_append_only_on_postgres(
    server: str, table: str, statement: str, clock: HandClock, chance: SeededChance
) -> None:
    """PostgreSQL refuses to change, delete or truncate the timeline and the audit."""
    with migrated_url(server, "append_only") as url:
        async with postgres_database(url) as database:
            town = world(database, clock, chance)
            filed = await town.do(ANNA, filing())
            await SqlReporters(database, town.office, clock).of_case(filed.number, Bearer("t1", Role.ADMIN))

            with pytest.raises(DBAPIError, match="append-only"):
                await _run(database, statement.format(table))


async def _run(database: PostgresDatabase, statement: str) -> int:
    return await database.write(lambda connection: connection.execute(text(statement)).rowcount)
