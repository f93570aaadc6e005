"""Who may take which act: by role, and by where a unit stands in the tree."""

from collections.abc import Iterator

from adapters.casebook.rules.course import Course
from adapters.casebook.rules.lifecycle import TABLE, Step, Who
from dialogs.city import City
from dialogs.facts.cases import CaseKind
from dialogs.facts.records import Bearer, Role


def allowed(city: City, step: Step, course: Course, bearer: Bearer, target: str = "") -> bool:
    """Say whether the bearer may; ``target`` is the unit that a case is handed to, or that a letter went to."""
    who = TABLE[step].who
    if bearer.role is Role.ADMIN:
        return who not in {Who.CITIZEN, Who.SYSTEM}
    if who is Who.ADDRESSEE:
        mine = bearer.unit if bearer.role is Role.UNIT else desk_of(city)
        return mine == target and bearer.role in {Role.UNIT, Role.PLATFORM}
    if bearer.role is Role.PLATFORM:
        return who in {Who.PLATFORM, Who.ASSIGNER, Who.ABOVE, Who.STAFF}
    if bearer.role is Role.AUDITOR:
        return who is Who.AUDITOR
    return _unit_may(city, who, course, bearer.unit, target)


def _unit_may(city: City, who: Who, course: Course, unit: str, target: str) -> bool:
    mine = bool(course.unit) and unit == course.unit
    # What is said about officials is handled by the unit that it was given to, and by nobody through the tree.
    above = course.kind is not CaseKind.MISCONDUCT and is_above(city, unit, course.unit)
    if who is Who.UNIT:
        return mine or above
    if who is Who.HELPER:
        return mine or above or unit in course.joint.split()
    if who is Who.ABOVE:
        return above
    if who is Who.STAFF:
        return mine or above or unit in course.joint.split()
    return who is Who.ASSIGNER and (mine or above) and is_above(city, unit, target)


def sees(city: City, course: Course, reader: Bearer) -> bool:
    """Say whether the reader sees the case, by the rule that ``seeing.seen_by`` puts to the database."""
    return reader.role is not Role.UNIT or _unit_may(city, Who.STAFF, course, reader.unit, "")


def hears(city: City, course: Course, unit: str, *, letter: bool) -> bool:
    """Say whether officers of a unit may be told of a case as it is now: who sees it, and the desk, where all ends up.

    A unit hears of its own ``letter`` also when the case is another's by now, save where it is about officials.
    """
    ordinary = course.kind is not CaseKind.MISCONDUCT
    return unit == desk_of(city) or (letter and ordinary) or _unit_may(city, Who.STAFF, course, unit, "")


def helps(city: City, course: Course, bearer: Bearer) -> bool:
    """Say whether the bearer's unit only helps with the case: what it does is its own part and moves nothing."""
    unit = bearer.unit if bearer.role is Role.UNIT else ""
    return unit in course.joint.split() and not _unit_may(city, Who.UNIT, course, unit, "")


def is_above(city: City, unit: str, other: str) -> bool:
    """Say whether a unit stands above another in the tree, at whatever distance."""
    return unit in _above(city, other)


def below(city: City, unit: str) -> tuple[str, ...]:
    """Name the units below one in the tree, at whatever distance."""
    return tuple(each.code for each in city.units if is_above(city, unit, each.code))


def desk_of(city: City) -> str:
    """Name the unit at the top of the tree: the desk."""
    return next((unit.code for unit in city.units if not unit.parent), "")


def parent_of(city: City, code: str) -> str:
    """Give the unit directly above; the unit itself at the top."""
    return next(_above(city, code), code)


def _above(city: City, code: str) -> Iterator[str]:
    met = {code}
    unit = city.unit(code)
    while unit and unit.parent and unit.parent not in met:
        met.add(unit.parent)
        yield unit.parent
        unit = city.unit(unit.parent)
