"""The account's access token: asked for once, kept until shortly before it ends, and shared by all processes."""

import asyncio
import contextlib
from typing import Final

import msgspec

from adapters.outbound.wechat.errcodes import check
from adapters.outbound.wechat.host import WechatHost
from dialogs.facts.errors import Misconfigured, OutcomeUnknown, Unkept, Unreachable
from dialogs.facts.messages import Address
from dialogs.facts.moment import SECOND, Clock, Moment
from dialogs.facts.ports import Conversations

_SPARE: Final = 60  # seconds; WeChat renews in the last 300, so that any token it gives has as many left
_FORCED_APART: Final = 30 * SECOND  # WeChat refuses to be forced twice within
_LOOKS, _LOOKS_APART = 20, 0.25  # seconds; how long the others wait for who forces a new one
_SHARED: Final = "token"  # the channel under which it rests among the conversations, sealed as they are


class _Kept(msgspec.Struct, frozen=True):
    token: str = ""
    until: int = 0
    forced_at: int = 0


_decode = msgspec.json.Decoder(_Kept).decode


class AccessToken:
    """Comes from ``stable_token``, which gives every process the same token.

    ``shared``: where the processes find it; none where there is only this one, or the store is down.
    """

    def __init__(
        self, host: WechatHost, app_id: str, secret: str, clock: Clock, shared: Conversations | None = None
    ) -> None:
        self._host = host
        self._client = {"grant_type": "client_credential", "appid": app_id, "secret": secret}
        self._place = Address(_SHARED, app_id)
        self._clock = clock
        self._shared = shared
        self._asking = asyncio.Lock()
        self._kept = _Kept()
        self._revision = 0

    async def current(self) -> str:
        """Give a token that should be good; whoever comes while it is asked for waits for that answer."""
        if not self._is_fresh():
            async with self._asking:
                if not self._is_fresh():
                    await self._look()
                if not self._is_fresh():
                    await self._ask(force=False)
        return self._kept.token

    async def instead_of(self, failed: str) -> str:
        """Give a token in place of one that was refused; only the first to say so asks.

        WeChat forces a new one on at most 20 times a day: that is asked for only where the refused one comes again,
        and by one process only.
        """
        async with self._asking:
            if self._kept.token == failed:
                await self._look()
            if self._kept.token == failed:
                await self._ask(force=False)
            if self._kept.token == failed:
                await self._force(failed)
        return self._kept.token

    def _is_fresh(self) -> bool:
        return self._clock.now() < self._kept.until

    async def _force(self, failed: str) -> None:
        now = self._clock.now()
        if now - self._kept.forced_at >= _FORCED_APART and await self._put(
            msgspec.structs.replace(self._kept, forced_at=now)
        ):
            await self._ask(force=True)
            return
        for _ in range(_LOOKS):
            await asyncio.sleep(_LOOKS_APART)
            await self._look()
            if self._kept.token != failed:
                return
        raise Unreachable("token is being renewed")

    async def _ask(self, *, force: bool) -> None:
        try:
            response = await self._host.call("/cgi-bin/stable_token", {}, {**self._client, "force_refresh": force})
        except OutcomeUnknown as error:
            raise Unreachable(error.detail) from error
        check(response.told, otherwise=Misconfigured)
        if not response.told.access_token:
            raise Unreachable("no token")
        until = Moment(self._clock.now() + (response.told.expires_in - _SPARE) * SECOND)
        if response.told.access_token == self._kept.token and self._is_fresh():
            return  # nothing new to tell the others
        if not await self._put(_Kept(response.told.access_token, until, self._kept.forced_at)):
            await self._put_after_all(_Kept(response.told.access_token, until, self._kept.forced_at))

    async def _put_after_all(self, kept: _Kept) -> None:
        """Keep it though another process was first, unless that one has a newer one."""
        await self._look()
        if kept.until > self._kept.until or kept.forced_at >= self._kept.forced_at > 0:
            await self._put(kept)
        if not self._is_fresh():
            self._kept = kept

    async def _look(self) -> None:
        """See what the other processes have."""
        if self._shared is None:
            return
        with contextlib.suppress(Unkept, msgspec.DecodeError):
            loaded = await self._shared.load(self._place, "")
            self._revision = loaded.revision
            if loaded.state:
                self._kept = _decode(loaded.state)

    async def _put(self, kept: _Kept) -> bool:
        """Put it in place of what was seen last; False where another process was first.

        A store that is down bars nobody from sending.
        """
        if self._shared is not None:
            with contextlib.suppress(Unkept):
                state = msgspec.json.encode(kept)
                if not await self._shared.commit(self._place, self._revision, state, now=self._clock.now()):
                    return False
                self._revision += 1
        self._kept = kept
        return True
