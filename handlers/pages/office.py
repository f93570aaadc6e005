"""Where the visitor of the simulator sits at the units' desks, and turns the clock."""

from dataclasses import asdict, dataclass, field
from typing import Annotated, Final, Literal, Protocol

from aiohttp import web
from pydantic import Field, TypeAdapter, ValidationError

from handlers.pages.gestures import Exchange, Words
from handlers.pages.words import LANGUAGES

JSON: Final = "application/json"
MOST_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class OfficeAct:
    """What somebody at the desk or in the unit does with a case; ``text`` is what the citizen is told."""

    kind: Literal["accept", "decline", "reply", "ask", "resolve"]
    number: Annotated[str, Field(pattern=r"^[0-9]{12}$")]
    text: Words = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Turn:
    """How far the clock is turned on."""

    by: Literal["hour", "working-day"]


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """A case as those who handle it see it; ``due`` in RFC 3339, empty where nothing is due."""

    number: str
    status: str
    unit: str
    due: str


@dataclass(frozen=True, slots=True)
class Acted:
    """What came of an act: the exchange on the wire, and the case as it stands, where there is one."""

    exchange: Exchange
    case: CaseSeen | None


class DemoOffice(Protocol):
    """The other side of a case: acts go through the real API, with tokens of the desk and of the unit."""

    async def case(self, number: str, language: str) -> CaseSeen | None: ...

    async def act(self, act: OfficeAct, language: str) -> Acted: ...

    def now_ms(self) -> int:
        """Give the demo's time in milliseconds since 1970."""

    async def turn(self, turn: Turn) -> None:
        """Turn the clock on for everything in the demo at once."""


ACTS: Final[TypeAdapter[OfficeAct]] = TypeAdapter(OfficeAct)
TURNS: Final[TypeAdapter[Turn]] = TypeAdapter(Turn)


class OfficePage:
    """The calls that the page makes for the office."""

    def __init__(self, office: DemoOffice) -> None:
        self._office = office

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/demo/clock", self.clock),
            web.post("/demo/clock", self.turn),
            web.get("/demo/office/{number}", self.case),
            web.post("/demo/office", self.act),
        ]

    async def clock(self, _request: web.Request) -> web.Response:
        return web.json_response({"now": self._office.now_ms()})

    async def turn(self, request: web.Request) -> web.Response:
        try:
            turn = TURNS.validate_json(await _body(request))
        except ValidationError:
            raise web.HTTPBadRequest from None
        await self._office.turn(turn)
        return await self.clock(request)

    async def case(self, request: web.Request) -> web.Response:
        seen = await self._office.case(request.match_info["number"], _language(request))
        if seen is None:
            raise web.HTTPNotFound
        return web.json_response(asdict(seen))

    async def act(self, request: web.Request) -> web.Response:
        try:
            act = ACTS.validate_json(await _body(request))
        except ValidationError:
            raise web.HTTPBadRequest from None
        return web.json_response(asdict(await self._office.act(act, _language(request))))


def _language(request: web.Request) -> str:
    language = request.query.get("language", "")
    if language not in LANGUAGES:
        raise web.HTTPNotFound
    return language


async def _body(request: web.Request) -> bytes:
    if request.content_type != JSON:  # what a page of another site cannot send unasked
        raise web.HTTPUnsupportedMediaType
    return await request.clone(client_max_size=MOST_BYTES).read()
