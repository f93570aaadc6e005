"""Writes that wait for each other: they go to PostgreSQL in one way, and nobody can tell but by the time it takes."""

import asyncio
from collections.abc import Callable
from typing import Any

import asyncpg
import pytest
from postgres_server import postgres_database_url
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from adapters.sql import Database, NumberOf, PostgresDatabase, Statement

META = MetaData()
STREET = Table("street", META, Column("name", String, primary_key=True), Column("lamps", Integer, server_default="0"))
LAMP = Table(
    "lamp",
    META,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("street", String, ForeignKey("street.name")),
    Column("replaced_by", BigInteger),
)
OTHER = Table("other", META, Column("word", String))

BUILD = Statement(insert(STREET))
COUNT = Statement(update(STREET).where(STREET.c.name == bindparam("of")).values(lamps=STREET.c.lamps + 1))
PULL_DOWN = Statement(delete(STREET).where(STREET.c.name == bindparam("of")))
PUT_UP = Statement(insert(LAMP).inline())
NEWEST = Statement(insert(LAMP).returning(LAMP.c.number))
REPLACE = Statement(
    update(LAMP)
    .where(LAMP.c.street == bindparam("of"), LAMP.c.number < NumberOf("newest", "number"))
    .values(replaced_by=NumberOf("newest", "number"))
)
STREETS = Statement(select(STREET.c.name, STREET.c.lamps).order_by(STREET.c.name))
LAMPS = Statement(select(LAMP.c.street, LAMP.c.replaced_by).order_by(LAMP.c.number))
WORDS = Statement(select(OTHER.c.word))
SAY = Statement(insert(OTHER))
WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.fixture
async def database(empty: Database) -> Database:
    await empty.write(META.create_all)
    return empty


async def seen(database: Database, read: Statement = STREETS) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in await database.read(read.all)]


def asked(connection: Connection) -> list[str]:
    """Note what goes to the server from now on; the driver's own questions about types apart."""
    noted: list[str] = []

    def note(query: Any) -> None:
        if "pg_" not in query.query and "jit" not in query.query:
            noted.append(query.query)

    connection.connection.driver_connection.add_query_logger(note)  # type: ignore[union-attr]
    return noted


async def test_what_was_written_is_read(database: Database) -> None:
    """Whoever asks within the transaction finds it, by our own statement or by SQLAlchemy's; after it anyone."""

    def write(connection: Connection) -> list[Any]:
        BUILD.write(connection, {"name": "a"})
        one = STREETS.all(connection)
        BUILD.write(connection, {"name": "b"})
        two = connection.scalars(select(STREET.c.name).order_by(STREET.c.name)).all()
        BUILD.write(connection, {"name": "c"})
        return [one, two]

    assert await database.write(write) == [[{"name": "a", "lamps": 0}], ["a", "b"]]
    assert await seen(database) == [("a", 0), ("b", 0), ("c", 0)]


async def test_writes_of_one_table_follow_one_another(database: Database) -> None:
    """What changes a row finds it as the one before left it, and what is taken out is gone."""

    def write(connection: Connection) -> None:
        BUILD.write(connection, {"name": "a"})
        BUILD.write(connection, {"name": "b"})
        COUNT.write(connection, {"of": "a"})
        COUNT.write(connection, {"of": "a"})
        PULL_DOWN.write(connection, {"of": "b"})

    await database.write(write)

    assert await seen(database) == [("a", 2)]


async def test_a_key_may_be_written_with_what_it_leads_to(database: Database) -> None:
    """A row and those that refer to it go together; many rows of one table keep their order."""

    def write(connection: Connection) -> None:
        BUILD.write_each(connection, [{"name": name} for name in ("b", "a", "c")])
        PUT_UP.write_each(connection, [{"street": name} for name in ("c", "a", "b", "a")])
        BUILD.write_each(connection, [])

    await database.write(write)

    assert await seen(database, LAMPS) == [("c", None), ("a", None), ("b", None), ("a", None)]


def replace(connection: Connection, street: str) -> None:
    group = object()
    NEWEST.write(connection, {"street": street}, name="newest", group=group)
    REPLACE.write(connection, {"of": street}, group=group)


