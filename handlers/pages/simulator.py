"""The phone simulator of the demo: a page, and the four calls it makes."""

from dataclasses import asdict
from pathlib import Path
from typing import Final, Protocol

from aiohttp import web
from pydantic import TypeAdapter, ValidationError

from handlers.pages.gestures import MOST_PHOTO_BYTES, AnyGesture, Exchange, Gesture, Push
from handlers.pages.scenery import Scenery
from handlers.pages.words import LANGUAGES, page_words

STATIC: Final = Path(__file__).parent / "static"
PHONES: Final = ("wechat", "sms")
VISITOR: Final = "Demo-Visitor"
PATIENCE: Final = 2.0  # seconds a call for pushes may stay open; a server that is told to stop waits for it
MOST_BYTES: Final = MOST_PHOTO_BYTES * 4 // 3 + 4096  # base64, and the JSON around it
GESTURES: Final[TypeAdapter[Gesture]] = TypeAdapter(AnyGesture)
FRESH: Final = {"Cache-Control": "no-cache"}


class DemoWorld(Protocol):
    """The world behind the page: citizens with two phones each, whose messages go through the real doors."""

    def arrive(self) -> str:
        """Draw a new visitor: a token that stands for one citizen."""

    def scenery(self, language: str) -> Scenery: ...

    async def gesture(self, visitor: str, phone: str, gesture: Gesture) -> Exchange:
        """Send what the hand did over the wire.

        ``ValueError`` where this phone cannot do it, ``LookupError`` where nothing was sent that could be sent again.
        """

    async def pushes(self, visitor: str, after: int, within: float) -> tuple[Push, ...]:
        """Give what was pushed to the visitor's phones after a serial, waiting up to ``within`` seconds for it."""


class Simulator:
    def __init__(self, world: DemoWorld) -> None:
        self._world = world

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/", self.page),
            web.get("/demo/scenery", self.scenery),
            web.get("/demo/pushes", self.pushes),
            web.post("/demo/visitors", self.arrive),
            web.post("/demo/{phone}/gesture", self.gesture),
            web.static("/demo/static", STATIC),
        ]

    async def page(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(STATIC / "index.html", headers=FRESH)

    async def arrive(self, _request: web.Request) -> web.Response:
        return web.json_response({"visitor": self._world.arrive()})

    async def scenery(self, request: web.Request) -> web.Response:
        language = request.query.get("language", "")
        if language not in LANGUAGES:
            raise web.HTTPNotFound
        scenery = self._world.scenery(language)
        words = page_words(language, city=scenery.city, place=scenery.landmarks[0].name)
        return web.json_response({"words": words, **asdict(scenery)}, headers=FRESH)

    async def gesture(self, request: web.Request) -> web.Response:
        phone = request.match_info["phone"]
        if phone not in PHONES:
            raise web.HTTPNotFound
        try:
            gesture = GESTURES.validate_json(await _body(request))
            exchange = await self._world.gesture(_visitor(request), phone, gesture)
        except (ValidationError, ValueError):
            raise web.HTTPBadRequest from None  # a validation error repeats what was written
        except LookupError:
            raise web.HTTPConflict from None
        return web.json_response(asdict(exchange))

    async def pushes(self, request: web.Request) -> web.Response:
        try:
            after = int(request.query.get("after", "0"))
        except ValueError:
            raise web.HTTPBadRequest from None
        pushed = await self._world.pushes(_visitor(request), after, PATIENCE)
        return web.json_response({"pushes": [asdict(push) for push in pushed]})


def _visitor(request: web.Request) -> str:
    visitor = request.headers.get(VISITOR, "")
    if not (16 <= len(visitor) <= 64 and visitor.isascii()):  # noqa: PLR2004  the tokens that arrive() draws
        raise web.HTTPForbidden
    return visitor


async def _body(request: web.Request) -> bytes:
    """Read the body under this page's own limit: a photo is larger than any message of a channel."""
    if request.content_type != "application/json":  # what a page of another site cannot send unasked
        raise web.HTTPUnsupportedMediaType
    return await request.clone(client_max_size=MOST_BYTES).read()
