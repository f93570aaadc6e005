"""SMS by a gateway that takes JSON: ``{"to", "text", "id"}``, answered by ``{"code": 0, "id"}``.

Where carriers take approved templates only, a notice goes as ``{"to", "template", "params", "id"}`` instead of a text.

The gateway knows a message by our id and takes it once, so that an unanswered call is simply repeated.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

import aiohttp
import msgspec

from dialogs.facts.delivery import Filled
from dialogs.facts.errors import Busy, Misconfigured, Rejected, SendError, Throttled, Unpaid, Unreachable
from dialogs.facts.messages import Capabilities, Unit
from dialogs.facts.moment import Moment
from dialogs.facts.ports import Outgoing, Sent
from dialogs.words.widths import SHOWN_ON_SMS

LONGEST_VARIABLE: Final = 35
"""Characters of a variable, as large clouds in the mainland allow."""
_ADDRESS: Final = re.compile(r"(?:[a-z]+://|www\.)[!-~]+", re.IGNORECASE)
_BRACKETS: Final = str.maketrans("【】", "「」")
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
    card_words=SHOWN_ON_SMS,
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


class _Counter:
    """Where a gateway takes messages, of either kind. The session is the caller's to open and close."""

    def __init__(self, gateway: Gateway, session: aiohttp.ClientSession, within: aiohttp.ClientTimeout) -> None:
        self._url = gateway.url
        self._session = session
        self._within = within
        self._headers = {"Authorization": f"Bearer {gateway.token}"} if gateway.token else {}

    async def take(self, to: str, key: str, content: Mapping[str, object]) -> Sent:
        status, told = await self._post({"to": to, **content, "id": key})
        if status != HTTPStatus.OK:
            raise _error_of(status)
        if told.code != 0:
            raise Rejected(f"code {told.code}")
        return Sent(str(told.id or key))

    async def _post(self, body: Mapping[str, object]) -> tuple[int, Told]:
        try:
            async with self._session.post(
                self._url, json=body, headers=self._headers, timeout=self._within, allow_redirects=False
            ) as response:
                return response.status, _read(await response.read())
        except (aiohttp.ClientError, TimeoutError) as lost:
            raise Unreachable(type(lost).__name__) from None


class GatewayVoice:
    """Sends free text."""

    def __init__(
        self,
        gateway: Gateway,
        session: aiohttp.ClientSession,
        *,
        capabilities: Capabilities = GATEWAY_SMS,
        within: aiohttp.ClientTimeout = WITHIN,
    ) -> None:
        self.capabilities = capabilities
        self._counter = _Counter(gateway, session, within)

    async def send(self, message: Outgoing) -> Sent:
        return await self._counter.take(message.to.id, message.key, {"text": message.text})

    async def sought(self, message: Outgoing, since: Moment) -> Sent | None:  # noqa: ARG002 - it knows our ids
        return None


class GatewayNotices:
    """Sends approved templates; each variable is one line of ``longest`` characters at most, without addresses."""

    def __init__(
        self,
        gateway: Gateway,
        session: aiohttp.ClientSession,
        *,
        longest: int = LONGEST_VARIABLE,
        within: aiohttp.ClientTimeout = WITHIN,
    ) -> None:
        self._counter = _Counter(gateway, session, within)
        self._longest = longest

    async def send(self, message: Filled) -> Sent:
        """Send it; ``Rejected`` where a variable has nothing to say, for a sentence with a hole misleads."""
        params = {name: _fitted(text, self._longest) for name, text in message.fields}
        if empty := [name for name, text in params.items() if not text]:
            raise Rejected(f"nothing for {empty[0]}")
        return await self._counter.take(message.to.id, message.key, {"template": message.template, "params": params})


def _fitted(text: str, longest: int) -> str:
    """Make a text a variable that carriers take: they refuse addresses, line ends and the brackets of signatures.

    The template ends the sentence.
    """
    line = " ".join(_ADDRESS.sub("…", text).translate(_BRACKETS).split()).rstrip("。.")
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _read(body: bytes) -> Told:
    """Read the answer; what is no such JSON tells nothing."""
    try:
        return msgspec.json.decode(body, type=Told)
    except (msgspec.MsgspecError, RecursionError):
        return Told()


def _error_of(status: int) -> SendError:
    by_range = Busy if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Rejected
    return BY_STATUS.get(status, by_range)(f"HTTP {status}")
