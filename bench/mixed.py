"""What a city's day is made of, in small: filing, asking how it stands, photos, redeliveries, and what staff answer."""

import asyncio
import io
import itertools
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession
from PIL import Image

from bench.letters import ACCOUNTS
from bot.clock import SystemClock
from bot.demo.accounts import WECHAT_ACCOUNT
from bot.demo.wechat_host import WechatHost
from bot.demo.wechat_phone import Push, WechatPhone

NUMBER = re.compile(r"(?<!\d)\d{12}(?!\d)")
OTHERS, CARD = "都不是", "请核对"
ROADS = ("花桥路", "柳林巷", "文昌街", "狮子山路", "踏水桥路", "学府路", "茶亭街", "港兴路", "创新大道", "莲湖路")
MATTERS = ("门口路灯坏了三天", "的井盖松了，一踩就响", "的烧烤店每天都很吵", "门口的垃圾没人清")
ASKED_AT_MOST = 3
"""Questions before the card."""


def photo() -> bytes:
    """Make a small JPEG."""
    made = io.BytesIO()
    Image.new("RGB", (320, 240), "grey").save(made, "JPEG")
    return made.getvalue()


def matter(number: int) -> str:
    """Make up what somebody tells: the streets and categories of a city take turns."""
    road, what = ROADS[number % len(ROADS)], MATTERS[number // len(ROADS) % len(MATTERS)]
    return f"{road}{number % 100_000}号{what}"


@dataclass
class Told:
    """What came of it."""

    answers: int = 0
    visits: int = 0
    waits: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)


class City:
    """People and staff of one server at ``base``; ``host`` stands in for WeChat there."""

    def __init__(self, session: ClientSession, base: str, host: WechatHost) -> None:
        self._session, self._base, self._host = session, base, host
        self._numbers: Iterator[int] = itertools.count(time.time_ns() // 1_000_000)
        self._photo = photo()
        self.told = Told()

    async def visit(self) -> None:
        """Let one person tell, send a photo, file, have the last message come again, ask, and hear from the desk."""
        number = next(self._numbers)
        openid = f"oSoaked{number:021d}"
        phone = WechatPhone(ACCOUNTS.wechat_token, WECHAT_ACCOUNT, openid, SystemClock(), first_message=number * 100)
        self._host.did(openid)
        await self._said(phone.text(matter(number)))
        asked = await self._said(phone.image(self._host.hold_media(self._photo, "image/jpeg")))
        for _ in range(ASKED_AT_MOST):
            if CARD in asked:
                break
            asked = await self._said(phone.text(OTHERS if OTHERS in asked else "1"))  # somebody near told the same
        self._check("no card", CARD in asked)
        filed = await self._said(push := phone.text("1"))
        again = await self._said(push)
        await self._said(phone.text("查询"))
        self._check("redelivered otherwise", filed == again)
        found = NUMBER.search(filed)
        self._check("not filed", bool(found))
        if found:
            await self._accepted(found[0])
        self.told.visits += 1

    async def during(self, seconds: float, *, rate: float = 0.0, at_once: int = 8) -> float:
        """Let people visit for some time, ``rate`` in a second, or as fast as they are answered; answers a second."""
        began, before, under_way = time.monotonic(), self.told.answers, set[asyncio.Task[None]]()
        for visit in itertools.count():
            due = began + visit / rate if rate else 0.0
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            if time.monotonic() - began >= seconds:
                break
            if not rate and len(under_way) >= at_once:
                await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            under_way.add(task := asyncio.create_task(self.visit()))
            task.add_done_callback(under_way.discard)
        await asyncio.gather(*under_way)
        return (self.told.answers - before) / (time.monotonic() - began)

    async def _said(self, push: Push) -> str:
        began = time.perf_counter()
        try:
            async with self._session.post(f"{self._base}/wechat?{urlencode(push.query)}", data=push.body) as response:
                body = await response.read()
        except (ClientError, TimeoutError) as error:
            self.told.errors[type(error).__name__] += 1
            return ""
        self.told.answers += 1
        self.told.waits.append(time.perf_counter() - began)
        self._check(f"status {response.status}", response.status == 200)
        return body.decode()

    async def _accepted(self, number: str) -> None:
        """Take the case up as the desk does: its citizen is told, by a push."""
        async with self._session.post(f"{self._base}/api/v1/cases/{number}/accept", json={}) as response:
            self._check(f"accept {response.status}", response.status == 200)

    def _check(self, wrong: str, well: object) -> None:
        if not well:
            self.told.errors[wrong] += 1
