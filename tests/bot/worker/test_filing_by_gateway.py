import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from pydantic import SecretStr

from bot import wiring
from bot.demo.clock import HandClock, SeededChance
from bot.demo.made_up import DemoSettings
from bot.setting_groups import Gateway

Start = Callable[..., Any]


@dataclass
class Aggregator:
    """A gateway that takes each id once, and keeps what it took in order."""

    heard: dict[str, str] = field(default_factory=dict)

    async def take(self, request: web.Request) -> web.Response:
        message = await request.json()
        self.heard.setdefault(message["id"], message["text"])
        return web.json_response({"code": 0})


@dataclass
class Line:
    """A citizen whose only way to the city is a gateway."""

    session: aiohttp.ClientSession
    url: str
    worker: wiring.Worker
    aggregator: Aggregator
    count: int = 0

    async def write(self, text: str, *, times: int = 1) -> str:
        """Write, have it delivered that often, and give all that comes back."""
        self.count += 1
        before = len(self.aggregator.heard)
        for _ in range(times):
            message = {"id": self.count, "from": "13800138000", "text": text}
            async with self.session.post(self.url, json=message) as answer:
                assert (answer.status, await answer.json()) == (200, {"code": 0})
            await self.worker.drain()
        return "\n".join(list(self.aggregator.heard.values())[before:])


async def serve(start: Start, *routes: web.AbstractRouteDef) -> str:
    app = web.Application()
    app.add_routes(routes)
    return f"http://127.0.0.1:{(await start(app)).port}"


@pytest.fixture
async def line(aiohttp_server: Start, tmp_path: Path, clock: HandClock, chance: SeededChance) -> AsyncIterator[Line]:
    aggregator = Aggregator()
    there = await serve(aiohttp_server, web.post("/send", aggregator.take))
    gateway = Gateway.model_validate({"secret": "a long s3cret", "number": "10690000", "url": f"{there}/send"})
    settings = DemoSettings(
        database_url=f"sqlite:///{tmp_path / 'huiyin.db'}",
        data=tmp_path,
        secret_key=(SecretStr("a made-up secret of some length"),),
        gateway=gateway,
    )
    async with aiohttp.ClientSession() as session:
        world = wiring.World(clock, chance, session)
        async with wiring.product(settings, world) as product:
            here = await serve(aiohttp_server, *product.routes)
            yield Line(session, f"{here}/sms/gateway/a%20long%20s3cret/up", product.worker, aggregator)


async def test_a_complaint_is_filed_where_answers_are_sent(line: Line) -> None:
    """Over a door whose answers go by a send, the whole way to the number works, each line delivered three times."""
    said = [await line.write(text, times=3) for text in ("花桥路12号门口路灯坏了三天", "1", "1")]
    number = re.search(r"(?<!\d)\d{12}(?!\d)", said[-1])

    assert all(said)
    assert number
    assert number[0] in await line.write("查询")
