import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from threading import Event, Semaphore

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from adapters.sql import MomentType, SqliteDatabase, Writer, upsert
from adapters.sql.sqlite import LOOKERS, READERS
from dialogs.facts.errors import Unkept
from dialogs.facts.moment import Moment

META = MetaData()
UNIT = Table(
    "unit",
    META,
    Column("code", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("size", Integer, server_default="0"),
    Column("seen_at", MomentType),
)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    writer = Writer(tmp_path / "huiyin.db")
    database = SqliteDatabase(writer)
    await database.write(META.create_all)
    yield database
    await database.close()
    await writer.close()


def add(code: str, name: str | None = "Streets") -> "Add":
    return Add(code, name)


class Add:
    def __init__(self, code: str, name: str | None) -> None:
        self.row = {"code": code, "name": name}

    def __call__(self, connection: Connection) -> None:
        connection.execute(insert(UNIT).values(**self.row))


def codes(connection: Connection) -> list[str]:
    return list(connection.execute(select(UNIT.c.code).order_by(UNIT.c.code)).scalars())


async def test_what_was_written_is_read(database: SqliteDatabase) -> None:
    """A reading that begins after a writing sees it."""
    await database.write(add("river"))

    assert await database.read(codes) == ["river"]


async def test_an_error_undoes_its_function_alone(database: SqliteDatabase) -> None:
    """All that a failing function did goes, and its neighbours of the same group stay."""

    def half(connection: Connection) -> None:
        add("half")(connection)
        raise LookupError("half way")

    outcomes = await asyncio.gather(
        database.write(lambda _: time.sleep(0.02)),
        *(database.write(fn) for fn in (add("a"), half, add("a"), add("b"))),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes[2:]] == [LookupError, IntegrityError, type(None)]
    assert await database.read(codes) == ["a", "b"]


async def test_a_function_may_nest_a_savepoint(database: SqliteDatabase) -> None:
    """What a function undoes itself is gone, and the rest of it is kept."""

    def careful(connection: Connection) -> None:
        add("outer")(connection)
        nested = connection.begin_nested()
        add("inner")(connection)
        nested.rollback()

    await database.write(careful)

    assert await database.read(codes) == ["outer"]


async def test_reading_sees_one_view_and_holds_up_no_writer(database: SqliteDatabase) -> None:
    """While a reading lasts, writings go on, and it does not see them."""
    loop = asyncio.get_running_loop()
    await database.write(add("a"))

    def twice(connection: Connection) -> tuple[list[str], list[str]]:
        first = codes(connection)
        asyncio.run_coroutine_threadsafe(database.write(add("b")), loop).result(5)
        return first, codes(connection)

    assert await database.read(twice) == (["a"], ["a"])
    assert await database.read(codes) == ["a", "b"]


async def test_looking_waits_for_no_reading(database: SqliteDatabase) -> None:
    """While all readers are busy and more wait for one, a look-up is answered, on its own view of what is there."""
    await database.write(add("a"))
    over, begun = Event(), Semaphore(0)

    def long(connection: Connection) -> list[str]:
        begun.release()
        assert over.wait(60)
        return codes(connection)

    readings = [asyncio.create_task(database.read(long)) for _ in range(READERS + 3)]
    for _ in range(READERS):
        await asyncio.to_thread(begun.acquire)
    looked = [await database.look(codes) for _ in range(LOOKERS + 1)]
    waited = [reading.done() for reading in readings]
    over.set()

    assert looked == [["a"]] * (LOOKERS + 1)
    assert waited == [False] * len(readings)
    assert await asyncio.gather(*readings) == [["a"]] * len(readings)


@pytest.mark.parametrize("way", ["read", "look"])
async def test_reading_cannot_write(database: SqliteDatabase, way: str) -> None:
    """A function given to ``read`` or ``look`` that writes is refused."""
    with pytest.raises((Unkept, DBAPIError)):
        await getattr(database, way)(add("a"))

    assert await database.read(codes) == []


async def test_a_full_disk_is_unkept(database: SqliteDatabase) -> None:
    """What SQLAlchemy wraps is told apart as well."""
    await database.write(lambda c: c.execute(text("PRAGMA max_page_count = 10")).close())

    with pytest.raises(Unkept, match="SQLITE_FULL"):
        await database.write(add("a", "x" * 100_000))


async def test_an_error_names_no_values(database: SqliteDatabase) -> None:
    """What was to be written stands in no message of an error."""
    await database.write(add("secret-code"))

    with pytest.raises(IntegrityError) as failed:
        await database.write(add("secret-code", "secret name"))

    assert "secret" not in str(failed.value)


@pytest.mark.parametrize(
    ("update", "expected"),
    [(None, ("New", 7)), (("size",), ("Old", 7)), ((), ("Old", 1))],
    ids=["all columns", "one column", "left alone"],
)
async def test_upsert(database: SqliteDatabase, update: tuple[str, ...] | None, expected: tuple[str, int]) -> None:
    """A row that stands gets the named columns, all of them, or none."""

    def again(connection: Connection) -> int:
        upsert(connection, UNIT, {"code": "a", "name": "Old", "size": 1}, keys=("code",))
        return upsert(connection, UNIT, {"code": "a", "name": "New", "size": 7}, keys=("code",), update=update)

    written = await database.write(again)

    row = await database.read(lambda c: c.execute(select(UNIT.c.name, UNIT.c.size)).one())
    assert tuple(row) == expected
    assert written == (0 if update == () else 1)


async def test_a_moment_is_a_whole_number(database: SqliteDatabase) -> None:
    """Microseconds come back as they went in, nothing stays nothing, and a float is refused."""
    for code, at in (("a", Moment(1_763_800_000_000_001)), ("b", None)):
        await database.write(lambda c, code=code, at=at: c.execute(insert(UNIT).values(code=code, name="", seen_at=at)))

    rows = await database.read(lambda c: list(c.execute(select(UNIT.c.seen_at).order_by(UNIT.c.code)).scalars()))
    assert rows == [1_763_800_000_000_001, None]
    with pytest.raises(StatementError, match="float"):
        await database.write(lambda c: c.execute(insert(UNIT).values(code="c", name="", seen_at=1.5)))
