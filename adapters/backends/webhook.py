"""A backend that is told of cases by signed posts of JSON, and asked for its updates by signed gets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from http import HTTPStatus
from typing import Final, TypeVar

import aiohttp
from pydantic import BaseModel, ValidationError
from yarl import URL

from adapters.backends.signing import signed
from adapters.backends.wire import TakenIn, UpdatesIn, body_of, key_of, update_of
from dialogs.facts.errors import Busy, Misconfigured, Rejected, SendError, Throttled, Unreachable
from dialogs.facts.moment import SECOND, Clock
from dialogs.facts.records import Forwarded, Updates

Model = TypeVar("Model", bound=BaseModel)

WITHIN: Final = aiohttp.ClientTimeout(total=15, connect=5)
LARGEST_ANSWER: Final = 1_000_000  # bytes
SUCCESS: Final = range(200, 300)
BY_STATUS: Final[Mapping[int, type[SendError]]] = {
    401: Misconfigured,
    403: Misconfigured,
    404: Misconfigured,
    408: Throttled,
    425: Throttled,
    429: Throttled,
}


@dataclass(frozen=True, slots=True)
class Webhook:
    name: str
    url: str = field(repr=False)
    secret: str = field(repr=False)


class WebhookBackend:
    """The other side knows news by its key and takes it once, so that an unanswered post is simply repeated.

    The session is the caller's to open and close.
    """

    def __init__(
        self,
        webhook: Webhook,
        session: aiohttp.ClientSession,
        clock: Clock,
        zone: tzinfo,
        within: aiohttp.ClientTimeout = WITHIN,
    ) -> None:
        self.name = webhook.name
        self._url = URL(webhook.url)
        self._secret = webhook.secret
        self._session = session
        self._clock = clock
        self._zone = zone
        self._within = within

    async def create(self, news: Forwarded) -> str:
        taken = await self._post(news)
        return taken.id or news.number

    async def update(self, news: Forwarded) -> None:
        await self._post(news)

    async def fetch_updates(self, after: str) -> Updates:
        url = self._url.update_query(after=after)
        told = _read(await self._ask("GET", url, url.raw_query_string.encode()), UpdatesIn)
        return Updates(tuple(update_of(each) for each in told.updates), told.next)

    async def _post(self, news: Forwarded) -> TakenIn:
        body = body_of(news, self._zone)
        headers = {"Content-Type": "application/json", "Idempotency-Key": key_of(news)}
        answer = await self._ask("POST", self._url, body, data=body, headers=headers)
        return _read(answer, TakenIn) if answer.strip() else TakenIn()

    async def _ask(
        self,
        method: str,
        url: URL,
        proven: bytes,
        *,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> bytes:
        proof = signed(self._secret, str(self._clock.now() // SECOND), proven)
        try:
            async with self._session.request(
                method,
                url,
                data=data,
                headers={**(headers or {}), **proof},
                timeout=self._within,
                allow_redirects=False,
            ) as response:
                if response.status not in SUCCESS:
                    raise _error_of(response.status)
                return await _bounded(response)
        except (aiohttp.ClientError, TimeoutError) as lost:
            raise Unreachable(type(lost).__name__) from None


async def _bounded(response: aiohttp.ClientResponse) -> bytes:
    answer = bytearray()
    async for chunk in response.content.iter_any():
        answer += chunk
        if len(answer) > LARGEST_ANSWER:
            raise Busy("endless answer")
    return bytes(answer)


def _read(answer: bytes, model: type[Model]) -> Model:
    """Read an answer; a 200 is no success until its body says so."""
    try:
        return model.model_validate_json(answer)
    except ValidationError:
        raise Busy("unreadable answer") from None


def _error_of(status: int) -> SendError:
    if status in BY_STATUS:
        return BY_STATUS[status](f"status {status}")
    return Busy(f"status {status}") if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Rejected(f"status {status}")
