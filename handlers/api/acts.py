"""The acts of staff as operations: one address each, and the case as it stands afterwards."""

from collections.abc import Callable, Mapping
from datetime import tzinfo
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web

from dialogs.city import City
from dialogs.facts.moment import moment_of
from dialogs.facts.records import Role
from dialogs.facts.staff import Staff, StaffAct, Unfit, Unseen
from handlers.api import acts_bodies as bodies
from handlers.api.acts_answers import key_of, refusal
from handlers.api.acts_intake import intake_operation
from handlers.api.acts_units import UnitsOut, units_out
from handlers.api.bodies import Body
from handlers.api.models import CaseOut
from handlers.api.operations import DESK, Call, Operation, View, answer
from handlers.api.rendering import case_out

CASE: Final = "/api/v1/cases/{number}"
IN_UNIT: Final = frozenset({Role.ADMIN, Role.UNIT})
STAFF: Final = DESK | IN_UNIT
AUDIT: Final = frozenset({Role.ADMIN, Role.AUDITOR})

ACTS: Final[Mapping[str, tuple[type[Body], frozenset[Role]]]] = {
    "accept": (bodies.AcceptBody, DESK),
    "decline": (bodies.DeclineBody, DESK),
    "reclassify": (bodies.ReclassifyBody, DESK),
    "assign": (bodies.AssignBody, STAFF),
    "sign": (bodies.SignBody, IN_UNIT),
    "return": (bodies.ReturnBody, IN_UNIT),
    "ask": (bodies.TextBody, IN_UNIT),
    "ask-extension": (bodies.ExtensionBody, IN_UNIT),
    "grant": (bodies.EmptyBody, STAFF),
    "refuse": (bodies.ReasonBody, STAFF),
    "note": (bodies.NoteBody, STAFF),
    "reply": (bodies.TextBody, IN_UNIT),
    "resolve": (bodies.ResolveBody, IN_UNIT),
    "reopen": (bodies.ReasonBody, DESK),
    "follow-up": (bodies.FollowUpBody, DESK),
    "inspect": (bodies.InspectBody, AUDIT),
    "supervise": (bodies.SuperviseBody, STAFF),
    "answer-letter": (bodies.AnswerLetterBody, STAFF),
    "lead": (bodies.LeadBody, DESK),
    "merge": (bodies.MergeBody, DESK),
    "unmerge": (bodies.EmptyBody, DESK),
}
"""Which body an act takes, and which roles may ask for it; whether the unit may, the record knows."""


def act_operations(staff: Staff, city: Callable[[], City], zone: tzinfo) -> tuple[Operation, ...]:
    acts = [_operation(staff, zone, step, body, roles) for step, (body, roles) in ACTS.items()]

    async def units(_call: Call) -> web.Response:
        return answer(units_out(city()))

    taking_in = intake_operation(staff, city, zone)
    return (*acts, taking_in, Operation("GET", "/api/v1/units", "listUnits", units, gives=UnitsOut))


def _operation(staff: Staff, zone: tzinfo, step: str, body: type[Body], roles: frozenset[Role]) -> Operation:
    name = "".join(part.capitalize() for part in step.split("-"))
    view = _view(staff, zone, step, body)
    return Operation("POST", f"{CASE}/{step}", f"case{name}", view, roles, body=body, gives=CaseOut, blind=True)


def _view(staff: Staff, zone: tzinfo, step: str, body: type[Body]) -> View:
    async def view(call: Call) -> web.Response:
        number, key = call.named("number"), key_of(call)
        said = _said((await call.body(body)).model_dump(exclude_none=True))
        done = await staff.act(StaffAct(step, number, call.bearer, **said), key=key)
        if isinstance(done, Unfit):
            raise refusal(done)
        if isinstance(done, Unseen):
            return web.Response(status=HTTPStatus.NO_CONTENT)
        return answer(case_out(done, zone))

    return view


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """Give the body as the record takes it: moments for times."""
    return values | ({"until": moment_of(values["until"])} if "until" in values else {})
