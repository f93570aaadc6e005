"""The ticket by which a page of the account proves itself to WeChat's JS-SDK: kept, and shared by all processes."""

import hashlib
from dataclasses import dataclass
from typing import Final

from adapters.outbound.wechat.api import WechatApi
from adapters.outbound.wechat.errcodes import check
from adapters.outbound.wechat.lent import Lent, Shared
from dialogs.facts.errors import Misconfigured, SendError, Unreachable
from dialogs.facts.messages import Address
from dialogs.facts.moment import MINUTE, Clock
from dialogs.facts.ports import Conversations

FIRST_PAUSE: Final = MINUTE
"""After a failure; each further one doubles it. The page is open to everybody, and each question to WeChat counts."""
LONGEST_PAUSE: Final = 16 * MINUTE
_SHARED: Final = "ticket"  # the channel under which it rests among the conversations


class _Ticket(Lent, frozen=True):
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class _Failure:
    """What the last question came to, until when it is not asked again, and how long that is."""

    kind: type[SendError]
    detail: str
    until: int
    pause: int


class PageTicket:
    """WeChat gives few a day: who comes while one is asked for waits, and what another process has is taken."""

    def __init__(self, api: WechatApi, app_id: str, clock: Clock, shared: Conversations | None = None) -> None:
        self._api = api
        self._clock = clock
        self._failure: _Failure | None = None
        self._ours = Shared(Address(_SHARED, app_id), _Ticket(), clock, shared)

    async def current(self) -> str:
        """Give a ticket that is good for a minute at least. Raises ``SendError``."""
        return (await self._ours.fresh(self._ask_unless_failed)).ticket

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
        new = _Ticket(self._ours.until(told.expires_in), told.ticket)
        if not await self._ours.put(new):
            self._ours.had = new  # where another process was first, both are good


def page_signature(ticket: str, nonce: str, seconds: int, url: str) -> str:
    """Sign a page's address, as the browser has it, for ``wx.config``; what follows a # is no part of it."""
    address = url.partition("#")[0]
    text = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={seconds}&url={address}"
    return hashlib.sha1(text.encode()).hexdigest()  # noqa: S324  WeChat's choice
