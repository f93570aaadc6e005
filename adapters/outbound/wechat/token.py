"""The account's access token: asked for once, kept until shortly before it ends, and shared by all processes."""

import asyncio
from typing import Final

from msgspec.structs import replace

from adapters.outbound.wechat.errcodes import check
from adapters.outbound.wechat.host import WechatHost
from adapters.outbound.wechat.lent import Lent, Shared
from dialogs.facts.errors import Misconfigured, OutcomeUnknown, Unreachable
from dialogs.facts.messages import Address
from dialogs.facts.moment import SECOND, Clock
from dialogs.facts.ports import Conversations

_FORCED_APART: Final = 30 * SECOND  # WeChat refuses to be forced twice within
_LOOKS, _LOOKS_APART = 20, 0.25  # seconds; how long the others wait for who forces a new one
_SHARED: Final = "token"  # the channel under which it rests among the conversations


class _Token(Lent, frozen=True):
    token: str = ""
    forced_at: int = 0


class AccessToken:
    """Comes from ``stable_token``, which gives every process the same token.

    WeChat renews it in its last five minutes, so that any token it gives is good for a minute more than we keep it.
    ``shared``: where the processes find it; none where there is only this one.
    """

    def __init__(
        self, host: WechatHost, app_id: str, secret: str, clock: Clock, shared: Conversations | None = None
    ) -> None:
        self._host = host
        self._client = {"grant_type": "client_credential", "appid": app_id, "secret": secret}
        self._clock = clock
        self._ours = Shared(Address(_SHARED, app_id), _Token(), clock, shared)

    def good(self) -> str:
        """Give the token while it should be good, else nothing."""
        return self._ours.had.token if self._ours.is_fresh() else ""

    async def current(self) -> str:
        """Give a token that should be good; whoever comes while it is asked for waits for that answer."""
        return (await self._ours.fresh(self._ask)).token

    async def instead_of(self, failed: str) -> str:
        """Give a token in place of one that was refused; only the first to say so asks.

        WeChat forces a new one on at most 20 times a day: that is asked for only where the refused one comes again,
        and by one process only.
        """
        async with self._ours.asking:
            if self._ours.had.token == failed:
                await self._ours.look()
            if self._ours.had.token == failed:
                await self._ask()
            if self._ours.had.token == failed:
                await self._force(failed)
        return self._ours.had.token

    async def _force(self, failed: str) -> None:
        now, had = self._clock.now(), self._ours.had
        if now - had.forced_at >= _FORCED_APART and await self._ours.put(replace(had, forced_at=now)):
            await self._ask(force=True)
            return
        for _ in range(_LOOKS):
            await asyncio.sleep(_LOOKS_APART)
            await self._ours.look()
            if self._ours.had.token != failed:
                return
        raise Unreachable("token is being renewed")

    async def _ask(self, *, force: bool = False) -> None:
        try:
            response = await self._host.call("/cgi-bin/stable_token", {}, {**self._client, "force_refresh": force})
        except OutcomeUnknown as error:
            raise Unreachable(error.detail) from error
        told = response.told
        check(told, otherwise=Misconfigured)
        if not told.access_token:
            raise Unreachable("no token")
        had = self._ours.had
        if told.access_token == had.token and self._ours.is_fresh():
            return  # nothing new to tell the others
        new = _Token(self._ours.until(told.expires_in), told.access_token, had.forced_at)
        if not await self._ours.put(new):
            await self._put_after_all(new)

    async def _put_after_all(self, new: _Token) -> None:
        """Keep it though another process was first, unless that one has a newer one."""
        await self._ours.look()
        had = self._ours.had
        if new.until > had.until or new.forced_at >= had.forced_at > 0:
            await self._ours.put(new)
        if not self._ours.is_fresh():
            self._ours.had = new
