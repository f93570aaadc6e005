"""Telling who is in charge of a case: the unit's officers, else those above it or the desk."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from sqlalchemy import bindparam, distinct, func, literal, or_, select, update

from adapters.casebook import robots
from adapters.casebook.acts import handling, telling
from adapters.casebook.entries import locked_case
from adapters.casebook.occasion import Occasion
from adapters.casebook.officers import BOUND
from adapters.casebook.rules import ladder
from adapters.casebook.rules.authority import desk_of
from adapters.casebook.rules.course import Course
from adapters.casebook.rules.ladder import Bound, InCharge
from adapters.casebook.rules.lifecycle import TABLE, Step, Told
from adapters.casebook.rules.notices import SUPERSEDED, WAITING
from adapters.casebook.rules.ratings import BAD
from adapters.casebook.schema import notices, officers, ratings
from adapters.sql import Statement
from dialogs.facts.moment import HOUR, MINUTE, Moment
from dialogs.facts.notices import Audience

BOUND_TO: Final = select(officers.c.id, officers.c.unit, officers.c.head).where(BOUND)

HELP: Final = "help"
"""What units that help are told: their case is another one's."""

MOST_AN_HOUR: Final = 10
"""How often in an hour the same is told of one case: who adds a line a second is read in the timeline."""
HEARD: Final = Statement(
    select(func.count(distinct(notices.c.seq))).where(
        notices.c.case == bindparam("of_case"),
        notices.c.step == bindparam("of_step"),
        notices.c.audience == Audience.OFFICER,
        notices.c.at > bindparam("since"),
    )
)

REOPENED_WITHIN: Final = 10 * MINUTE
"""A bad rating is told so much later: who gave it may have the case handled again, and then one notice tells both."""
BLAMED: Final = Statement(
    select(ratings.c.value, ratings.c.reason)
    .where(
        ratings.c.case == bindparam("of_case"),
        ratings.c.resolution == bindparam("of_resolution"),
        ratings.c.citizen != bindparam("but"),
        or_(*(ratings.c.value == value for value in sorted(BAD))),
    )
    .order_by(ratings.c.at.desc(), ratings.c.citizen)
    .limit(1)
)
UNTOLD: Final = Statement(
    update(notices)
    .where(
        notices.c.case == bindparam("of_case"),
        notices.c.step == literal(Step.RATE.value),
        notices.c.audience == literal(Audience.OFFICER.value),
        notices.c.state == literal(WAITING),
        notices.c.lease == literal(""),
    )
    .values(state=literal(SUPERSEDED), settled_at=bindparam("now", type_=notices.c.at.type))
)


def tell_in_charge(occasion: Occasion, number: str, course: Course, step: str, seq: int, *, right: str = "") -> None:
    """Tell who handles it; ``right`` is the unit that somebody else holds to be the right one.

    A bad rating is told to the level above too, as the citizen was told; a case that is to be handled again, with why.
    """
    city = occasion.office.city()
    charge = InCharge(course.unit, course.officer, kind=course.kind)
    robots.tell_group(occasion, course.unit or desk_of(city), number, step, seq)
    bound = bound_to(occasion, ladder.asked(city, charge))
    rated, again = step == Step.RATE, step == Step.REOPEN
    told = ladder.with_above(city, charge, bound) if rated else ladder.warned(city, charge, 1, bound).officers
    facts = {"unit": course.unit, "sign_by": str(course.sign_by or ""), "reply_by": str(course.reply_by or "")}
    facts |= {"right": right} if right else {}
    facts |= _blame(occasion, number, course.reopened - again) if rated or again else {}
    later = Moment(occasion.now + REOPENED_WITHIN) if rated else None
    for officer in told:
        telling.tell_officer(occasion, officer, step, facts, number=number, seq=seq, not_before=later)


def tell_handlers(occasion: Occasion, number: str, step: str, seq: int) -> None:
    """Tell them what a citizen has said, not without end; while a case lies on the desk, it is seen there."""
    since = occasion.now - HOUR
    heard = HEARD.value(occasion.connection, {"of_case": number, "of_step": step, "since": since})
    if heard >= MOST_AN_HOUR:
        return
    row = locked_case(occasion.connection, number)
    course = handling.course_of(occasion.connection, row) if row else None
    if course and course.unit:
        tell_in_charge(occasion, number, course, step, seq)


def tell_of_act(occasion: Occasion, number: str, step: Step, after: Course, seq: int, *, right: str = "") -> None:
    """Tell who is in charge after an act of staff; of a return the desk, which has to decide."""
    if Told.DESK in TABLE[step].tells:
        tell_in_charge(occasion, number, replace(after, unit=""), step, seq, right=right)
    elif Told.IN_CHARGE in TABLE[step].tells:
        tell_in_charge(occasion, number, after, step, seq)


def tell_helpers(occasion: Occasion, number: str, before: Course, after: Course, seq: int) -> None:
    """Tell the officers of each unit that is asked to help, and was not before."""
    city, asked = occasion.office.city(), set(before.joint.split()) if before.unit == after.unit else set()
    facts = {"unit": after.unit, "reply_by": str(after.reply_by or "")}
    for unit in (each for each in after.joint.split() if each not in asked):
        charge = InCharge(unit, kind=after.kind)
        robots.tell_group(occasion, unit, number, HELP, seq)
        for officer in ladder.warned(city, charge, 1, bound_to(occasion, ladder.asked(city, charge))).officers:
            telling.tell_officer(occasion, officer, HELP, facts, number=number, seq=seq)


def untell_rating(occasion: Occasion, number: str, resolution: int, citizen: str) -> None:
    """Leave untold the bad rating that this citizen has changed meanwhile, unless somebody else gave a bad one too."""
    if not _blame(occasion, number, resolution, but=citizen):
        UNTOLD.write(occasion.connection, {"of_case": number, "now": occasion.now})


def _blame(occasion: Occasion, number: str, resolution: int, *, but: str = "") -> dict[str, str]:
    """Give the last bad rating of an answer and its reason, as codes; nothing where none but ``but`` gave one."""
    row = BLAMED.first(occasion.connection, {"of_case": number, "of_resolution": resolution, "but": but})
    return {"value": row["value"], "why": row["reason"]} if row else {}


def bound_to(occasion: Occasion, units: Iterable[str]) -> tuple[Bound, ...]:
    """Give who is bound to any of the units, who came first before the others."""
    wanted = {f"unit_{place}": unit for place, unit in enumerate(units)}
    found = _of_units(tuple(wanted)).all(occasion.connection, wanted)
    return tuple(Bound(row["id"], row["unit"], row["head"]) for row in found)


@lru_cache(maxsize=16)
def _of_units(names: tuple[str, ...]) -> Statement:
    """Ask for as many units as are named."""
    any_of_them = officers.c.unit.in_([bindparam(name, type_=officers.c.unit.type) for name in names])
    return Statement(BOUND_TO.where(any_of_them).order_by(officers.c.bound_at, officers.c.id))
