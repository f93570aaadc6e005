"""What was kept to know an act again goes, once nothing can come again."""

import asyncio
from pathlib import Path

import pytest
from casebook_world import ANNA, BORIS, World, filing, migrated_url, postgres_database, world
from officer_steps import CLERK, Office
from sqlalchemy import Connection, func, insert, select

from adapters.casebook.repeats import SqlRepeats
from adapters.casebook.schema import code_tries, dones, invite_tries, officer_invites, phone_codes
from adapters.sql import Database
from bot.app import make_app
from bot.clock import SystemChance
from bot.demo.clock import HandClock, SeededChance
from bot.demo.hosts import on_loopback
from bot.demo.town import town as whole_town
from dialogs.facts.acts import DoKey, RenewCode
from dialogs.facts.binding import SendPhoneCode
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.officers import Bind
from dialogs.facts.queries import FindCase
from handlers.pages.gestures import Write


async def kept(database: Database) -> tuple[int, int]:
    """How many acts and how many wrong codes are known."""
    counts = [select(func.count()).select_from(table) for table in (dones, code_tries)]
    acts, tries = await database.read(lambda c: [c.scalar(each) or 0 for each in counts])
    return acts, tries


async def what_is_old_goes(town: World) -> None:
    key, act = DoKey("run-now", "renew-code"), RenewCode((await town.do(ANNA, filing())).number)
    await town.casebook.look_up(BORIS, FindCase(act.number, "000000"))
    town.clock.advance(41 * DAY)
    given = await town.casebook.perform(ANNA, key, act)
    repeats, before = SqlRepeats(town.database), Moment(town.clock.now() - 40 * DAY)
    first = await kept(town.database)
    gone = [await repeats.forget(before) for _ in range(2)]

    assert (first, gone, await kept(town.database)) == ((2, 1), [2, 0], (1, 0))
    assert await town.casebook.perform(ANNA, key, act) == given


async def test_what_is_old_goes(town: World) -> None:
    """Acts and wrong codes of long ago go; an act of late is known, and what came of it is told again."""
    await what_is_old_goes(town)


async def test_codes_that_are_over_leave_neither_number_nor_name(place: Office) -> None:
    """A phone's code goes with the number, an invite's name and wrong codes too, though nobody asks for another one."""
    town = place.town
    await town.do(ANNA, SendPhoneCode("+8613900000009"))
    invite = await place.invited()
    await place.do(CLERK, Bind(f"{(int(invite.code) + 1) % 10**8:08d}"))
    repeats, gone = SqlRepeats(town.database), []
    for later in (0, 4 * DAY, 0):
        town.clock.advance(later)
        gone.append(await repeats.forget_codes(town.clock.now()))

    assert gone == [0, 3, 0]
    assert await place.rows(phone_codes.c.id) == await place.rows(invite_tries.c.position) == []
    assert await place.rows(officer_invites.c.name) == [{"name": None}]


@pytest.mark.servers
async def test_what_is_old_goes_on_postgres(server: str, clock: HandClock, chance: SeededChance) -> None:
    """So it is on PostgreSQL."""
    with migrated_url(server, "repeats") as url:
        async with postgres_database(url) as database:
            await what_is_old_goes(world(database, clock, chance))


async def test_a_city_does_so_by_itself(tmp_path: Path, clock: HandClock) -> None:
    """Who serves a city forgets them, 40 days later and no sooner."""
    async with whole_town(0, tmp_path, clock, SystemChance()) as city:
        app = make_app(city.parts.routes, lifetimes=city.parts.lifetimes)
        async with on_loopback(app, city.port):
            for text in ("柳林桥的路灯坏了三天，晚上走路什么都看不见", "1", "1"):
                await city.world.gesture("visitor-ann-000001", "sms", Write("text", text))
            acts, _ = await kept(city.parts.database)
            tried = insert(invite_tries).values(identity=b"somebody", at=clock.now())
            await city.parts.database.write(lambda c: c.execute(tried).rowcount)
            clock.advance(39 * DAY)
            city.parts.wake()
            await asyncio.sleep(0.5)
            still, _ = await kept(city.parts.database)
            clock.advance(2 * DAY)
            async with asyncio.timeout(60):
                while (await kept(city.parts.database))[0] or await city.parts.database.read(wrong_invites):
                    city.parts.wake()
                    await asyncio.sleep(0.05)

    assert acts > 0
    assert still == acts


def wrong_invites(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(invite_tries)) or 0
