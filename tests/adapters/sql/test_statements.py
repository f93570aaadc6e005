"""Statements that the driver runs itself: the same language, values, transaction and errors as by SQLAlchemy."""

import asyncio

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError, ProgrammingError

from adapters.sql import Database, MomentType, Statement
from dialogs.facts.moment import Moment

META = MetaData()
UNIT = Table(
    "unit",
    META,
    Column("code", String, primary_key=True),
    Column("name", String),
    Column("open", Boolean),
    Column("lat", Float),
    Column("sealed", LargeBinary),
    Column("at", MomentType),
)
ADD = Statement(insert(UNIT))
ALL = Statement(select(UNIT).order_by(UNIT.c.code))
ONE = Statement(select(UNIT).where(UNIT.c.code == bindparam("wanted")))
NAMES = Statement(select(UNIT.c.name).where(UNIT.c.open).order_by(UNIT.c.code))
HOW_MANY = Statement(select(func.count()).select_from(UNIT).where(UNIT.c.name == "Streets", UNIT.c.code != "z"))
RENAMED = Statement(update(UNIT).where(UNIT.c.code >= bindparam("of_code")))
GONE = Statement(delete(UNIT).where(UNIT.c.code == bindparam("of_code")).returning(UNIT.c.sealed))
FULL = {
    "code": "a",
    "name": "Streets",
    "open": True,
    "lat": 28.68,
    "sealed": b"\x00\xff",
    "at": Moment(1_763_800_000_000_001),
}
BARE = {"code": "b", "name": None, "open": False, "lat": None, "sealed": None, "at": None}


@pytest.fixture
async def database(empty: Database) -> Database:
    await empty.write(META.create_all)
    return empty


def add_both(connection: Connection) -> list[int]:
    return [ADD.run(connection, FULL), ADD.run(connection, BARE)]


async def test_rows_are_those_that_sqlalchemy_reads(database: Database) -> None:
    """Truths, numbers with a point, bytes, moments and nothing come back as they went in, as by SQLAlchemy."""
    assert await database.write(add_both) == [1, 1]

    usual = await database.read(lambda connection: connection.execute(select(UNIT)).mappings().all())
    rows = await database.read(ALL.all)

    assert rows == [FULL, BARE]
    assert rows == [dict(row) for row in usual]
    assert [type(row["open"]) for row in rows] == [bool, bool]


async def test_one_row_one_value_and_one_of_each_row(database: Database) -> None:
    """What is not there is nothing; values that stand in the statement itself go with it."""
    await database.write(add_both)

    assert await database.read(lambda connection: ONE.first(connection, {"wanted": "b"})) == BARE
    assert await database.read(lambda connection: ONE.first(connection, {"wanted": "c"})) is None
    assert await database.read(HOW_MANY.value) == 1
    assert await database.read(lambda connection: ONE.value(connection, {"wanted": "c"})) is None
    assert await database.read(NAMES.values) == ["Streets"]


async def test_columns_are_written_as_they_are_given(database: Database) -> None:
    """One statement serves for several sets of columns; how many rows it met is told, and what it took out given."""
    await database.write(add_both)

    met = await database.write(lambda connection: RENAMED.run(connection, {"of_code": "a", "name": "River"}))
    one = await database.write(lambda connection: RENAMED.run(connection, {"of_code": "b", "open": True}))
    gone = await database.write(lambda connection: GONE.value(connection, {"of_code": "a"}))

    assert (met, one, gone) == (2, 1, FULL["sealed"])
    assert await database.read(ALL.all) == [BARE | {"name": "River", "open": True}]


async def test_many_rows_at_once(database: Database) -> None:
    """Each of several rows is written, and none of none."""

    def write(connection: Connection) -> None:
        ADD.write_each(connection, [FULL | {"code": str(number)} for number in range(40)])
        ADD.write_each(connection, [])

    await database.write(write)

    assert await database.read(HOW_MANY.value) == 40


async def test_many_changes_at_once(database: Database) -> None:
    """Each is made, after what was written before and before what is asked next."""
    renamed = Statement(update(UNIT).where(UNIT.c.code == bindparam("of_code")).values(name=bindparam("to")))

    def write(connection: Connection) -> list[str]:
        ADD.write_each(connection, [FULL | {"code": str(number)} for number in range(4)])
        renamed.write_each(connection, [{"of_code": str(number), "to": f"unit {number}"} for number in range(3)])
        return NAMES.values(connection)

    assert await database.write(write) == ["unit 0", "unit 1", "unit 2", "Streets"]


