"""One request to WeChat's API host, and what its answer says.

Query strings hold the account's token and so does what aiohttp says of its failures: no such cause is carried on.
"""

from collections.abc import Coroutine, Mapping
from functools import lru_cache
from typing import Any, Final

import msgspec
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    InvalidURL,
    StreamReader,
)
from aiohttp.hdrs import CONTENT_TYPE
from yarl import URL

from dialogs.facts.discreet import Discreet
from dialogs.facts.errors import (
    Busy,
    Misconfigured,
    OutcomeUnknown,
    Throttled,
    Unreachable,
)

TIMEOUT: Final = ClientTimeout(total=10.0, sock_connect=3.0)
LARGEST: Final = 16 * 1024 * 1024  # bytes; WeChat's largest media are 10 MB
_SAID: Final = ("application/json", "text/plain", "text/html", "text/json")


class Told(msgspec.Struct, frozen=True):
    """What a JSON answer says, of all that we ask for; errors come with HTTP status 200."""

    errcode: int | None = None
    errmsg: str = ""
    access_token: str = ""
    ticket: str = ""
    expires_in: int = 0  # seconds
    msgid: int = 0
    video_url: str = ""
    url: str = ""
    template_list: msgspec.Raw = msgspec.Raw(b"[]")
    data: msgspec.Raw = msgspec.Raw(b"[]")


class Response(Discreet, frozen=True):
    """What WeChat answered: JSON, read into ``told``, or else ``content``, cut off behind ``LARGEST``."""

    told: Told = Told()
    content: bytes = b""


_told: Final = msgspec.json.Decoder(Told).decode


class WechatHost:
    """The API host as HTTP: ``session`` is the caller's to close, ``base`` the API's URL."""

    def __init__(self, session: ClientSession, base: str, timeout: ClientTimeout = TIMEOUT) -> None:
        self._session = session
        self._base = base.rstrip("/")
        self._timeout = timeout

    def call(self, path: str, query: Mapping[str, str], payload: object = None) -> Coroutine[Any, Any, Response]:
        """GET ``path``, or POST ``payload`` to it as JSON of real UTF-8, for WeChat shows escapes as they stand.

        Raises Unreachable, OutcomeUnknown, Busy, Throttled, Misconfigured.
        """
        return self.fetch(self._base + path, query, payload)

    async def fetch(self, url: str, query: Mapping[str, str], payload: object = None) -> Response:
        """Do as ``call`` does, at any URL."""
        method, data = ("GET", None) if payload is None else ("POST", msgspec.json.encode(payload))
        try:
            asked = _asked(url, tuple(query.items()))
            response = await self._session.request(
                method, asked, data=data, timeout=self._timeout, allow_redirects=False
            )
            try:
                return await _read(response)
            finally:
                response.release()
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            raise Unreachable(type(error).__name__) from None
        except (InvalidURL, ValueError):
            raise Misconfigured("URL") from None
        except (ClientError, TimeoutError) as error:
            raise OutcomeUnknown(type(error).__name__) from None


@lru_cache(maxsize=64)
def _asked(url: str, query: tuple[tuple[str, str], ...]) -> URL:
    """Build it once: messages all go to one place, with a token that lasts for hours."""
    return URL(url).extend_query(query)


async def _read(response: ClientResponse) -> Response:
    _check_status(response.status)
    content = await _content(response.content)
    if not _is_said(response.headers.get(CONTENT_TYPE, "")):
        return Response(content=content)
    try:
        return Response(_told(content))
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise OutcomeUnknown("no JSON") from None


@lru_cache(maxsize=64)
def _is_said(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() in _SAID


def _check_status(status: int) -> None:
    if status == 429:  # noqa: PLR2004  HTTP's own
        raise Throttled(f"HTTP {status}")
    if status == 504:  # noqa: PLR2004  a proxy gave up waiting; the host may have done it
        raise OutcomeUnknown(f"HTTP {status}")
    if status >= 500:  # noqa: PLR2004
        raise Busy(f"HTTP {status}")
    if status != 200:  # noqa: PLR2004  no interface of WeChat's answers otherwise: this is another host
        raise Misconfigured(f"HTTP {status}")


async def _content(stream: StreamReader) -> bytes:
    first = await stream.readany()
    if stream.at_eof():  # all but media come in one piece
        return first
    content = bytearray(first)
    while not stream.at_eof() and len(content) <= LARGEST:
        content += await stream.readany()
    return bytes(content)
