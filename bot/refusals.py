"""What the doors refuse: where a token, key or address is wrong in a console, this is all that is ever seen of it."""

from collections.abc import Callable
from typing import Final, final

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from dialogs.facts.moment import MINUTE, Clock, Moment

EVERY: Final = MINUTE  # between two lines of a kind: whoever likes may knock at a door
REFUSED: Final = range(400, 500)
DOORS: Final = ("/wechat", "/sms/")
"""Where messages come in; what was meant for one and missed it begins so too."""
PAGE: Final = "/wechat/consent"

log = structlog.get_logger()


@final
class Refusals:
    """Counts each, and tells each kind once a minute, with how many it were since."""

    def __init__(self, clock: Clock, refused: Callable[[str, int], None]) -> None:
        """``refused`` is told the door, as its route is written, and the status of the answer."""
        self._clock = clock
        self._refused = refused
        self._told: dict[tuple[str, int, str], Moment] = {}
        self._untold: dict[tuple[str, int, str], int] = {}

    def middleware(self) -> Middleware:
        @web.middleware
        async def noted(request: web.Request, handler: Handler) -> web.StreamResponse:
            try:
                response = await handler(request)
            except web.HTTPException as refusal:
                self._look(request, refusal)
                raise
            self._look(request, response)
            return response

        return noted

    def _look(self, request: web.Request, answer: web.StreamResponse) -> None:
        if answer.status in REFUSED and (door := _door(request)):
            self._refused(door, answer.status)
            self._tell(door, answer.status, _reason(answer))

    def _tell(self, door: str, status: int, reason: str) -> None:
        kind, now = (door, status, reason), self._clock.now()
        times = self._untold.pop(kind, 0) + 1
        if kind in self._told and now - self._told[kind] < EVERY:
            self._untold[kind] = times
            return
        self._told[kind] = now
        log.warning("refused", door=door, status=status, reason=reason, times=times)


def _door(request: web.Request) -> str:
    """Name the door that was called or missed; what else stands in a path may be a secret, or whatever one likes."""
    missed = next((door for door in DOORS if request.path.startswith(door)), "")
    if not missed or request.path == PAGE:
        return ""
    resource = request.match_info.route.resource
    return resource.canonical if resource else f"{missed.rstrip('/')}…"


def _reason(answer: web.StreamResponse) -> str:
    """Give what the answer says: it is a door's own word, and repeats nothing of what was sent."""
    text = answer.text if isinstance(answer, web.Response) else None
    return (text or "").removeprefix(f"{answer.status}: ")
