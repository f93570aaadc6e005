"""A limit on who is refused again and again: guessing at tokens, secrets and pages costs a minute's pause."""

from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address
from typing import Final, final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from dialogs.facts.moment import MINUTE, SECOND, Clock

REFUSED: Final = frozenset({400, 401, 403, 404, 405, 413})
MOST_REFUSALS: Final = 60  # of one address in a minute
HOST_BITS: Final = 64  # of an IPv6 address, free to whoever has the network
MOST_ADDRESSES: Final = 10_000
SIGNED: Final = frozenset({"/wechat", "/sms/twilio", "/sms/twilio/status"})
"""Doors whose senders sign: they are heard whatever others did from the same address."""
PRIVATE: Final = "/sms/"
"""Under it whoever knows the secret is no stranger, also where what they send cannot be read."""
GUESSES: Final = frozenset({403, 404, 405})


@final
class Strangers:
    """Counts refusals by address, within the minute, in this process."""

    def __init__(
        self,
        clock: Clock,
        *,
        proxies: frozenset[str] = frozenset(),
        limited: Callable[[str], None] = lambda _limit: None,
    ) -> None:
        """``proxies``: addresses of our own proxies, whose ``X-Forwarded-For`` is believed as to who called them.

        ``limited`` is told of each request that was not heard.
        """
        self._limited = limited
        self._clock = clock
        self._proxies = proxies
        self._counts: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def address(self, request: web.Request) -> str:
        """Give who called: of IPv6 the network, for each customer has one; nothing where only a proxy knows."""
        peer = request.remote or ""
        if peer in self._proxies:
            # A proxy may add a header of its own behind one that its caller made up.
            peer = ",".join(request.headers.getall("X-Forwarded-For", ())).rpartition(",")[2].strip()
        try:
            found = ip_address(peer)
        except ValueError:
            return ""
        if isinstance(found, IPv6Address):
            if (within := found.ipv4_mapped) is None:
                return "" if found.is_loopback else f"{int(found) >> HOST_BITS:x}"
            found = within
        return "" if found.is_loopback else str(found)

    def too_many(self, address: str) -> bool:
        minute, count = self._counts.get(address, (0, 0))
        return count >= MOST_REFUSALS and minute == self._clock.now() // MINUTE

    def refused(self, address: str) -> None:
        now = self._clock.now() // MINUTE
        minute, count = self._counts.pop(address, (now, 0))
        self._counts[address] = (now, count + 1 if minute == now else 1)
        if len(self._counts) > MOST_ADDRESSES:
            self._counts.popitem(last=False)

    def middleware(self) -> Middleware:
        @web.middleware
        async def limited(request: web.Request, handler: Handler) -> web.StreamResponse:
            address = self.address(request)
            if not address:
                return await handler(request)
            if self.too_many(address) and request.path not in SIGNED:
                self._limited("addresses")
                return _pause()
            return await self._watched(address, request, handler)

        return limited

    async def _watched(self, address: str, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            response = await handler(request)
        except web.HTTPException as error:
            self._note(address, request, error.status)
            raise
        self._note(address, request, response.status)
        return response

    def _note(self, address: str, request: web.Request, status: int) -> None:
        if status in (GUESSES if request.path.startswith(PRIVATE) else REFUSED):
            self.refused(address)


def _pause() -> web.Response:
    wait = str(MINUTE // SECOND)
    return web.Response(status=HTTPStatus.TOO_MANY_REQUESTS, text="too many\n", headers={"Retry-After": wait})
