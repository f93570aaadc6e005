"""What staff send for a matter that came by letter, by a visit or by phone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import tzinfo
from typing import Annotated, Literal

from aiohttp import web
from pydantic import Field

from dialogs.city import City
from dialogs.facts.cases import CaseKind, Contact, Draft, Place
from dialogs.facts.staff import Intake, Person, Staff, Unfit
from handlers.api.acts_answers import key_of, refusal
from handlers.api.acts_bodies import Code, Text
from handlers.api.bodies import Body, Name, Prose
from handlers.api.models import CaseOut
from handlers.api.operations import DESK, Call, Operation, answer
from handlers.api.rendering import case_out

MOST_PERSONS = 50
Words = Annotated[str, Field(max_length=200), Prose]


class PlaceIn(Body):
    text: Words = ""
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    district: Code | None = None
    street: Code | None = None


class PersonIn(Body):
    """``phone`` in E.164; ``consent``: they agreed to hear of each step by SMS there."""

    name: Name | None = None
    phone: Annotated[str, Field(pattern=r"^\+[1-9][0-9]{6,14}$")] | None = None
    consent: bool = False


class IntakeBody(Body):
    """``persons``: who brought it, the first one as its filer."""

    channel: Literal["letter", "visit", "phone"]
    description: Text
    category: Code
    kind: CaseKind | None = None
    place: PlaceIn = PlaceIn()
    persons: Annotated[tuple[PersonIn, ...], Field(max_length=MOST_PERSONS)] = ()


class TakenInOut(CaseOut):
    """``query_codes``: of the persons in their order, told this once; empty where the request is repeated."""

    query_codes: list[str]


def intake_operation(staff: Staff, city: Callable[[], City], zone: tzinfo) -> Operation:
    async def view(call: Call) -> web.Response:
        key, body = key_of(call), await call.body(IntakeBody)
        persons = tuple(map(_person, body.persons)) or (Person(),)
        draft = _draft(body, persons[0].contact, city())
        done = await staff.take_in(Intake(body.channel, call.bearer, draft, persons), key=key)
        if isinstance(done, Unfit):
            raise refusal(done)
        return answer(TakenInOut(**dict(case_out(done.case, zone)), query_codes=list(done.codes)))

    return Operation("POST", "/api/v1/cases", "takeInCase", view, DESK, body=IntakeBody, gives=TakenInOut)


def _person(person: PersonIn) -> Person:
    return Person(Contact(name=person.name or "", phone=person.phone or ""), told=person.consent)


def _draft(body: IntakeBody, filer: Contact, city: City) -> Draft:
    kind, at = city.kind_in(body.category, body.kind or CaseKind.REPORT), body.place
    place = Place(at.text, at.lat, at.lon, at.district or "", at.street or "")
    draft = Draft(body.description, place, body.category, kind, contact=filer)
    return replace(draft, language=city.languages[0], city_revision=city.revision)
