"""SMS by a gateway that takes JSON: ``{"to", "text", "id"}``, answered by ``{"code": 0, "id"}``.

The gateway knows a message by our id and takes it once, so that an unanswered call is simply repeated.
"""

from dataclasses import dataclass, field
from http import HTTPStatus

import aiohttp
import msgspec

from dialogs.facts.errors import Busy, Misconfigured, Rejected, SendError, Throttled, Unpaid, Unreachable
from dialogs.facts.messages import Capabilities, Unit
from dialogs.facts.ports import Outgoing, Sent
from dialogs.words.widths import CLIPPED_ON_SMS

WITHIN = aiohttp.ClientTimeout(total=15, connect=5)
BY_STATUS: dict[int, type[SendError]] = {
    401: Misconfigured,
    402: Unpaid,
    403: Misconfigured,
    404: Misconfigured,
    429: Throttled,
}

GATEWAY_SMS = Capabilities(
    channel="sms",
    unit=Unit.SEGMENTS,
    longest=4,
    answers=False,
    parts=0,
    photos=False,
    card_words=CLIPPED_ON_SMS,
    carrier_words=True,
    listed=3,
    deliveries=3,
    answer_within=4,
)


class Told(msgspec.Struct, frozen=True):
    """What an answer says: 0 that the message was taken, and by which id it will be reported."""

    code: int | None = None
    id: str | int | None = None


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where to post, and the bearer token to show."""

    url: str = field(repr=False)
    token: str = field(default="", repr=False)


class GatewayVoice:
    """The session is the caller's to open and close."""

    def __init__(
        self,
        gateway: Gateway,
        session: aiohttp.ClientSession,
        *,
        capabilities: Capabilities = GATEWAY_SMS,
        within: aiohttp.ClientTimeout = WITHIN,
    ) -> None:
        self.capabilities = capabilities
        self._url = gateway.url
        self._session = session
        self._within = within
        self._headers = {"Authorization": f"Bearer {gateway.token}"} if gateway.token else {}

    async def send(self, message: Outgoing) -> Sent:
        status, told = await self._post({"to": message.to.id, "text": message.text, "id": message.key})
        if status != HTTPStatus.OK:
            raise _error_of(status)
        if told.code != 0:
            raise Rejected(f"code {told.code}")
        return Sent(str(told.id or message.key))

    async def _post(self, body: dict[str, str]) -> tuple[int, Told]:
        try:
            async with self._session.post(
                self._url, json=body, headers=self._headers, timeout=self._within, allow_redirects=False
            ) as response:
                return response.status, _read(await response.read())
        except (aiohttp.ClientError, TimeoutError) as lost:
            raise Unreachable(type(lost).__name__) from None


def _read(body: bytes) -> Told:
    """Read the answer; what is no such JSON tells nothing."""
    try:
        return msgspec.json.decode(body, type=Told)
    except (msgspec.MsgspecError, RecursionError):
        return Told()


def _error_of(status: int) -> SendError:
    by_range = Busy if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Rejected
    return BY_STATUS.get(status, by_range)(f"HTTP {status}")
