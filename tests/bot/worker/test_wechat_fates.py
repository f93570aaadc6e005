"""What becomes of notices on WeChat, told by WeChat at the real door: a product, and the stand-in of the platform."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from adapters.casebook.acts.telling import tell_citizens
from adapters.casebook.occasion import Occasion
from adapters.casebook.schema import cases, notices
from adapters.sealing import Keyring
from bot import wiring
from bot.demo.clock import HandClock, SeededChance
from bot.demo.made_up import DemoSettings
from bot.demo.wechat_host import WechatHost
from bot.demo.wechat_notices import Template
from bot.demo.wechat_phone import Push, WechatPhone
from bot.setting_groups import WeChat
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY

ANN = "oAnn-0123456789"
KEY = "a made-up secret of some length"
FIELDS = {"character_string1": "编号", "thing2": "事项"}
BY_FACT = {"character_string1": "number", "thing2": "category"}
NOTICE = {
    "note": {"template": "T1", "fields": BY_FACT},
    "reply": {"template": "S1", "consent": True, "fields": BY_FACT},
}
Start = Callable[..., Any]


@dataclass
class Platform:
    """A city's product behind its door, and the WeChat platform in front of it."""

    host: WechatHost
    phone: WechatPhone
    session: ClientSession
    door: str
    product: wiring.Product
    clock: HandClock
    chance: SeededChance

    async def push(self, push: Push) -> bytes:
        self.host.did(ANN)
        async with self.session.post(self.door, params=push.query, data=push.body) as answer:
            assert answer.status == 200
            return await answer.read()

    async def say(self, text: str) -> str:
        return self.phone.read_reply(await self.push(self.phone.text(text))) or ""

    async def leave(self, step: str) -> None:
        """Leave a notice of the citizen's case, and let it be told, and what becomes of it be heard."""
        office = wiring.office(self.product.speech, Keyring((KEY,)), self.chance)
        number = await self.product.database.read(lambda c: c.scalar(select(cases.c.number)))
        await self.product.database.write(
            lambda c: tell_citizens(Occasion(c, office, Address("api", "t"), self.clock.now()), number, 1, step, {})
        )
        await self.product.worker.drain()
        await self.host.sending.events.settled()

    async def states(self, step: str) -> list[tuple[str, str, str]]:
        told = select(notices.c.state, notices.c.voice, notices.c.refused).where(notices.c.step == step)
        return await self.product.database.read(lambda c: [tuple(row) for row in c.execute(told)])


@pytest.fixture
async def platform(
    aiohttp_server: Start, tmp_path: Path, clock: HandClock, chance: SeededChance
) -> AsyncIterator[Platform]:
    host = WechatHost("wx1", "secret", clock)
    host.sending.notices.templates["T1"] = Template("诉求进度", FIELDS)
    host.sending.notices.subscriptions["S1"] = Template("诉求进度", FIELDS)
    host.sending.events.pause = 0
    async with TestServer(host.app()) as served, ClientSession() as session:
        ours = WeChat(
            app_id="wx1", app_secret="secret", token="t", api_base=f"{served.make_url('')}", notice=json.dumps(NOTICE)
        )
        settings = DemoSettings(
            database_url=f"sqlite:///{tmp_path / 'huiyin.db'}", data=tmp_path, secret_key=(KEY,), wechat=ours
        )
        async with wiring.product(settings, wiring.World(clock, chance, session)) as product:
            app = web.Application()
            app.add_routes(product.routes)
            door = f"http://127.0.0.1:{(await aiohttp_server(app)).port}/wechat"
            host.report_to(door, lambda openid: WechatPhone("t", "gh_1", openid, clock))
            phone = WechatPhone("t", "gh_1", ANN, clock)
            here = Platform(host, phone, session, door, product, clock, chance)
            for text in ("花桥路12号门口路灯坏了三天", "1", "1"):
                await here.say(text)
            clock.advance(3 * DAY)
            yield here


async def test_what_arrived_is_delivered(platform: Platform) -> None:
    """A template message that WeChat says arrived is delivered, by WeChat's word and not by ours."""
    await platform.leave("note")

    assert await platform.states("note") == [("delivered", "wechat-template", "")]


@pytest.mark.parametrize("fate", ["failed:user block", "failed: system failed", "failed:freq limit"])
async def test_what_did_not_arrive_is_never_counted(platform: Platform, fate: str) -> None:
    """WeChat takes it and says afterwards that it failed: the next rung has its turn, here none, so that it is held."""
    platform.host.sending.fates.append(fate)
    await platform.leave("note")
    await platform.product.worker.drain()

    assert await platform.states("note") == [("held", "wechat-template", "wechat-template")]
    assert platform.host.pushed_to(ANN) == ()


async def test_who_blocks_us_is_left_alone_until_they_write(platform: Platform) -> None:
    """After a block nothing more is tried on WeChat; what was held is told after the answer to the next message."""
    platform.host.sending.fates.append("failed:user block")
    await platform.leave("note")
    await platform.product.worker.drain()
    asked = len(platform.host.calls)
    await platform.leave("note")
    held, tried = await platform.states("note"), len(platform.host.calls) - asked
    platform.clock.advance(DAY)
    await platform.say("查询")

    assert ([state for state, *_ in held], tried) == (["held", "held"], 0)
    assert {state for state, *_ in await platform.states("note")} <= {"told", "superseded"}


async def test_a_subscription_notice_is_judged_too(platform: Platform) -> None:
    """Its event says whether it arrived; one that was refused there ends the consent to its template."""
    await platform.push(platform.phone.answer_to_consent("S1", "S1", "S1"))
    for _ in range(3):
        platform.host.sending.notices.agree(ANN, "S1")
    platform.clock.advance(3 * DAY)
    await platform.leave("reply")
    platform.host.sending.fates.append("failed: refused")
    await platform.leave("reply")
    asked = platform.host.calls.count("/cgi-bin/message/subscribe/bizsend")
    await platform.product.worker.drain()
    await platform.leave("reply")

    assert [state for state, *_ in await platform.states("reply")] == ["delivered", "held", "held"]
    assert platform.host.calls.count("/cgi-bin/message/subscribe/bizsend") == asked == 2


async def test_an_unknown_message_changes_nothing(platform: Platform) -> None:
    """An event about a message that nobody knows, or without an id, is answered like any other."""
    await platform.leave("note")
    for message in ("7", "", "x" * 99, "٣", "9" * 40):
        answer = await platform.push(platform.phone.event("TEMPLATESENDJOBFINISH", MsgID=message, Status="failed:x"))
        assert answer == b"success"

    assert await platform.states("note") == [("delivered", "wechat-template", "")]
