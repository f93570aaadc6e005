"""Search and the same matter find by pairs of characters."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from casebook_world import ANNA, BORIS, World, draft, filing, sqlite_database, world
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, func, select, text

from adapters.casebook import SqlRegistry, index, migrations
from adapters.casebook.migrations import upgrade
from adapters.casebook.rules.grams import asked, grams
from adapters.casebook.schema.index import grams as table
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.queries import SameMatter
from dialogs.facts.records import Bearer, CaseFilter, Role

ALL = Bearer("t", Role.AUDITOR)
SAID = "解放大道12号门口的路灯坏了三天了，晚上很黑"


@pytest.fixture
async def town(tmp_path: Path, clock: HandClock, chance: SeededChance) -> AsyncIterator[World]:
    async with sqlite_database(tmp_path) as database:
        yield world(database, clock, chance)


async def numbers(town: World, query: str) -> list[str]:
    page = await SqlRegistry(town.database, town.office.keyring).page(CaseFilter(q=query), ALL)
    return [case.number for case in page.cases]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("路灯", True),
        ("灯", True),
        ("黑", True),
        ("解放大道", True),
        ("路灯 很黑", True),
        ("１２号", True),
        ("2号", True),
        ("路灯，坏了", True),
        ("大道解放", False),
        ("路灯 很亮", False),
        ("亮", False),
        ("，", False),
        ("%", False),
        ("_", False),
    ],
)
async def test_searching(town: World, query: str, found) -> None:
    """A word of the description finds it, of one character or of several, wide or narrow; blanks part words."""
    filed = await town.do(ANNA, filing(SAID))

    assert await numbers(town, query) == ([filed.number] if found else [])


async def test_searching_in_english(town: World) -> None:
    """Latin letters are found in either case, and by a part of a word."""
    filed = await town.do(ANNA, filing("The Street Lamp is out"))

    assert await numbers(town, "LAMP street") == await numbers(town, "amp") == [filed.number]
    assert await numbers(town, "lamps") == []


async def test_searching_by_number(town: World) -> None:
    """A whole number finds its case."""
    filed = await town.do(ANNA, filing(SAID))

    assert await numbers(town, filed.number) == [filed.number]


async def test_personal_data_is_not_indexed(town: World) -> None:
    """What is masked in the description is in no pair of the index."""
    await town.do(ANNA, filing("路灯坏了，打我电话13812345678"))

    assert await numbers(town, "1234") == []


async def test_taken_out(town: World) -> None:
    """What was taken out of the index is found no more, and leaves nothing behind; other cases stay."""
    first = await town.do(ANNA, filing(SAID))
    second = await town.do(BORIS, filing(SAID))
    await town.database.write(lambda connection: index.take_out(connection, first.number, SAID))
    left = await town.database.read(
        lambda connection: connection.scalar(
            select(func.count()).select_from(table).where(table.c.case == first.number)
        )
    )

    assert await numbers(town, "路灯") == [second.number]
    assert left == 0


async def test_the_same_matter_among_many(town: World) -> None:
    """An older case about the same is found behind any number of newer ones in its street and category."""
    old = await town.do(ANNA, filing(SAID))
    for each in range(60):
        await town.do(ANNA, filing(f"阳台外面有人乱停电动车第{each}辆"))
    asked_for = SameMatter("解放大道12号的路灯坏了", draft().place, "lamp")
    cards = await town.casebook.look_up(BORIS, asked_for)

    assert [card.number for card in cards] == [old.number]


async def test_no_street_no_same_matter(town: World) -> None:
    """Where the street is not known nothing is taken for the same."""
    await town.do(ANNA, filing(SAID))
    nowhere = replace(draft().place, street="")

    assert await town.casebook.look_up(BORIS, SameMatter(SAID, nowhere, "lamp")) == ()


@given(st.text(max_size=40), st.integers(0, 40), st.integers(1, 40))
def test_each_part_of_a_text_finds_it(words: str, start: int, length: int) -> None:
    """Whatever part of a text is asked for, the text holds the pairs and the characters that are looked for."""
    held = grams(words)
    pairs, singles = asked(words[start : start + length])

    assert pairs <= held
    assert all(any(gram.startswith(single) for gram in held) for single in singles)


def test_the_migration_fills_the_index() -> None:
    """The cases that were there before the index are found by it, over the border of a batch, as new ones are."""
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    filled = next(script for script in scripts.walk_revisions() if script.path.endswith("_index.py"))
    with create_engine("sqlite://").begin() as connection:
        upgrade(connection, filled.down_revision)
        rows = [{"number": f"{number:012}", "said": f"{SAID}{number}"} for number in range(1203)]
        insert = "INSERT INTO cases (number, description, submitted_at, head) VALUES (:number, :said, 0, '')"
        connection.execute(text(insert), rows)
        upgrade(connection)
        kept = connection.execute(select(table.c.case, table.c.gram)).all()

    assert {(row.case, row.gram) for row in kept} == {
        (row["number"], gram) for row in rows for gram in grams(row["said"])
    }


async def test_pages_of_what_was_found(town: World) -> None:
    """What is found comes in pages, the newest first, each case once, whatever is filed meanwhile."""
    filed = [(await town.do(ANNA, filing(f"{SAID}{each}"))).number for each in range(7)]
    registry, seen, cursor = SqlRegistry(town.database, town.office.keyring), [], ""
    while True:
        page = await registry.page(CaseFilter(q="路灯 坏了", limit=3, cursor=cursor), ALL)
        seen += [case.number for case in page.cases]
        await town.do(BORIS, filing(SAID))
        if not (cursor := page.next):
            break

    assert seen == filed[::-1]