async def test_a_group_reads_the_number_of_its_new_row(database: Database) -> None:
    """The rows before it are told which one took their place; those of another street are not."""

    def write(connection: Connection) -> None:
        BUILD.write_each(connection, [{"name": "a"}, {"name": "b"}])
        for street in ("a", "b", "a", "a"):
            replace(connection, street)

    await database.write(write)

    assert await seen(database, LAMPS) == [("a", 4), ("b", None), ("a", 4), ("a", None)]


@pytest.mark.servers
async def test_a_row_that_another_transaction_changes_is_judged_anew(server: str) -> None:
    """Whoever has to wait for it sees it as that one left it, and still knows the number of its own new row."""

    def begin(connection: Connection) -> None:
        BUILD.write_each(connection, [{"name": "a"}, {"name": "b"}])
        PUT_UP.write_each(connection, [{"street": "a"}, {"street": "a"}])

    with postgres_database_url(server, "meanwhile") as url:
        database, other = PostgresDatabase(url), await asyncpg.connect(url)
        await database.write(META.create_all)
        await database.write(begin)
        async with other.transaction():
            await other.execute("UPDATE lamp SET street = CASE number WHEN 1 THEN 'b' ELSE 'a' END")
            replacing = asyncio.ensure_future(database.write(lambda connection: replace(connection, "a")))
            while not await other.fetchval(WAITS):  # noqa: ASYNC110  a server's state
                await asyncio.sleep(0.01)
        await replacing

        assert await seen(database, LAMPS) == [("b", None), ("a", 3), ("a", None)]
        await other.close()
        await database.close()


@pytest.mark.parametrize("wrong", [
    lambda connection: BUILD.write(connection, {"name": "a"}),
    lambda connection: PUT_UP.write(connection, {"street": "nowhere"}),
    lambda connection: BUILD.write_each(connection, [{"name": "z"}, {"name": "a"}]),
])  # fmt: skip
async def test_what_cannot_be_written_undoes_all(database: Database, wrong: Callable[[Connection], None]) -> None:
    """Its error comes with the transaction's end at the latest, by its usual name; the next one begins with nothing."""

    def spoilt(connection: Connection) -> None:
        SAY.write(connection, {"word": "lost"})
        wrong(connection)

    await database.write(lambda connection: BUILD.write(connection, {"name": "a"}))
    outcomes = await asyncio.gather(database.write(spoilt), return_exceptions=True)
    await database.write(lambda connection: BUILD.write(connection, {"name": "b"}))

    assert [type(outcome) for outcome in outcomes] == [IntegrityError]
    assert await seen(database) == [("a", 0), ("b", 0)]
    assert await seen(database, WORDS) == []


async def test_who_gives_up_writes_nothing(database: Database) -> None:
    """What waited when a function raised is never written, nor by whoever has the connection next."""

    def gives_up(connection: Connection) -> None:
        BUILD.write(connection, {"name": "a"})
        raise LookupError

    with pytest.raises(LookupError):
        await database.write(gives_up)
    await database.write(lambda connection: SAY.write(connection, {"word": "next"}))

    assert await seen(database) == []
    assert await seen(database, WORDS) == [("next",)]


async def test_a_savepoint_takes_back_what_was_written_in_it(database: Database) -> None:
    """What waited before it stays, what was written in it goes."""

    def spoilt(connection: Connection) -> None:
        with connection.begin_nested():
            BUILD.write(connection, {"name": "b"})
            raise LookupError

    def write(connection: Connection) -> None:
        BUILD.write(connection, {"name": "a"})
        with pytest.raises(LookupError):
            spoilt(connection)
        BUILD.write(connection, {"name": "c"})

    await database.write(write)

    assert await seen(database) == [("a", 0), ("c", 0)]


@pytest.mark.servers
async def test_one_way_to_the_server(on_postgres: Database) -> None:
    """Writes of several tables go with the first statement whose answer hangs on none of them, or with the last."""

    def write(connection: Connection) -> list[str]:
        noted = asked(connection)
        BUILD.write(connection, {"name": "a"})
        PUT_UP.write_each(connection, [{"street": "a"}] * 3)
        assert WORDS.all(connection) == []
        BUILD.write(connection, {"name": "b"})
        assert COUNT.run(connection, {"of": "b"}) == 1
        SAY.write(connection, {"word": "end"})
        return noted

    await on_postgres.write(META.create_all)
    noted = await on_postgres.write(write)

    assert [query.count("INSERT") for query in noted[:4]] == [2, 1, 0, 1]
    assert noted[0].startswith("WITH part_0 AS (INSERT INTO street")
