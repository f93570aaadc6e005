"""What Twilio says afterwards of a notice that it took: from its callback to what the citizen gets."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port
from casebook_world import World, sqlite_database, world
from notice_world import BORIS, SMS, Post, filing, post

from adapters.casebook import SqlAlarms, SqlConsents, SqlOutbox
from adapters.outbound.twilio import TwilioAccount, TwilioVoice
from bot.alarms import Alarms
from bot.demo.clock import HandClock, SeededChance
from bot.demo.twilio_host import Course, TwilioHost
from bot.failures import AfterFailures
from bot.worker.carriers import TextCarrier
from dialogs.facts.delivery import Way
from dialogs.facts.moment import DAY, HOUR, MINUTE
from dialogs.facts.notices import Notice
from dialogs.facts.ports import Outgoing
from handlers.sms.twilio import TwilioDoor, twilio_routes

SID, TOKEN = "AC" + "1" * 32, "a token"


class Says(TextCarrier):
    """Speaks by Twilio; what it says is the step alone."""

    def compose(self, notice: Notice, way: Way) -> tuple[Outgoing, ...]:
        return (Outgoing(notice.id, way.address, way.account, f"{notice.case} {notice.step}"),)


class Carried:
    """A town whose SMS go over a Twilio that calls back."""

    def __init__(self, town: World, host: TwilioHost, office: Post) -> None:
        self.town, self.host, self.office = town, host, office

    async def after(self, pause: int) -> list[str]:
        """Let time pass, have what is due delivered and reported, and give what Twilio has been given so far."""
        self.town.clock.advance(pause)
        await self.office.worker.drain()
        await self.host.settled()
        return [each.text.split()[1] for each in self.host.messages]

    async def notice(self) -> Any:
        return next(row for row in await self.office.rows() if row["audience"] == "citizen")


@pytest.fixture
async def carried(
    tmp_path: Path, clock: HandClock, chance: SeededChance, aiohttp_server: Callable[..., Any]
) -> AsyncIterator[Carried]:
    host = TwilioHost(SID, TOKEN)
    host.base = f"http://127.0.0.1:{(await aiohttp_server(host.app())).port}"
    async with sqlite_database(tmp_path) as database, aiohttp.ClientSession() as session:
        town, port = world(database, clock, chance), unused_port()
        door = TwilioDoor(SID, TOKEN, f"http://127.0.0.1:{port}")
        alarms = Alarms(SqlAlarms(database, town.office, clock), clock, oldest=DAY)
        failures = AfterFailures(SqlConsents(database, town.office.keyring), alarms, clock)
        outbox = SqlOutbox(database, town.office.keyring, chance)
        app = web.Application()
        app.add_routes(twilio_routes(door, object(), outbox, clock, failures))
        await aiohttp_server(app, port=port)
        account = TwilioAccount(SID, TOKEN, door.public_url, "+8610123456", api_base=host.base)
        yield Carried(town, host, post(town, Says(SMS, TwilioVoice(account, session), {}, lambda: None)))


async def resolved(carried: Carried, *courses: Course) -> None:
    """Leave a result for a citizen who has SMS alone; messages to them take these courses."""
    number = (await carried.town.do(BORIS, filing())).number
    carried.host.courses.extend(courses)
    await carried.office.leave(number, "resolve")


async def test_a_phone_that_was_off(carried: Carried) -> None:
    """It is sent again after an hour, then after two; once the phone is on, it arrives."""
    off = Course(("sent", "undelivered"), 30003)
    await resolved(carried, off, off)
    counts = [len(await carried.after(pause)) for pause in (0, 59 * MINUTE, MINUTE, 119 * MINUTE, MINUTE)]

    assert counts == [1, 1, 2, 2, 3]
    assert (await carried.notice())["state"] == "delivered"


async def test_a_phone_that_stays_off(carried: Carried) -> None:
    """For a week it is tried once a day or so; then the news is held for what the citizen writes."""
    carried.host.usual = Course(("sent", "undelivered"), 30003)
    await resolved(carried)
    for _ in range(8 * 24):
        said = await carried.after(HOUR)

    assert 8 <= len(said) <= 12
    assert (await carried.notice())["state"] == "held"


async def test_a_landline(carried: Carried) -> None:
    """A number that takes no SMS is sent nothing more; what was for it is held."""
    await resolved(carried, Course(("sent", "undelivered"), 30006))
    await carried.after(0)
    number = (await carried.notice())["case"]
    await carried.office.leave(number, "note")

    assert await carried.after(DAY) == ["resolve"]
    assert await carried.office.states() == [("resolve", "held"), ("note", "held")]


async def test_an_account_that_is_suspended(carried: Carried) -> None:
    """The admin hears of it, and the notice is sent again later."""
    await resolved(carried, Course(("failed",), 30002))
    first = await carried.after(0)
    alarm = [row["facts"] for row in await carried.office.rows() if row["step"] == "alarm"]

    assert (first, len(alarm)) == (["resolve"], 1)
    assert "unpaid" in alarm[0]
    assert await carried.after(HOUR) == ["resolve", "resolve"]
