import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence

import pytest
from pgbouncer_server import pgbouncer
from postgres_server import postgres_database_url
from sqlalchemy import Column, Connection, MetaData, String, Table, insert, make_url, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from adapters.casebook.migrations import migrate
from adapters.sql import MomentType, PostgresDatabase, Statement, upsert
from dialogs.facts.errors import Unkept
from dialogs.facts.moment import Moment

UNIT = Table(
    "unit", MetaData(), Column("code", String, primary_key=True), Column("name", String), Column("at", MomentType)
)

ADDED = Statement(insert(UNIT))


@pytest.fixture
async def database(server: str) -> AsyncIterator[PostgresDatabase]:
    with postgres_database_url(server, "port") as url:
        database = PostgresDatabase(url)
        await database.write(UNIT.metadata.create_all)
        yield database
        await database.close()


def add(code: str) -> "Add":
    return Add(code)


class Add:
    def __init__(self, code: str) -> None:
        self.code = code

    def __call__(self, connection: Connection) -> None:
        connection.execute(insert(UNIT).values(code=self.code, name="Streets", at=Moment(1_763_800_000_000_001)))


def adding_each(rows: Sequence[Mapping[str, str]]) -> Callable[[Connection], None]:
    return lambda connection: ADDED.write_each(connection, rows)


def adding(code: str) -> Callable[[Connection], int]:
    """Add by the driver itself."""
    return lambda connection: ADDED.run(connection, {"code": code, "name": "Streets", "at": Moment(1)})


def codes(connection: Connection) -> list[str]:
    return list(connection.execute(select(UNIT.c.code).order_by(UNIT.c.code)).scalars())


@pytest.mark.servers
async def test_a_transaction_is_kept_or_undone(database: PostgresDatabase) -> None:
    """What was written is read, what failed half way is gone, and neither names a value in its error."""

    def half(connection: Connection) -> None:
        add("b")(connection)
        add("a")(connection)

    await database.write(add("a"))
    with pytest.raises(IntegrityError) as failed:
        await database.write(half)

    assert await database.read(codes) == ["a"]
    assert "Streets" not in str(failed.value).partition("DETAIL")[0]
    assert await database.read(lambda c: c.execute(select(UNIT.c.at)).scalar_one()) == 1_763_800_000_000_001


@pytest.mark.servers
async def test_reading_cannot_write(database: PostgresDatabase) -> None:
    """A function given to ``read`` that writes is refused, and a later writing is not."""
    with pytest.raises((Unkept, DBAPIError)):
        await database.read(add("a"))

    await database.write(add("b"))
    assert await database.read(codes) == ["b"]


@pytest.mark.servers
async def test_upsert(database: PostgresDatabase) -> None:
    """A row that stands gets the named columns, or is left alone."""

    def again(connection: Connection) -> list[int]:
        row = {"code": "a", "name": "Old"}
        return [
            upsert(connection, UNIT, row, keys=("code",)),
            upsert(connection, UNIT, {**row, "name": "Left"}, keys=("code",), update=()),
            upsert(connection, UNIT, {**row, "name": "New"}, keys=("code",)),
        ]

    assert await database.write(again) == [1, 0, 1]
    assert await database.read(lambda c: c.execute(select(UNIT.c.name)).scalar_one()) == "New"


@pytest.mark.servers
async def test_two_that_lock_each_other_out_are_both_kept(database: PostgresDatabase) -> None:
    """A deadlock is broken by the database, and the one that lost is run again."""
    for code in ("a", "b"):
        await database.write(add(code))
    tries: list[str] = []

    def rename(first: str, second: str) -> "Rename":
        return Rename(first, second, tries)

    await asyncio.gather(database.write(rename("a", "b")), database.write(rename("b", "a")))

    assert len(tries) == 3


class Rename:
    """Touches two rows with a pause between, so that two of them meet."""

    def __init__(self, first: str, second: str, tries: list[str]) -> None:
        self.codes = (first, second)
        self.tries = tries

    def __call__(self, connection: Connection) -> None:
        self.tries.append(self.codes[0])
        for code in self.codes:
            connection.execute(UNIT.update().where(UNIT.c.code == code).values(name=f"by {self.codes[0]}"))
            connection.execute(text("SELECT pg_sleep(0.3)"))


