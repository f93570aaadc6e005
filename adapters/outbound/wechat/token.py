"""The account's access token: asked for once per process, and kept until shortly before it ends."""

import asyncio
from typing import Final

from adapters.outbound.wechat.errcodes import check
from adapters.outbound.wechat.host import WechatHost
from dialogs.facts.errors import Misconfigured, OutcomeUnknown, Unreachable
from dialogs.facts.moment import SECOND, Clock, Moment

_SPARE: Final = 60  # seconds; WeChat renews in the last 300, so that any token it gives has as many left


class AccessToken:
    """Comes from ``stable_token``, which gives every process the same token."""

    def __init__(self, host: WechatHost, app_id: str, secret: str, clock: Clock) -> None:
        self._host = host
        self._client = {"grant_type": "client_credential", "appid": app_id, "secret": secret}
        self._clock = clock
        self._asking = asyncio.Lock()
        self._token = ""
        self._until = Moment(0)

    async def current(self) -> str:
        """Give a token that should be good; whoever comes while it is asked for waits for that answer."""
        if self._clock.now() >= self._until:
            async with self._asking:
                if self._clock.now() >= self._until:
                    await self._ask(force=False)
        return self._token

    async def instead_of(self, failed: str) -> str:
        """Give a token in place of one that was refused; only the first to say so asks.

        WeChat forces a new one on at most 20 times a day: that is asked for only where the refused one comes again.
        """
        async with self._asking:
            if self._token == failed:
                await self._ask(force=False)
            if self._token == failed:
                await self._ask(force=True)
        return self._token

    async def _ask(self, *, force: bool) -> None:
        try:
            response = await self._host.call("/cgi-bin/stable_token", {}, {**self._client, "force_refresh": force})
        except OutcomeUnknown as error:
            raise Unreachable(error.detail) from error
        check(response.told, otherwise=Misconfigured)
        if not response.told.access_token:
            raise Unreachable("no token")
        self._token = response.told.access_token
        self._until = Moment(self._clock.now() + (response.told.expires_in - _SPARE) * SECOND)
