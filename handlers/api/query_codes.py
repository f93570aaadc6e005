"""A new query code for a citizen who lost theirs, given out by the desk."""

from typing import Annotated, Final, Protocol

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from dialogs.facts.acts import NewCode
from dialogs.facts.records import Bearer
from dialogs.facts.staff import Unfit
from handlers.api.acts_answers import refusal
from handlers.api.bodies import Body, Name
from handlers.api.operations import DESK, Call, Operation, answer

PATH: Final = "/api/v1/cases/{number}/query-code"


class QueryCodes(Protocol):
    async def renew(self, number: str, by: Bearer, *, name: str = ..., phone: str = ...) -> NewCode | Unfit: ...


class QueryCodeBody(Body):
    """Whose: the reporter who left this name or has this number; who filed it where neither is said."""

    name: Name | None = None
    phone: Annotated[str, Field(pattern=r"^\+[1-9][0-9]{6,14}$")] | None = None


class QueryCodeOut(BaseModel):
    """``query_code`` is told this once; the one before opens nothing any more."""

    model_config = ConfigDict(frozen=True)

    number: str
    query_code: str


def query_code_operation(codes: QueryCodes) -> Operation:
    async def renew(call: Call) -> web.Response:
        number, body = call.named("number"), await call.body(QueryCodeBody)
        made = await codes.renew(number, call.bearer, name=body.name or "", phone=body.phone or "")
        if isinstance(made, Unfit):
            raise refusal(made)
        return answer(QueryCodeOut(number=made.number, query_code=made.code))

    return Operation("POST", PATH, "renewQueryCode", renew, DESK, body=QueryCodeBody, gives=QueryCodeOut, once=False)