@pytest.mark.servers
async def test_connections_that_were_lost_at_rest_are_replaced(database: PostgresDatabase, server: str) -> None:
    """When the server has ended them all, the next transactions are done on new ones, and nobody hears of it."""
    await asyncio.gather(*(database.write(add(code)) for code in "abcd"))
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'port'"
    outside = PostgresDatabase(server)
    await outside.write(lambda connection: connection.execute(text(ended)))
    await outside.close()

    await asyncio.gather(*(database.write(add(code)) for code in "efgh"))

    assert await database.read(codes) == list("abcdefgh")


@pytest.mark.servers
async def test_a_connection_that_is_lost_at_work_is_unkept(database: PostgresDatabase) -> None:
    """Who was at work hears that it was not kept, and the next one finds another connection."""

    def broken(connection: Connection) -> None:
        add("a")(connection)
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(Unkept):
        await database.write(broken)
    await database.write(add("b"))

    assert await database.read(codes) == ["b"]


@pytest.mark.servers
async def test_what_the_server_ends_without_keeping_it_is_told(database: PostgresDatabase) -> None:
    """A function that hides an error from us has spoilt its transaction: the caller does not hear that it was kept."""

    def hiding(connection: Connection) -> None:
        add("a")(connection)
        with contextlib.suppress(IntegrityError):
            add("a")(connection)

    with pytest.raises(Unkept):
        await database.write(hiding)

    assert await database.read(codes) == []


async def test_no_server_is_unkept() -> None:
    """Where nobody listens, reading and writing are told so."""
    database = PostgresDatabase("postgresql://nobody@127.0.0.1:1/none")

    for task in (database.write(codes), database.read(codes)):
        with pytest.raises(Unkept, match="PostgreSQL, ConnectionRefusedError"):
            await task
    await database.close()


@pytest.mark.servers
async def test_no_such_database_is_unkept(server: str) -> None:
    """A server that knows no such database cannot keep anything."""
    database = PostgresDatabase(server.replace("/postgres?", "/missing?"))

    with pytest.raises(Unkept, match="PostgreSQL, 3D000: there is no such database"):
        await database.read(codes)
    await database.close()


@pytest.mark.servers
async def test_a_user_who_may_make_no_tables_is_told_so(server: str) -> None:
    """Since PostgreSQL 15 nobody but the owner of a database may: that is no trace, and says who should own it."""
    with postgres_database_url(server, "anothers") as url:
        owner = PostgresDatabase(url)
        await owner.write(lambda connection: connection.exec_driver_sql("CREATE ROLE guest LOGIN").close())
        guest = PostgresDatabase(make_url(url).set(username="guest").render_as_string())

        with pytest.raises(Unkept, match=r"42501: .* should own the database"):
            await migrate(guest)

        await guest.close()
        await owner.write(lambda connection: connection.exec_driver_sql("DROP ROLE guest").close())
        await owner.close()


@pytest.mark.servers
async def test_behind_pgbouncer_each_transaction_may_meet_another_connection(server: str) -> None:
    """Forty transactions at once over two connections of a pooler all do what they should; migrating does too."""
    with postgres_database_url(server, "pooled"), pgbouncer(server) as bouncer:
        database = PostgresDatabase(bouncer.replace("/postgres?", "/pooled?"))
        await asyncio.gather(migrate(database), migrate(database))
        await database.write(UNIT.metadata.create_all)
        names = [f"{number:02}" for number in range(40)]

        await asyncio.gather(*(database.write(add(name)) for name in names[::2]))
        await asyncio.gather(*(database.write(adding(name)) for name in names[1::2]))
        more = [{"code": f"{number}"} for number in range(40, 80)]
        await asyncio.gather(*(database.write(adding_each(more[each : each + 4])) for each in range(0, 40, 4)))
        read = await asyncio.gather(*(database.read(codes) for _ in range(40)))

        await database.close()
    assert read == [names + [each["code"] for each in more]] * 40


@pytest.mark.servers
async def test_a_statement_that_takes_too_long_is_stopped(server: str) -> None:
    """The caller hears of it in time, the server works on it no more, and the next one is served."""
    with postgres_database_url(server, "slow") as url:
        database = PostgresDatabase(url, within=0.2)
        with pytest.raises(Unkept):
            await database.read(lambda connection: connection.execute(text("SELECT pg_sleep(30)")))

        busy = text("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(30)%'")
        assert await database.read(lambda connection: connection.scalar(busy)) == 1  # this very question
        await database.close()


def test_a_cache_of_statements_is_all_or_nothing() -> None:
    """Which size to choose behind a pooler is no question; another one is a mistake."""
    with pytest.raises(ValueError, match="can only be 0"):
        PostgresDatabase("postgresql://nobody@127.0.0.1:1/none?statement_cache_size=5")
