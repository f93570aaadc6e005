"""Photos and voice of MMS messages: they rest at Twilio behind Basic auth, and are handed out by a CDN.

The address of each comes over the wire. Only the API's own origin is asked first, and only it is shown our
credentials; it may send us on to the CDN's origins, and to nothing else.
"""

import aiohttp
from yarl import URL

from adapters.outbound.twilio.account import API, TwilioAccount
from dialogs.facts.errors import MediaGone, MediaRefused, Unreachable
from dialogs.facts.messages import Attachment

WITHIN = aiohttp.ClientTimeout(total=60, connect=5)
LARGEST = 5 * 1024 * 1024  # bytes; Twilio's own limit
HOPS = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
OK = 200


class TwilioFetcher:
    """Fetches for the channel ``sms``; the session is the caller's to open and close."""

    channel = "sms"

    def __init__(
        self,
        account: TwilioAccount,
        session: aiohttp.ClientSession,
        *,
        within: aiohttp.ClientTimeout = WITHIN,
        largest: int = LARGEST,
    ) -> None:
        self._session = session
        self._authorization = account.authorization
        self._own = frozenset({URL(account.api_base).origin(), URL(API)})
        self._cdn = frozenset(URL(origin).origin() for origin in account.cdn)
        self._within = within
        self._largest = largest

    async def fetch(self, attachment: Attachment) -> bytes:
        """Give the content; too large or from elsewhere is ``MediaRefused``."""
        url = _url(attachment.ref)
        if _origin(url) not in self._own:
            raise MediaRefused("another host")
        try:
            return await self._follow(url)
        except (aiohttp.ClientError, TimeoutError) as lost:
            # Its message would hold the address of the photo.
            raise Unreachable(type(lost).__name__) from None

    async def _follow(self, url: URL) -> bytes:
        for _ in range(HOPS):
            found = await self._get(url)
            if isinstance(found, bytes):
                return found
            url = found
            if _origin(url) not in self._own | self._cdn:
                raise MediaRefused("sent on to another host")
        raise MediaRefused("sent on too often")

    async def _get(self, url: URL) -> bytes | URL:
        headers = {"Authorization": self._authorization} if _origin(url) in self._own else {}
        async with self._session.get(url, headers=headers, timeout=self._within, allow_redirects=False) as response:
            if response.status in REDIRECTS:
                return url.join(_url(response.headers.get("Location", "")))
            if response.status in GONE:
                raise MediaGone(f"HTTP {response.status}")
            if response.status != OK:
                raise Unreachable(f"HTTP {response.status}")
            return await self._content(response)

    async def _content(self, response: aiohttp.ClientResponse) -> bytes:
        content = bytearray()
        async for chunk in response.content.iter_any():
            content += chunk
            if len(content) > self._largest:
                raise MediaRefused("too large")
        return bytes(content)


def _url(text: str) -> URL:
    """Read an address without rewriting it: a CDN's signature covers each byte."""
    try:
        return URL(text, encoded=True)
    except ValueError:
        raise MediaRefused("no address") from None


def _origin(url: URL) -> URL | None:
    """Give scheme, host and port; None for what names a user or no host."""
    if url.user is not None or url.password is not None:
        return None
    try:
        return url.origin()
    except ValueError:
        return None
