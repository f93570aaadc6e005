"""What WeChat itself tells the account: what became of notices, who agreed to them. Signed, at the real door."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from bot.demo.hosts import broken_off
from bot.demo.wechat_phone import Push, WechatPhone

DELIVERIES = 3
PATIENCE = 5.0  # seconds


@dataclass(slots=True)
class Events:
    """``door`` is the URL of the account's server, none before it is known; ``phone`` writes in somebody's name."""

    door: str = ""
    phone: Callable[[str], WechatPhone] | None = None
    pause: float = 0.02
    """Seconds before each event: the answer to what caused it leaves first."""
    answers: list[int] = field(default_factory=list)
    """The status of each delivery."""
    _session: aiohttp.ClientSession | None = None
    _tasks: set["asyncio.Task[None]"] = field(default_factory=set)

    async def lifetime(self, _app: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession() as self._session:
            yield
            await broken_off(self._tasks)

    def finished(self, openid: str, message: int, status: str) -> None:
        """Tell what became of a template message."""
        self._tell(openid, lambda phone: phone.event("TEMPLATESENDJOBFINISH", MsgID=str(message), Status=status))

    def sent(self, openid: str, template: str, message: int, code: int, status: str) -> None:
        """Tell what became of a subscription notice."""
        told = {"TemplateId": template, "MsgID": str(message), "ErrorCode": str(code), "ErrorStatus": status}
        self._tell(openid, lambda phone: phone.about_notices("sent", (told,)))

    async def settled(self) -> None:
        """Wait until all events so far are told."""
        await asyncio.gather(*self._tasks)

    def _tell(self, openid: str, write: Callable[[WechatPhone], Push]) -> None:
        if self.phone and self.door:
            task = asyncio.create_task(self._deliver(write(self.phone(openid))))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _deliver(self, push: Push) -> None:
        assert self._session  # noqa: S101  notices are taken only while the host is served
        await asyncio.sleep(self.pause)
        url = f"{self.door}?{urlencode(push.query)}"
        for _ in range(DELIVERIES):
            try:
                async with asyncio.timeout(PATIENCE), self._session.post(url, data=push.body) as answer:
                    self.answers.append(answer.status)
                    return
            except (aiohttp.ClientError, TimeoutError):
                continue
