from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port
from sqlalchemy import select

from adapters.casebook.migrations import migrate
from adapters.casebook.outbox import SqlOutbox
from adapters.casebook.schema import outbox as rows
from adapters.outbound.gateway import GATEWAY_SMS, Gateway, GatewayVoice
from adapters.outbound.twilio import TWILIO_SMS, TwilioAccount, TwilioVoice
from adapters.sealing import Keyring
from adapters.sql import Database, SqliteDatabase, Writer
from bot.demo.clock import HandClock, SeededChance
from bot.demo.sms_phone import SmsPhone, texts
from bot.demo.twilio_host import Course, TwilioHost
from bot.worker import Worker
from dialogs.facts.messages import Answer, Capabilities, Inbound
from dialogs.facts.ports import Outgoing
from handlers.sms.gateway import GatewayDoor, gateway_routes
from handlers.sms.twilio import TwilioDoor, twilio_routes

SID, TOKEN = "AC" + "1" * 32, "a token"
PARTS = tuple(f"第 {n} 段" for n in range(5))
Start = Callable[..., Any]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    writer = Writer(tmp_path / "huiyin.db")
    database = SqliteDatabase(writer)
    await migrate(database)
    yield database
    await database.close()
    await writer.close()


@pytest.fixture
def outbox(database: Database, chance: SeededChance) -> SqlOutbox:
    return SqlOutbox(database, Keyring(("a made-up secret of some length",)), chance)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@dataclass
class Talker:
    """Answers everything in five parts, as the channel's capabilities allow."""

    outbox: SqlOutbox
    clock: HandClock
    can: Capabilities

    async def take(self, inbound: Inbound) -> Answer:
        here = self.can.parts if self.can.answers else 0
        rest = [
            Outgoing(f"{inbound.id}/{n}", inbound.address, inbound.account, PARTS[n]) for n in range(here, len(PARTS))
        ]
        await self.outbox.put(tuple(rest), now=self.clock.now())
        return Answer(PARTS[:here], self.clock.now())


@dataclass
class Aggregator:
    """A gateway that takes everything."""

    heard: list[str] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.heard.append((await request.json())["text"])
        return web.json_response({"code": 0, "id": len(self.heard)})


async def serve(start: Start, *routes: web.RouteDef, port: int | None = None) -> str:
    app = web.Application()
    app.add_routes(routes)
    return f"http://127.0.0.1:{(await start(app, port=port)).port}"


async def states(database: Database) -> list[str]:
    in_order = select(rows.c.state).order_by(rows.c.position)
    return await database.read(lambda connection: list(connection.scalars(in_order)))


async def test_over_twilio(
    aiohttp_server: Start, outbox: SqlOutbox, clock: HandClock, session: aiohttp.ClientSession
) -> None:
    """Three parts answer at once, two follow in order and are said to have arrived; a redelivery adds none."""
    host = TwilioHost(SID, TOKEN, usual=Course(("sent", "delivered", "sent")))
    host.base = f"http://127.0.0.1:{(await aiohttp_server(host.app())).port}"
    port = unused_port()
    door = TwilioDoor(SID, TOKEN, f"http://127.0.0.1:{port}")
    await serve(aiohttp_server, *twilio_routes(door, Talker(outbox, clock, TWILIO_SMS), outbox, clock), port=port)
    voice = TwilioVoice(TwilioAccount(SID, TOKEN, door.public_url, api_base=host.base), session)
    post = SmsPhone("+8613800138000", SID, TOKEN, door.public_url, "+8610123456").text("路灯")
    answers = [await session.post(post.url, data=post.body, headers=post.headers) for _ in range(2)]
    await Worker(outbox, {"sms": voice}, clock, SeededChance(1)).drain()
    await host.settled()

    assert [texts(await answer.read()) for answer in answers] == [PARTS[:3], PARTS[:3]]
    assert [(each.text, each.sender, each.to) for each in host.messages] == [
        (part, "+8610123456", "+8613800138000") for part in PARTS[3:]
    ]
    assert await states(outbox._database) == ["delivered", "delivered"]


async def test_over_a_gateway(
    aiohttp_server: Start, outbox: SqlOutbox, clock: HandClock, session: aiohttp.ClientSession
) -> None:
    """Where the door answers by a send, all five parts leave in order by the voice; a redelivery adds none."""
    aggregator = Aggregator()
    url = await serve(aiohttp_server, web.post("/send", aggregator.take))
    talker = Talker(outbox, clock, GATEWAY_SMS)
    here = await serve(aiohttp_server, *gateway_routes(GatewayDoor("s3cret", "10690000"), talker, outbox, clock))
    message = {"id": 7, "from": "13800138000", "text": "路灯"}
    answers = [await session.post(f"{here}/sms/gateway/s3cret/up", json=message) for _ in range(2)]
    await Worker(outbox, {"sms": GatewayVoice(Gateway(f"{url}/send"), session)}, clock, SeededChance(1)).drain()
    await session.post(f"{here}/sms/gateway/s3cret/report", json={"id": 2, "status": "DELIVRD"})

    assert [await answer.json() for answer in answers] == [{"code": 0}, {"code": 0}]
    assert aggregator.heard == [*PARTS]
    assert await states(outbox._database) == ["sent", "delivered", "sent", "sent", "sent"]
