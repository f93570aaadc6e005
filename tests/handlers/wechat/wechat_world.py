"""An official account for the tests of its door: its secrets, who listens behind it, who knocks at it."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.demo.clock import HandClock
from bot.demo.wechat_phone import WechatPhone
from dialogs.facts.messages import Answer, Inbound
from dialogs.facts.moment import SECOND, Moment
from handlers.wechat.door import WITHIN, wechat_routes
from handlers.wechat.signature import signature
from handlers.wechat.wire import Mode, WechatDoor

TOKEN = "civic-token"
APP_ID = "wx0123456789abcdef"
KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
OLD_KEY = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR"
ACCOUNT = "gh_0123456789ab"
OPENID = "oCitizen-0123456789_ABCDEFGH"
NOW = Moment(1_700_000_000 * SECOND)

Client = TestClient[web.Request, web.Application]


def echo(inbound: Inbound) -> Answer:
    """Answer with the same words, or with silence where there are none."""
    return Answer((inbound.text,) if inbound.text else (), NOW)


@dataclass
class Heard:
    """What comes through a door; ``answer`` makes what goes back."""

    answer: Callable[[Inbound], Answer] = echo
    inbounds: list[Inbound] = field(default_factory=list)

    async def take(self, inbound: Inbound) -> Answer:
        self.inbounds.append(inbound)
        return self.answer(inbound)


def door_in(mode: Mode, *keys: str, account: str = "") -> WechatDoor:
    return WechatDoor(TOKEN, APP_ID, mode, keys or (() if mode is Mode.PLAIN else (KEY,)), account)


def phone_in(mode: Mode, written: str = "xml", *, key: str = KEY, app_id: str = APP_ID) -> WechatPhone:
    """Give a phone whose WeChat writes in a mode, as xml or json."""
    return WechatPhone(
        TOKEN,
        ACCOUNT,
        OPENID,
        HandClock(NOW),
        app_id=app_id,
        aes_key="" if mode is Mode.PLAIN else key,
        as_json=written == "json",
        clear=mode is Mode.COMPATIBLE,
    )


@asynccontextmanager
async def standing(door: WechatDoor, heard: Heard, *, within: float = WITHIN) -> AsyncIterator[Client]:
    """Let the door stand on a port of this machine."""
    app = web.Application()
    app.add_routes(wechat_routes(door, heard, within=within))
    async with TestClient(TestServer(app)) as client:
        yield client


def signed_query(**more: str) -> dict[str, str]:
    signed = signature(TOKEN, "1700000000", "42")
    return {"signature": signed, "timestamp": "1700000000", "nonce": "42", **more}


def xml_push(**fields: str) -> bytes:
    """Write a push; a field that is empty is left out."""
    common = {
        "ToUserName": ACCOUNT,
        "FromUserName": OPENID,
        "CreateTime": "1700000000",
        "MsgType": "text",
        "Content": "路灯坏了",
        "MsgId": "23456",
    }
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in (common | fields).items() if value)
    return f"<xml>{inside}</xml>".encode()


def fields_in(body: bytes) -> dict[str, str]:
    """Read an answer with another parser than the door's."""
    if body.startswith(b"{"):
        return {name: str(value) for name, value in json.loads(body).items()}
    return {child.tag: child.text or "" for child in ET.fromstring(body)}  # noqa: S314  our own answer
