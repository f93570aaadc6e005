"""Alarms in the book: at most once an hour for each kind of trouble, whichever process meets it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from casebook_world import migrated_url, postgres_database, sqlite_database, world
from postgres_server import postgres_server
from sqlalchemy import select

from adapters.casebook import SqlAlarms
from adapters.casebook.schema import notices
from adapters.sql import Database
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.moment import HOUR, MINUTE


class AlarmsKept:
    """What both databases do; ``databases``: the same one, as two processes see it."""

    @pytest.fixture
    def alarms(
        self, databases: tuple[Database, Database], clock: HandClock, chance: SeededChance
    ) -> tuple[SqlAlarms, SqlAlarms]:
        first, second = (SqlAlarms(each, world(each, clock, chance).office, clock) for each in databases)
        return first, second

    async def test_once_an_hour(
        self, alarms: tuple[SqlAlarms, SqlAlarms], databases: tuple[Database, Database], clock: HandClock
    ) -> None:
        """Two processes tell one alarm, an hour later again; another kind or channel is an alarm of its own."""
        here, there = alarms
        told = [
            await here.tell("refused", "wechat", "40013"),
            await there.tell("refused", "wechat", "40125"),
            await there.tell("address", "wechat", "40164"),
            await here.tell("refused", "sms", "20003"),
        ]
        clock.advance(HOUR - MINUTE)
        told.append(await there.tell("refused", "wechat", "40013"))
        clock.advance(MINUTE)
        told.append(await there.tell("refused", "wechat", "40013"))

        assert told == [True, False, True, True, False, True]
        assert await left(databases[0]) == 4

    async def test_at_the_same_moment(
        self, alarms: tuple[SqlAlarms, SqlAlarms], databases: tuple[Database, Database]
    ) -> None:
        """However many messages meet a trouble at once in both processes, it is one alarm."""
        told = await asyncio.gather(*(each.tell("unpaid", "sms") for each in alarms * 10))

        assert told.count(True) == 1
        assert await left(databases[0]) == 1


async def left(database: Database) -> int:
    alarms = select(notices.c.position).where(notices.c.step == "alarm")
    return len(await database.read(lambda connection: connection.scalars(alarms).all()))


class TestOnSqlite(AlarmsKept):
    @pytest.fixture
    async def databases(self, tmp_path: Path) -> AsyncIterator[tuple[Database, Database]]:
        """One process serves a file."""
        async with sqlite_database(tmp_path) as database:
            yield database, database


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres_server() as url:
        yield url


@pytest.mark.servers
class TestOnPostgres(AlarmsKept):
    @pytest.fixture
    async def databases(self, server: str) -> AsyncIterator[tuple[Database, Database]]:
        with migrated_url(server, "alarms") as url:
            async with postgres_database(url) as first, postgres_database(url) as second:
                yield first, second
