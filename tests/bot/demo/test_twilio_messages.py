"""What becomes of messages at the stand-in, as Twilio's own client and our door are told of it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from bot.demo.clock import HandClock
from bot.demo.twilio_host import OUT_OF_ORDER, UNREACHABLE, TwilioHost
from dialogs.facts.moment import HOUR, SECOND, civil

SID, TOKEN = "AC" + "1" * 32, "a token"
ANN, BEN, US = "+8613800138000", "+8613900139000", "+8610000000"


class Redirected(TwilioHttpClient):  # type: ignore[misc]
    """Twilio's HTTP client, speaking to another host."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base

    def request(self, method: str, url: str, *args: object, **kwargs: object) -> object:
        return super().request(method, url.replace("https://api.twilio.com", self.base), *args, **kwargs)


@dataclass
class Door:
    """Where status callbacks go."""

    told: list[tuple[str, str]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        form = await request.post()
        assert RequestValidator(TOKEN).validate(str(request.url), form, request.headers["X-Twilio-Signature"])
        self.told.append((str(form["MessageStatus"]), str(form.get("ErrorCode", ""))))
        return web.Response(status=204)


@dataclass
class World:
    host: TwilioHost
    door: Door
    door_url: str

    async def send(self, to: str = ANN, text: str = "路灯") -> Any:
        return await self.ask(
            lambda client: client.messages.create(to=to, from_=US, body=text, status_callback=self.door_url)
        )

    async def ask(self, what: Any) -> Any:
        """Ask by Twilio's own client."""
        client = Client(SID, TOKEN, http_client=Redirected(self.host.base))
        return await asyncio.to_thread(what, client)


@pytest.fixture
async def world(clock: HandClock) -> AsyncIterator[World]:
    host, door, app = TwilioHost(SID, TOKEN, clock=clock), Door(), web.Application()
    host.reports.pause = 0
    app.add_routes([web.post("/status", door.take)])
    async with TestServer(host.app()) as served, TestServer(app) as outside:
        host.base = str(served.make_url("/")).rstrip("/")
        yield World(host, door, str(outside.make_url("/status")))


async def test_the_list_says_what_became_of_each(world: World, clock: HandClock) -> None:
    """Twilio's client finds a message by number, day and time, with its words and its last state."""
    sent = await world.send()
    await world.send(BEN)
    await world.host.settled()
    before = civil(clock.now(), UTC) - timedelta(minutes=1)
    clock.advance(HOUR)
    found = await world.ask(lambda client: client.messages.list(to=ANN, date_sent_after=before))
    later = await world.ask(lambda client: client.messages.list(to=ANN, date_sent_after=before + timedelta(hours=1)))
    fetched = await world.ask(lambda client: client.messages(sent.sid).fetch())

    assert [(each.sid, each.body, each.status) for each in found] == [(sent.sid, "路灯", "delivered")]
    assert (later, fetched.to) == ([], ANN)
    with pytest.raises(TwilioRestException, match="404"):
        await world.ask(lambda client: client.messages("SM0").fetch())


async def test_who_is_switched_off_gets_nothing(world: World) -> None:
    """It is taken, then reported as undelivered with its code; the phone shows nothing."""
    heard: list[object] = []
    world.host.hear = heard.append
    world.host.unreachable.add(ANN)
    sent = await world.send()
    await world.host.settled()
    fetched = await world.ask(lambda client: client.messages(sent.sid).fetch())

    assert world.door.told == [("queued", ""), ("sent", ""), ("undelivered", "30003")]
    assert (fetched.status, fetched.error_code, heard) == ("undelivered", 30003, [])


async def test_the_next_courses_are_as_ordered(world: World) -> None:
    """Late, early and repeated callbacks change nothing of what the list says; then all is usual again."""
    world.host.courses.extend([OUT_OF_ORDER, UNREACHABLE])
    states = []
    for _ in range(3):
        sent = await world.send()
        await world.host.settled()
        states.append((await world.ask(lambda client, sid=sent.sid: client.messages(sid).fetch())).status)

    assert [status for status, _ in world.door.told[:5]] == ["delivered", "sent", "queued", "sent", "delivered"]
    assert states == ["delivered", "undelivered", "delivered"]


async def test_a_queue_lets_out_one_after_the_other(world: World, clock: HandClock) -> None:
    """A segment a second and sender: what waits is queued until the clock says otherwise."""
    heard: list[str] = []
    world.host.hear = lambda message: heard.append(message.text)
    world.host.records.rate = 1
    for text in ("一", "二" * 71, "三"):
        await world.send(text=text)
    shown = []
    for _ in range(4):
        clock.advance(SECOND)
        world.host.let_out()
        shown.append("".join(heard).replace("二" * 71, "二"))
    await world.host.settled()

    assert shown == ["一", "一", "一二", "一二三"]


async def test_a_queue_has_an_end(world: World) -> None:
    """What would wait ten hours is refused by its own code."""
    world.host.records.rate = 0.00002
    await world.send()

    with pytest.raises(TwilioRestException) as refused:
        await world.send()
    assert refused.value.code == 21611


async def test_too_many_at_once_is_a_429(world: World) -> None:
    """With the code that goes with it, as often as ordered."""
    world.host.refuse(20429, times=2)
    codes = []
    for _ in range(2):
        with pytest.raises(TwilioRestException) as refused:
            await world.send()
        codes.append((refused.value.status, refused.value.code))
    await world.send()

    assert codes == [(429, 20429)] * 2
    assert len(world.host.messages) == 1
