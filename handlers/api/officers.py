"""Officers as the API shows them: who is bound, a code for a new one, and the end of one."""

from datetime import datetime, tzinfo
from http import HTTPStatus
from typing import Annotated, Final, Protocol

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from dialogs.facts.moment import Moment, civil
from dialogs.facts.officers import Invite, Officer
from dialogs.facts.records import Bearer
from dialogs.facts.staff import Unfit, Why
from handlers.api.bodies import Body, Prose
from handlers.api.operations import HANDLING, Call, Operation, answer
from handlers.api.problems import Refusal

ROOT: Final = "/api/v1/officers"
STATUSES: Final = {Why.FORBIDDEN: HTTPStatus.FORBIDDEN, Why.UNKNOWN: HTTPStatus.NOT_FOUND}
UnitCode = Annotated[str, Field(min_length=1, max_length=64)]


class Officers(Protocol):
    """Who is bound, for who may see and change it."""

    async def invite(self, unit: str, *, head: bool, name: str, by: Bearer) -> Invite | Unfit: ...
    async def listed(self, by: Bearer, *, unit: str = "", left: bool = False) -> tuple[Officer, ...]: ...
    async def unbind(self, id: str, *, by: Bearer) -> Officer | Unfit: ...


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OfficersQuery(_Model):
    """``left``: those who have left too, without a name."""

    unit: UnitCode | None = None
    left: bool = False


class OfficerOut(_Model):
    id: str
    unit: str
    head: bool
    channel: str
    name: str | None
    has_pin: bool
    bound_at: datetime
    unbound_at: datetime | None


class OfficersOut(_Model):
    officers: list[OfficerOut]


class InviteBody(Body):
    """``name`` is for the unit's own list."""

    unit: UnitCode
    head: bool = False
    name: Annotated[str, Field(max_length=60), Prose] = ""


class InviteOut(_Model):
    """``code`` is told this once; whoever sends it first, by WeChat or phone, is bound."""

    id: str
    unit: str
    head: bool
    code: str
    expires_at: datetime


def officer_operations(officers: Officers, zone: tzinfo) -> tuple[Operation, ...]:
    views = _Views(officers, zone)
    one, invites = f"{ROOT}/{{id}}/unbind", f"{ROOT}/invites"
    return (
        Operation("GET", ROOT, "listOfficers", views.listed, takes=OfficersQuery, gives=OfficersOut),
        Operation(
            "POST", invites, "inviteOfficer", views.invite, HANDLING, body=InviteBody, gives=InviteOut, once=False
        ),
        Operation("POST", one, "unbindOfficer", views.unbind, HANDLING, gives=OfficerOut),
    )


class _Views:
    def __init__(self, officers: Officers, zone: tzinfo) -> None:
        self._officers, self._zone = officers, zone

    async def listed(self, call: Call) -> web.Response:
        query = call.query(OfficersQuery)
        found = await self._officers.listed(call.bearer, unit=query.unit or "", left=query.left)
        return answer(OfficersOut(officers=[self._officer(each) for each in found]))

    async def invite(self, call: Call) -> web.Response:
        said = await call.body(InviteBody)
        made = await self._officers.invite(said.unit, head=said.head, name=said.name, by=call.bearer)
        if isinstance(made, Unfit):
            raise _refusal(made)
        until = self._time(made.expires_at)
        return answer(InviteOut(id=made.id, unit=made.unit, head=made.head, code=made.code, expires_at=until))

    async def unbind(self, call: Call) -> web.Response:
        gone = await self._officers.unbind(call.named("id"), by=call.bearer)
        if isinstance(gone, Unfit):
            raise _refusal(gone)
        return answer(self._officer(gone))

    def _officer(self, officer: Officer) -> OfficerOut:
        return OfficerOut(
            id=officer.id,
            unit=officer.unit,
            head=officer.head,
            channel=officer.channel,
            name=officer.name or None,
            has_pin=officer.has_pin,
            bound_at=self._time(officer.bound_at),
            unbound_at=self._time(officer.unbound_at) if officer.unbound_at is not None else None,
        )

    def _time(self, moment: Moment) -> datetime:
        return civil(moment, self._zone)


def _refusal(unfit: Unfit) -> Refusal:
    return Refusal(STATUSES.get(unfit.why, HTTPStatus.UNPROCESSABLE_ENTITY), unfit.errors)
