"""A warning: an entry of the case, counted for its unit, and told to everybody on the rungs that were reached."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import bindparam, insert, select, update

from adapters.casebook import robots, watching
from adapters.casebook.acts import handling, telling
from adapters.casebook.charge import bound_to
from adapters.casebook.entries import SYSTEM, append
from adapters.casebook.occasion import Occasion
from adapters.casebook.rules import ladder, warnings
from adapters.casebook.rules.authority import desk_of, hears
from adapters.casebook.rules.course import Terms
from adapters.casebook.rules.ladder import InCharge
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.rules.watch import Watch, Watched, looked
from adapters.casebook.schema import handlings, letters, timeline
from adapters.casebook.schema import warnings as given
from adapters.casebook.schema.cases import cases
from adapters.casebook.sweeping import digests
from adapters.casebook.sweeping.digests import Told
from adapters.sql import Row
from dialogs.facts.cases import CaseKind

COUNT: Final = update(cases).where(cases.c.number == bindparam("of_case")).values(warnings=cases.c.warnings + 1)
GIVE: Final = insert(given)
HELPING: Final = select(handlings.c.joint).where(handlings.c.case == bindparam("of_case"))


def warn(occasion: Occasion, case: Row, watch: Watch) -> None:
    """Give the warning that is due, and look again when the next one is."""
    terms = Terms(occasion.office.city(), occasion.office.zone, occasion.now)
    after = looked(watch, case["urgency"], terms)
    charge = _addressed(occasion, case, watch) if watch.kind is Watched.LETTER else in_charge(occasion, case)
    unit = charge.unit or desk_of(terms.city)
    seq = _enter(occasion, case["number"], after, unit)
    watching.move(occasion.connection, case["number"], after)
    warned = ladder.warned(terms.city, charge, after.given, bound_to(occasion, ladder.asked(terms.city, charge)))
    told = Told(case["number"], seq, after, unit, watch.at or occasion.now)
    if warnings.is_urgent(terms, case["urgency"]):
        _at_once(occasion, told, warned.officers)
    else:
        over = after.given >= len(terms.city.supervision.warn_at)
        digests.put(occasion, told, (*warned.officers, *(digests.group_of(occasion, unit) if over else ())))
    if warned.unmanned:
        digests.put(occasion, told, (digests.ADMIN,))


def in_charge(occasion: Occasion, case: Row) -> InCharge:
    helping = (occasion.connection.scalar(HELPING, {"of_case": case["number"]}) or "").split()
    return InCharge(case["unit"], case["officer"], _silent(occasion, case, helping), CaseKind(case["kind"]))


def _addressed(occasion: Occasion, case: Row, watch: Watch) -> InCharge:
    """Give the unit that a letter went to; one about officials climbs no other way than their case.

    Where it may not hear of the case any more the desk sees to the answer.
    """
    unit = occasion.connection.execute(select(letters.c.unit).where(letters.c.id == watch.ref)).scalar_one()
    course = handling.course_of(occasion.connection, case)
    return InCharge(unit if hears(occasion.office.city(), course, unit, letter=True) else "", kind=course.kind)


def _silent(occasion: Occasion, case: Row, helping: list[str]) -> tuple[str, ...]:
    """Give the units that help and have made no entry."""
    if not helping:
        return ()
    spoke = select(timeline.c.actor).where(timeline.c.case == case["number"], timeline.c.actor.in_(helping))
    heard = set(occasion.connection.scalars(spoke))
    return tuple(unit for unit in helping if unit not in heard)


def _enter(occasion: Occasion, number: str, watch: Watch, unit: str) -> int:
    connection = occasion.connection
    connection.execute(COUNT, {"of_case": number})
    row = {"case": number, "unit": unit, "time": watch.kind, "warning": watch.given, "at": occasion.now}
    connection.execute(GIVE, row)
    codes = {"time": watch.kind, "warning": str(watch.given), "due": str(watch.due), "unit": unit}
    return append(occasion, number, Step.WARN, SYSTEM, codes=codes)


def _at_once(occasion: Occasion, told: Told, ids: Iterable[str]) -> None:
    robots.tell_group(occasion, told.unit, told.number, Step.WARN, told.seq)
    for officer in ids:
        telling.tell_officer(occasion, officer, Step.WARN, told.facts, number=told.number, seq=told.seq, urgent=True)
