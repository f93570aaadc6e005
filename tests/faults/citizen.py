"""A citizen whose messages WeChat delivers: up to three times, to whichever process answers."""

import asyncio
import re
from collections.abc import Sequence
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout
from processes import Web

from bot.clock import SystemClock
from bot.demo.wechat_phone import Push, WechatPhone

TOKEN, APP, ACCOUNT = "a-made-up-token", "wx0123456789abcdef", "gh_made_up"
APP_SECRET = "a made-up app secret"
PATIENCE = ClientTimeout(total=5)  # WeChat's
A_MINUTE = ClientTimeout(total=60)  # of who wants to see what becomes of a delivery
DELIVERIES = 3
NUMBER = re.compile(r"(?<!\d)\d{12}(?!\d)")
LAMP = "花桥路12号门口路灯坏了三天"
OTHERS, CARD = "都不是", "请核对"
FILE = "1"


class Citizen:
    """Writes, and hears; ``openid`` is one that nobody else in a test has."""

    def __init__(self, session: ClientSession, openid: str) -> None:
        self._session = session
        self._phone = WechatPhone(TOKEN, ACCOUNT, openid, SystemClock(), app_id=APP, first_message=hash_of(openid))

    async def at_the_card(self, web: Web) -> None:
        """Come to the point where "1" files; it is not what the neighbours reported."""
        if OTHERS in await self.said(LAMP, web):
            await self.said(OTHERS, web)
        assert CARD in await self.said("1", web)

    async def said(self, words: str, *webs: Web) -> str:
        """Say something; ``webs`` get its deliveries in turn until one answers. ``TimeoutError`` when none does."""
        return await self.delivered(self._phone.text(words), webs)

    async def delivered(self, push: Push, webs: Sequence[Web]) -> str:
        for number in range(DELIVERIES):
            answer = await self.once(push, webs[min(number, len(webs) - 1)])
            if answer is not None:
                return answer
        raise TimeoutError(push.query)

    async def once(self, push: Push, web: Web, *, within: ClientTimeout = PATIENCE) -> str | None:
        """Deliver once: what is answered, or nothing where the connection breaks or there is a 503."""
        url = f"http://127.0.0.1:{web.port}/wechat?{urlencode(push.query)}"
        try:
            headers = {"Content-Type": "text/xml"}
            async with self._session.post(url, data=push.body, headers=headers, timeout=within) as response:
                if response.status == 503:
                    return None
                assert response.status == 200, response.status
                return self._phone.read_reply(await response.read()) or ""
        except (ClientError, TimeoutError, asyncio.IncompleteReadError):
            return None

    def writes(self, words: str) -> Push:
        """Make a message without delivering it."""
        return self._phone.text(words)


def hash_of(openid: str) -> int:
    """Begin each citizen's message numbers far from the others'."""
    return 23_000_000_000_000_000 + int.from_bytes(openid.encode()[-5:], "big") * 1000
