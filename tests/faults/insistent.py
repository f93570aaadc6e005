"""A citizen who does not give up, as people do: who reads what is answered, waits where told to, and asks again."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from citizen import DELIVERIES, FILE, NUMBER, Citizen
from processes import WITHIN, Web

from bot.demo.wechat_host import WechatHost

HOLD, AGAIN = "请稍等", "请再发一次"
STATUS = "查询"
BETWEEN = 0.3  # seconds between two deliveries, and before it is sent again
TRIES = 60


@dataclass
class Insistent:
    """``webs``: whom each of their deliveries reaches, in turn; ``host``: where messages are sent to them."""

    openid: str
    citizen: Citizen
    webs: Sequence[Web]
    host: WechatHost
    heard: list[str] = field(default_factory=list)

    async def number(self) -> str:
        """File until there is a number: in the answer, in what is sent later, or of the case that is there already."""
        words = FILE
        for _ in range(TRIES):
            self.heard.append(said := await self._hears(words))
            if found := NUMBER.search(said):
                return found[0]
            if not said or AGAIN in said:
                await asyncio.sleep(BETWEEN)
            else:  # there is nothing to confirm any more
                words = STATUS
        raise AssertionError(self.heard)

    async def _hears(self, words: str) -> str:
        """Say something; nothing where all deliveries break."""
        self.host.did(self.openid)
        earlier = len(self.host.pushed_to(self.openid))
        said = await self._answered(words)
        return await self.sent_after(earlier) if HOLD in said else said

    async def _answered(self, words: str) -> str:
        push = self.citizen.writes(words)
        for delivery in range(DELIVERIES):
            if said := await self.citizen.once(push, self.webs[delivery % len(self.webs)]):
                return said
            await asyncio.sleep(BETWEEN)
        return ""

    async def sent_after(self, earlier: int) -> str:
        """Wait for what was promised."""
        async with asyncio.timeout(WITHIN):
            while len(sent := self.host.pushed_to(self.openid)) == earlier:  # noqa: ASYNC110 - a minute for a busy one
                await asyncio.sleep(0.05)
        return sent[earlier].text
