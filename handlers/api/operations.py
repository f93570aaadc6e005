"""An operation of the API: who may call it, what it takes and gives. Routes and description are made from it."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from dialogs.facts.errors import Unkept
from dialogs.facts.records import Bearer, Role
from handlers.api.bodies import Body, Said, read
from handlers.api.ports import Tokens
from handlers.api.problems import Refusal, later, unfit

Model = TypeVar("Model", bound=BaseModel)

ALL = frozenset(Role)
DESK = frozenset({Role.ADMIN, Role.PLATFORM})
HANDLING = DESK | {Role.UNIT}
LONGEST_TOKEN = 256
ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")


@dataclass(frozen=True, slots=True)
class Call:
    """A request whose caller is known and may make it."""

    request: web.Request
    bearer: Bearer

    def named(self, part: str) -> str:
        """Give a part of the path; what no id can look like names nothing that is there."""
        value = self.request.match_info[part]
        if not ID.fullmatch(value):
            raise Refusal(HTTPStatus.NOT_FOUND, ((part, "unknown"),))
        return value

    def query(self, model: type[Model]) -> Model:
        """Read the query; what is unknown, repeated or does not fit is refused by name."""
        given = self.request.query
        if repeated := tuple((name, "repeated") for name in dict.fromkeys(given) if len(given.getall(name)) > 1):
            raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, repeated)
        try:
            return model.model_validate(dict(given))
        except ValidationError as error:
            raise unfit(error) from None

    async def body(self, model: type[Said]) -> Said:
        """Read the body as JSON; nothing at all is an empty object."""
        return read(model, await self._content() or b"{}")

    async def _content(self) -> bytes:
        try:
            return await self.request.read()
        except (web.RequestPayloadError, ConnectionResetError):
            raise Refusal(HTTPStatus.BAD_REQUEST) from None


View = Callable[[Call], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Operation:
    """``gives`` is ``None`` where the answer is no JSON; ``id`` names it in the description."""

    method: str
    path: str
    id: str
    view: View
    roles: frozenset[Role] = ALL
    takes: type[BaseModel] | None = None
    gives: type[BaseModel] | None = None
    body: type[Body] | None = None
    once: bool = True
    """Whether a request with a body is done once under its key."""
    blind: bool = False
    """Whether it may be done by who does not see what it was done to; the answer is empty then."""

    def route(self, tokens: Tokens) -> web.RouteDef:
        async def handle(request: web.Request) -> web.StreamResponse:
            try:
                return await self.view(Call(request, await self._bearer(request, tokens)))
            except Refusal as refusal:
                return refusal.response()
            except Unkept as error:
                raise later(error) from error

        return web.RouteDef(self.method, self.path, handle, {})

    async def _bearer(self, request: web.Request, tokens: Tokens) -> Bearer:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        given = token.strip() if scheme.lower() == "bearer" and len(token) <= LONGEST_TOKEN else ""
        bearer = await tokens.bearer(given) if given.isascii() and given else None
        if bearer is None:
            raise Refusal(HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})
        if bearer.role not in self.roles:
            raise Refusal(HTTPStatus.FORBIDDEN)
        return bearer


def answer(model: BaseModel) -> web.Response:
    return web.Response(
        text=model.model_dump_json(), content_type="application/json", headers={"Cache-Control": "no-store"}
    )