async def test_an_error_has_its_usual_name_and_undoes_its_function(database: Database) -> None:
    """A key that stands already is SQLAlchemy's ``IntegrityError``, without values; what was done before it goes."""

    def twice(connection: Connection) -> None:
        ADD.run(connection, BARE)
        ADD.write_each(connection, [FULL | {"name": "secret"}])

    await database.write(lambda connection: ADD.run(connection, FULL))
    outcomes = await asyncio.gather(
        database.write(twice), database.write(lambda connection: ADD.run(connection, FULL | {"code": "c"})),
        return_exceptions=True,
    )  # fmt: skip

    assert [type(outcome) for outcome in outcomes] == [IntegrityError, int]
    assert "secret" not in str(outcomes[0])
    assert [row["code"] for row in await database.read(ALL.all)] == ["a", "c"]


async def test_a_savepoint_takes_back_what_was_done_in_it(database: Database) -> None:
    """What failed inside one is undone, and the transaction goes on."""

    def spoilt(connection: Connection) -> None:
        with connection.begin_nested():
            ADD.run(connection, BARE)
            ADD.run(connection, FULL)

    def write(connection: Connection) -> None:
        ADD.run(connection, FULL)
        with pytest.raises(IntegrityError):
            spoilt(connection)
        ADD.run(connection, BARE | {"code": "c"})

    await database.write(write)

    assert [row["code"] for row in await database.read(ALL.all)] == ["a", "c"]


async def test_what_is_no_moment_is_refused(database: Database) -> None:
    """Values are looked at as SQLAlchemy does: a float for a moment goes into no row."""
    with pytest.raises(TypeError, match="a moment is an int, not float"):
        await database.write(lambda connection: ADD.run(connection, FULL | {"at": 1.5}))

    assert await database.read(ALL.all) == []


@pytest.mark.servers
async def test_no_such_table_is_a_mistake_of_ours(on_postgres: Database) -> None:
    """What is wrong with a statement itself is not taken for a fault of the store."""
    with pytest.raises(ProgrammingError):
        await on_postgres.read(ALL.all)


LISTED = Statement(
    select(UNIT.c.code)
    .where(UNIT.c.code.in_(bindparam("codes", expanding=True)), UNIT.c.name.in_(["Streets", "River"]))
    .where(UNIT.c.lat > bindparam("south"), UNIT.c.code.not_in(bindparam("others", expanding=True)))
    .order_by(UNIT.c.code)
)


@pytest.mark.parametrize("others", [(), ("01",)])
@pytest.mark.parametrize("size", [0, 1, 2, 3, 40])
async def test_a_list_is_given_with_each_run(database: Database, size: int, others: tuple[str, ...]) -> None:
    """Of whatever length it is, and beside another; in an empty one is nothing."""
    codes = [f"{number:02}" for number in range(60)]
    await database.write(lambda connection: ADD.write_each(connection, [FULL | {"code": code} for code in codes]))
    given = {"codes": codes[:size][::-1], "south": 1.5, "others": others}

    found = await database.read(lambda connection: LISTED.values(connection, given))

    assert found == [code for code in codes[:size] if code not in others]


async def test_what_is_written_for_a_list(database: Database) -> None:
    """Rows of a list are changed and given back, moments and bytes among what is looked for."""
    rows = [FULL | {"code": str(number), "at": Moment(number), "sealed": b"%d" % number} for number in range(9)]
    await database.write(lambda connection: ADD.write_each(connection, rows))
    changed = update(UNIT).where(
        UNIT.c.at.in_(bindparam("moments", expanding=True)), UNIT.c.sealed.in_(bindparam("seals", expanding=True))
    )
    closed = Statement(changed.values(open=bindparam("is_open")).returning(UNIT.c.code, UNIT.c.open))
    given = {"moments": [Moment(1), Moment(2), Moment(4)], "seals": [b"2", b"4", b"8"], "is_open": False}

    found = await database.write(lambda connection: closed.tuples(connection, given))

    assert sorted(map(tuple, found)) == [("2", False), ("4", False)]
