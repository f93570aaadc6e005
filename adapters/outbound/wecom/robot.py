"""A group robot: one POST of JSON to an address whose key is the secret, answered by an errcode in a 200.

Facts of developer.work.weixin.qq.com, path 91770: 20 messages a minute for each robot, 2,048 bytes of text.
"""

from collections import defaultdict, deque
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import aiohttp
import msgspec

from dialogs.facts.errors import Busy, Misconfigured, OutcomeUnknown, Rejected, SendError, Throttled, Unreachable
from dialogs.facts.messages import Capabilities, Unit
from dialogs.facts.moment import MINUTE, Clock, Moment
from dialogs.facts.ports import Outgoing, Sent

WITHIN: Final = aiohttp.ClientTimeout(total=15, connect=5)
MOST_A_MINUTE: Final = 20
WECOM: Final = Capabilities(
    channel="wecom", unit=Unit.BYTES, longest=2048, answers=False, parts=0, photos=False, card_words=(200,)
)
ERRCODES: Final[Mapping[int, type[SendError]]] = {
    -1: Busy,
    40008: Rejected,  # no such kind of message
    40058: Rejected,  # a field that does not fit
    44004: Rejected,  # nothing in it
    45002: Rejected,  # too long
    45009: Throttled,  # more than 20 a minute
    93000: Misconfigured,  # the robot was taken out of its group, or the key is wrong
    93004: Misconfigured,  # switched off
    93008: Misconfigured,  # not in the group
}


class Told(msgspec.Struct, frozen=True):
    """What an answer says; 0 that the message stands in the group."""

    errcode: int | None = None


class WecomVoice:
    """``robots``: the key of each unit's robot. A message goes to a unit by its code; the session is the caller's."""

    capabilities = WECOM

    def __init__(
        self,
        base: str,
        robots: Mapping[str, str],
        session: aiohttp.ClientSession,
        clock: Clock,
        *,
        within: aiohttp.ClientTimeout = WITHIN,
    ) -> None:
        self._url = f"{base}/cgi-bin/webhook/send"
        self._robots = dict(robots)
        self._session = session
        self._clock = clock
        self._within = within
        self._sent: defaultdict[str, deque[Moment]] = defaultdict(deque)

    def __repr__(self) -> str:
        return f"WecomVoice({len(self._robots)} robots)"

    async def send(self, message: Outgoing) -> Sent:
        key = self._robots.get(message.to.id)
        if key is None:
            raise Misconfigured("no robot for this unit")
        self._pace(message.to.id)
        status, told = await self._post(key, message.text)
        if status != HTTPStatus.OK:
            raise _error_of(status)
        if told.errcode is None:
            raise OutcomeUnknown("no errcode")
        if told.errcode != 0:
            raise ERRCODES.get(told.errcode, Rejected)(f"errcode {told.errcode}")
        return Sent(message.key)

    async def sought(self, message: Outgoing, since: Moment) -> Sent | None:  # noqa: ARG002 - a group cannot be asked
        return None

    def _pace(self, unit: str) -> None:
        """Keep within what a robot may say in a minute; what is more waits."""
        now, sent = self._clock.now(), self._sent[unit]
        while sent and now - sent[0] >= MINUTE:
            sent.popleft()
        if len(sent) >= MOST_A_MINUTE:
            raise Throttled("20 a minute")
        sent.append(now)

    async def _post(self, key: str, text: str) -> tuple[int, Told]:
        """Post it. The key is part of the address, so nothing of a failure is told but its kind."""
        body = {"msgtype": "text", "text": {"content": text}}
        try:
            async with self._session.post(
                self._url, params={"key": key}, json=body, timeout=self._within, allow_redirects=False
            ) as response:
                return response.status, _read(await response.read())
        except aiohttp.ClientConnectorError as lost:
            raise Unreachable(type(lost).__name__) from None
        except (aiohttp.ClientError, TimeoutError) as lost:
            raise OutcomeUnknown(type(lost).__name__) from None


def _read(body: bytes) -> Told:
    """Read the answer; what is no such JSON tells nothing."""
    try:
        return msgspec.json.decode(body, type=Told)
    except (msgspec.MsgspecError, RecursionError):
        return Told()


def _error_of(status: int) -> SendError:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Throttled(f"HTTP {status}")
    return Busy(f"HTTP {status}") if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Misconfigured(f"HTTP {status}")
