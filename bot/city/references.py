"""Whether the files of a profile refer only to what is there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.city.folder import Profile
from bot.city.shapes import UnitShape
from bot.city.source import Problem
from dialogs.city import Level, QuestionKind
from dialogs.facts.cases import CaseKind

CHOSEN = frozenset({QuestionKind.CHOICE, QuestionKind.YESNO})
ABOVE = {Level.CITY: Level.CITY, Level.DISTRICT: Level.CITY, Level.STREET: Level.DISTRICT}


def references(profile: Profile) -> Iterator[Problem]:
    """Find every code that leads nowhere, stands twice or does not fit."""
    if "city" not in profile.city.hotlines:
        yield profile.problem("city.toml", ("hotlines",), "the city's own line is missing; its code is city")
    yield from _categories(profile)
    yield from _questions(profile)
    yield from _places(profile)
    yield from _units(profile)
    yield from _dispatch(profile)
    for danger, hotline in profile.guidance.dangers.items():
        yield from _known(
            profile.problem("guidance.toml", ("dangers", danger), ""), "hotline", [hotline], profile.city.hotlines
        )
    called_back = profile.problem("guidance.toml", ("call_back",), "")
    yield from _known(called_back, "danger", profile.guidance.call_back, profile.guidance.dangers)


def _known(near: Problem, kind: str, codes: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """Find the codes that are not known; ``near`` has file and line to tell them at."""
    there = frozenset(known)
    for code in codes:
        if code not in there:
            yield replace(near, message=f"there is no {kind} {code}")


def _categories(profile: Profile) -> Iterator[Problem]:
    file, seen = "categories.toml", set[str]()
    for group, categories in profile.categories.root.items():
        for code, category in categories.items():
            near = profile.problem(file, (group, code), f"category {code} stands in another group too")
            if code in seen:
                yield near
            seen.add(code)
            asked = (*category.questions, *category.optional)
            yield from _known(near, "question", asked, profile.questions.root)
            yield from _known(near, "urgency", [category.urgency], profile.city.urgencies)
            if len(set(asked)) < len(asked):
                yield replace(near, message=f"category {code} asks the same question twice")


def _questions(profile: Profile) -> Iterator[Problem]:
    for code, question in profile.questions.root.items():
        options = question.options
        if question.kind is QuestionKind.YESNO and options != ("yes", "no"):
            yield profile.problem("questions.toml", (code,), f"{code}: a yesno has the options yes and no")
        elif question.kind is QuestionKind.CHOICE and len(options) < 2:  # noqa: PLR2004 - a choice is between two
            yield profile.problem("questions.toml", (code,), f"{code}: a choice needs two options at least")
        elif question.kind not in CHOSEN and options:
            yield profile.problem("questions.toml", (code,), f"{code}: only a choice has options")
        if len(set(options)) < len(options):
            yield profile.problem("questions.toml", (code,), f"{code}: an option stands twice")


def _places(profile: Profile) -> Iterator[Problem]:
    file, places = "places.toml", profile.places
    streets = [street for district in places.districts.values() for street in district.streets]
    taken = set(places.districts)
    for code, district in places.districts.items():
        for street in district.streets:
            if street in taken:
                yield profile.problem(file, ("districts", code), f"the code {street} stands twice")
            taken.add(street)
    for code, road in places.roads.items():
        yield from _known(profile.problem(file, ("roads", code), ""), "street", road.streets, streets)
    for code, landmark in places.landmarks.items():
        yield from _known(profile.problem(file, ("landmarks", code), ""), "street", [landmark.street], streets)
    categories = [code for group in profile.categories.root.values() for code in group]
    for code, scene in places.scenes.items():
        yield from _known(profile.problem(file, ("scenes", code), ""), "street", [scene.street], streets)
        yield from _known(
            profile.problem(file, ("scenes", code), ""), "category", filter(None, [scene.category]), categories
        )


def _units(profile: Profile) -> Iterator[Problem]:
    units, file = profile.units.root, "units.toml"
    districts = profile.places.districts
    streets = [street for district in districts.values() for street in district.streets]
    tops = [code for code, unit in units.items() if not unit.parent]
    if len(tops) != 1:
        yield Problem(file, 1, f"one unit stands at the top, not {len(tops)}")
    for code, unit in units.items():
        near = profile.problem(file, (code,), f"{code}: a unit of level {unit.level} cannot stand there")
        yield from _known(near, "unit", filter(None, [unit.parent]), units)
        yield from _known(near, "district", filter(None, [unit.district]), districts)
        yield from _known(near, "street", filter(None, [unit.street]), streets)
        if not _fits(unit, units):
            yield near
    for street in streets:
        if all(unit.street != street for unit in units.values()):
            yield Problem(file, 1, f"no unit is there for the street {street}")


def _fits(unit: UnitShape, units: dict[str, UnitShape]) -> bool:
    """Say whether the level agrees with the ground it names and with the level of its parent; so no circle closes."""
    ground = {Level.CITY: (False, False), Level.DISTRICT: (True, False), Level.STREET: (False, True)}
    if (bool(unit.district), bool(unit.street)) != ground[unit.level]:
        return False
    parent = units.get(unit.parent)
    if unit.level is Level.CITY:
        return parent is None or (parent.level is Level.CITY and not parent.parent)
    return parent is not None and parent.level is ABOVE[unit.level]


def _dispatch(profile: Profile) -> Iterator[Problem]:
    file = "dispatch.toml"
    categories = [code for group in profile.categories.root.values() for code in group]
    for index, rule in enumerate(profile.dispatch.rule):
        near = profile.problem(file, ("rule", index), "a rule names either a unit or a level")
        yield from _known(near, "category", rule.categories, categories)
        yield from _known(near, "group", rule.groups, profile.categories.root)
        yield from _known(near, "district", rule.districts, profile.places.districts)
        yield from _known(near, "unit", filter(None, [rule.unit]), profile.units.root)
        if bool(rule.unit) is (rule.level is not None):
            yield near


def kinds_missing(profile: Profile) -> Iterator[Problem]:
    for speech in profile.speeches:
        for kind in CaseKind:
            if kind not in speech.city.kinds:
                yield profile.problem(f"{speech.language}/city.toml", ("kinds",), f"the kind {kind} has no name")
