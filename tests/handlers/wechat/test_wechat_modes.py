"""The door in its three modes and two formats, as a citizen's phone meets it."""

import itertools

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.demo.clock import HandClock
from bot.demo.wechat_phone import WechatPhone
from dialogs.facts.messages import Answer, Inbound
from dialogs.facts.moment import SECOND, Moment
from handlers.wechat.door import wechat_routes
from handlers.wechat.wire import Mode, WechatDoor

KEY, OLD_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR"
NOW = Moment(1_700_000_000 * SECOND)


class Echo:
    async def take(self, inbound: Inbound) -> Answer:
        return Answer((inbound.text,) if inbound.text else (), NOW)


@pytest.mark.parametrize(("mode", "written"), list(itertools.product(Mode, ("xml", "json"))))
async def test_a_text_comes_back_in_each_mode_and_format(mode: Mode, written: str) -> None:
    """What a phone writes comes back to it, blanks and emoji included, wrapped as it came."""
    door = WechatDoor("civic-token", "wx0123456789abcdef", mode, (OLD_KEY, KEY) if mode is not Mode.PLAIN else ())
    phone = WechatPhone(
        "civic-token",
        "gh_1",
        "oCitizen",
        HandClock(NOW),
        app_id="wx0123456789abcdef",
        aes_key="" if mode is Mode.PLAIN else KEY,
        as_json=written == "json",
        clear=mode is Mode.COMPATIBLE,
    )
    app = web.Application()
    app.add_routes(wechat_routes(door, Echo()))
    async with TestClient(TestServer(app)) as client:
        push = phone.text("  路灯坏了 ]]> 😀 ")
        answers = [await client.post("/wechat", params=push.query, data=push.body) for _ in range(2)]
        bodies = [await answer.read() for answer in answers]

    assert [answer.status for answer in answers] == [200, 200]
    assert bodies[0] == bodies[1]
    assert phone.read_reply(bodies[0]) == "  路灯坏了 ]]> 😀 "
