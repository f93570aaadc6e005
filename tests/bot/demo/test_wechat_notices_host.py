"""Template messages and subscription notices at the stand-in, over the wire and back at the account's door."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.demo.clock import HandClock
from bot.demo.wechat_host import WechatHost
from bot.demo.wechat_notices import ALWAYS, Template
from bot.demo.wechat_phone import WechatPhone
from dialogs.facts.moment import MINUTE
from handlers.wechat.body import fields_of
from handlers.wechat.signature import signed

APP_ID, SECRET, TOKEN = "wx0123456789abcdef", "app-secret", "door-token"
ANN = "oAnn"
FIELDS = {"character_string1": "编号", "thing2": "事项", "phrase3": "进度", "time4": "时间"}
DATA = {"character_string1": "260801-0017", "thing2": "路灯不亮", "phrase3": "已受理", "time4": "2026年8月1日 15:01"}
TEMPLATE, NOTICE = "message/template/send", "message/subscribe/bizsend"


@dataclass
class Door:
    """The account's server: it believes nothing that is not signed."""

    pushes: list[dict[str, str]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        query = request.query
        assert signed(query["signature"], TOKEN, query["timestamp"], query["nonce"])
        self.pushes.append(fields_of(await request.read())[1])
        return web.Response(text="success")


@dataclass
class World:
    host: WechatHost
    door: Door
    base: str
    session: ClientSession

    async def send(self, path: str, id: str = "T1", data: Any = None, to: str = ANN, **more: str) -> Any:
        token = self.host.tokens.stable().token
        values = {name: {"value": value} for name, value in (DATA if data is None else data).items()}
        message = {"touser": to, "template_id": id, "data": values, **more}
        async with self.session.post(f"{self.base}{path}", params={"access_token": token}, json=message) as answer:
            return await answer.json()

    async def told(self) -> list[dict[str, str]]:
        await self.host.sending.events.settled()
        return self.door.pushes


@pytest.fixture
async def world(clock: HandClock) -> AsyncIterator[World]:
    host, door, app = WechatHost(APP_ID, SECRET, clock), Door(), web.Application()
    app.add_routes([web.post("/wechat", door.take)])
    host.sending.notices.templates["T1"] = Template("诉求进度", FIELDS)
    host.sending.notices.subscriptions["S1"] = Template("诉求进度", FIELDS)
    host.sending.events.pause = 0
    async with TestServer(host.app()) as served, TestServer(app) as outside, ClientSession() as session:
        host.report_to(str(outside.make_url("/wechat")), lambda openid: WechatPhone(TOKEN, "gh_1", openid, clock))
        yield World(host, door, str(served.make_url("/cgi-bin/")), session)


async def test_a_template_message_arrives_and_is_reported(world: World) -> None:
    """It stands on the phone with its labels, needs no window, and its end is told by its id."""
    answer = await world.send(TEMPLATE)

    assert answer["errcode"] == 0
    assert [(push.kind, push.text) for push in world.host.pushed] == [
        ("template", "诉求进度\n编号：260801-0017\n事项：路灯不亮\n进度：已受理\n时间：2026年8月1日 15:01")
    ]
    (event,) = await world.told()
    assert (event["Event"], event["MsgID"], event["Status"], event["FromUserName"]) == (
        "TEMPLATESENDJOBFINISH",
        str(answer["msgid"]),
        "success",
        ANN,
    )


async def test_a_blocked_template_message_is_taken_and_reported_as_failed(world: World) -> None:
    """That somebody blocked the account is known only afterwards, in WeChat's own spelling."""
    world.host.sending.fates.extend(["failed:user block", "failed: system failed"])
    answers = [await world.send(TEMPLATE), await world.send(TEMPLATE)]

    assert [answer["errcode"] for answer in answers] == [0, 0]
    assert world.host.pushed == []
    assert {event["Status"] for event in await world.told()} == {"failed:user block", "failed: system failed"}


async def test_a_client_id_makes_it_one_message(world: World, clock: HandClock) -> None:
    """The same id within ten minutes is the same message, with the same id of WeChat's; later it is another."""
    first, again = [await world.send(TEMPLATE, client_msg_id="k1") for _ in range(2)]
    clock.advance(10 * MINUTE)
    later = await world.send(TEMPLATE, client_msg_id="k1")

    assert first["msgid"] == again["msgid"] != later["msgid"]
    assert len(world.host.pushed) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("thing2", "一" * 21),
        ("phrase3", "accepted"),
        ("phrase3", "已经受理了吗"),
        ("character_string1", "编号"),
        ("time4", "昨天"),
        ("time4", ""),
    ],
)
async def test_a_field_that_does_not_fit_is_named(world: World, name: str, value: str) -> None:
    """Types and lengths are checked; the code is 47003 and the words name the field."""
    answer = await world.send(TEMPLATE, data=DATA | {name: value})

    assert (answer["errcode"], f"data.{name}.value" in answer["errmsg"]) == (47003, True)
    assert world.host.pushed == []


async def test_who_cannot_get_a_template_message(world: World) -> None:
    """Unknown templates, the other feature's, strangers and who left have a code each."""
    world.host.left(ANN)
    answers = [
        await world.send(TEMPLATE, "T9"),
        await world.send(TEMPLATE, "S1"),
        await world.send(TEMPLATE, to="somebody"),
        await world.send(TEMPLATE),
    ]

    assert [answer["errcode"] for answer in answers] == [40037, 40037, 40003, 43004]


async def test_a_notice_needs_consent_each_time(world: World) -> None:
    """One consent is one notice; a long-term one does not run out until it is taken back."""
    world.host.sending.notices.agree(ANN, "S1")
    once = [(await world.send(NOTICE, "S1"))["errcode"] for _ in range(2)]
    world.host.sending.notices.agree(ANN, "S1", ALWAYS)
    always = [(await world.send(NOTICE, "S1"))["errcode"] for _ in range(3)]
    world.host.sending.notices.refuse(ANN, "S1")

    assert (once, always) == ([0, 43101], [0, 0, 0])
    assert (await world.send(NOTICE, "S1"))["errcode"] == 43101


async def test_a_notice_is_reported_too(world: World) -> None:
    """Below its own name, with the template and the message's id."""
    world.host.sending.notices.agree(ANN, "S1")
    answer = await world.send(NOTICE, "S1")

    (event,) = await world.told()
    assert event["Event"] == "subscribe_msg_sent_event"
    assert "SubscribeMsgSentEvent/List" in event
    assert answer["msgid"] > 0
