"""The code that binds a number, over a gateway whose carrier lets approved templates out only."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from pydantic import SecretStr

from bot import wiring
from bot.demo.clock import HandClock, SeededChance
from bot.demo.made_up import DemoSettings
from dialogs.facts.acts import DoKey, Done
from dialogs.facts.binding import SendPhoneCode
from dialogs.facts.messages import Address

Opened = Callable[..., Any]
TEMPLATE = {"template": "SMS_9", "languages": {"en": "SMS_10"}, "fields": {"digits": "code"}}
TEXT = "验证码"


@pytest.fixture
def opened(tmp_path: Path, clock: HandClock, chance: SeededChance, aiohttp_server: Callable[..., Any]) -> Opened:
    """A product that sends by a gateway; with it what the gateway is given."""

    @asynccontextmanager
    async def open_it(**more: Any) -> AsyncIterator[tuple[wiring.Product, list[dict[str, Any]]]]:
        given: list[dict[str, Any]] = []

        async def take(request: web.Request) -> web.Response:
            given.append(await request.json())
            return web.json_response({"code": 0, "id": "1"})

        app = web.Application()
        app.add_routes([web.post("/send", take)])
        url = f"http://127.0.0.1:{(await aiohttp_server(app)).port}/send"
        settings = DemoSettings(
            database_url=f"sqlite:///{tmp_path / 'huiyin.db'}",
            data=tmp_path,
            secret_key=(SecretStr("k" * 20),),
            gateway={"secret": "s" * 8, "number": "106", "url": url, **more},  # type: ignore[arg-type]
        )
        async with (
            ClientSession() as session,
            wiring.product(settings, wiring.World(clock, chance, session)) as product,
        ):
            key, act = DoKey("r1", "send-phone-code"), SendPhoneCode("+8613800138000")
            assert await product.casebook.perform(Address("wechat", "oAnna"), key, act) == Done()
            await product.worker.drain()
            yield product, given

    return open_it


async def test_by_its_template(opened: Opened) -> None:
    """The code stands in the template's own field, and nothing is posted as free text."""
    notice = json.dumps({"phone-code": TEMPLATE})
    async with opened(templates_only=True, notice=notice) as (_, given):
        (message,) = given

    assert (message["to"], message["template"], list(message["params"])) == ("+8613800138000", "SMS_9", ["digits"])
    assert len(message["params"]["digits"]) == 6
    assert "text" not in message


async def test_where_templates_are_not_needed(opened: Opened) -> None:
    """A carrier that lets free text out gets it."""
    async with opened() as (_, given):
        (message,) = given

    assert TEXT in message["text"]


async def test_without_a_template(opened: Opened) -> None:
    """Where there should be one and is none, nothing leaves, and the admin has an alarm in the log and the book."""
    notice = json.dumps({"assign": {"template": "SMS_1", "fields": {"number": "number"}}})
    async with opened(templates_only=True, notice=notice) as (product, given):
        steps = await product.database.read(lambda c: c.exec_driver_sql("SELECT step, facts FROM notices").fetchall())

    assert given == []
    assert [(step, json.loads(facts)["kind"]) for step, facts in steps] == [("alarm", "refused")]
