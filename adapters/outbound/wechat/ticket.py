"""The ticket by which a page of the account proves itself to WeChat's JS-SDK: kept, and shared by all processes."""

import asyncio
import contextlib
import hashlib
from dataclasses import dataclass
from typing import Final

import msgspec

from adapters.outbound.wechat.api import WechatApi
from adapters.outbound.wechat.errcodes import check
from dialogs.facts.errors import Misconfigured, SendError, Unkept, Unreachable
from dialogs.facts.messages import Address
from dialogs.facts.moment import MINUTE, SECOND, Clock
from dialogs.facts.ports import Conversations

SPARE: Final = 60  # seconds before its end from which it is good no more
FIRST_PAUSE: Final = MINUTE
"""After a failure; each further one doubles it. The page is open to everybody, and each question to WeChat counts."""
LONGEST_PAUSE: Final = 16 * MINUTE
_SHARED: Final = "ticket"  # the channel under which it rests among the conversations, sealed as they are


class _Kept(msgspec.Struct, frozen=True):
    ticket: str = ""
    until: int = 0


@dataclass(frozen=True, slots=True)
class _Failure:
    """What the last question came to, until when it is not asked again, and how long that is."""

    kind: type[SendError]
    detail: str
    until: int
    pause: int


_decode = msgspec.json.Decoder(_Kept).decode


class PageTicket:
    """WeChat gives few a day: who comes while one is asked for waits, and what another process has is taken."""

    def __init__(self, api: WechatApi, app_id: str, clock: Clock, shared: Conversations | None = None) -> None:
        self._api = api
        self._place = Address(_SHARED, app_id)
        self._clock = clock
        self._shared = shared
        self._asking = asyncio.Lock()
        self._kept = _Kept()
        self._failure: _Failure | None = None
        self._revision = 0

    async def current(self) -> str:
        """Give a ticket that is good for a minute at least. Raises ``SendError``."""
        if not self._is_fresh():
            async with self._asking:
                if not self._is_fresh():
                    await self._look()
                if not self._is_fresh():
                    await self._ask_unless_failed()
        return self._kept.ticket

    def _is_fresh(self) -> bool:
        return self._clock.now() < self._kept.until

    async def _ask_unless_failed(self) -> None:
        """Ask, or fail at once as the last time where that was just now."""
        failed = self._failure
        if failed and self._clock.now() < failed.until:
            raise failed.kind(failed.detail)
        try:
            await self._ask()
        except SendError as error:
            pause = min(failed.pause * 2, LONGEST_PAUSE) if failed else FIRST_PAUSE
            self._failure = _Failure(type(error), error.detail, self._clock.now() + pause, pause)
            raise
        self._failure = None

    async def _ask(self) -> None:
        told = (await self._api.call("/cgi-bin/ticket/getticket", {"type": "jsapi"})).told
        check(told, otherwise=Misconfigured)
        if not told.ticket:
            raise Unreachable("no ticket")
        self._kept = _Kept(told.ticket, self._clock.now() + (told.expires_in - SPARE) * SECOND)
        await self._put()

    async def _look(self) -> None:
        """See what the other processes have."""
        if self._shared is not None:
            with contextlib.suppress(Unkept, msgspec.DecodeError):
                loaded = await self._shared.load(self._place, "")
                self._revision = loaded.revision
                if loaded.state:
                    self._kept = _decode(loaded.state)

    async def _put(self) -> None:
        """Let the others have it. Where one was first both are good, and a store that is down bars nobody."""
        if self._shared is not None:
            with contextlib.suppress(Unkept):
                state = msgspec.json.encode(self._kept)
                await self._shared.commit(self._place, self._revision, state, now=self._clock.now())


def page_signature(ticket: str, nonce: str, seconds: int, url: str) -> str:
    """Sign a page's address, as the browser has it, for ``wx.config``; what follows a # is no part of it."""
    address = url.partition("#")[0]
    text = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={seconds}&url={address}"
    return hashlib.sha1(text.encode()).hexdigest()  # noqa: S324  WeChat's choice
