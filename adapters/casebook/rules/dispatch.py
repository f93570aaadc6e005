"""Where an accepted case goes: the city's rules in order, and the first that fits decides."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.city import City, Dispatch, Level
from dialogs.facts.cases import CaseKind

LITERAL = frozenset({"word", "hours"})
"""What fitted and has no name but itself."""
CODE_OF_LEVEL = {Level.DISTRICT: "district", Level.STREET: "street"}


@dataclass(frozen=True, slots=True)
class Matter:
    """What a rule may look at; ``minute`` of the day in the city's time."""

    category: str
    district: str
    street: str
    words: str
    minute: int
    kind: CaseKind = CaseKind.REPORT


@dataclass(frozen=True, slots=True)
class Dispatched:
    """``rule``: which one decided, counted from 1 in the order of the profile; ``because``: what of it fitted."""

    unit: str
    rule: int
    because: tuple[tuple[str, str], ...] = ()
    """Each as category, group, district or street with its code, or as word or hours in plain text."""


def dispatch(city: City, matter: Matter) -> Dispatched | None:
    """Give the unit and the rule that chose it; ``None``: the desk decides."""
    for number, rule in enumerate(city.dispatch, start=1):
        if (
            _may_know(city, rule, matter)
            and _fits(city, rule, matter)
            and (unit := rule.unit or _unit_of_place(city, rule.level, matter))
        ):
            return Dispatched(unit, number, tuple(_reasons(city, rule, matter)))
    return None


def _may_know(city: City, rule: Dispatch, matter: Matter) -> bool:
    """Send what is said about officials by a rule made for it alone, never to whoever the place or the words name."""
    if matter.kind is not CaseKind.MISCONDUCT:
        return True
    kinds = {found.kind for code in rule.categories if (found := city.category(code))}
    return bool(rule.unit) and kinds == {CaseKind.MISCONDUCT}


def _fits(city: City, rule: Dispatch, matter: Matter) -> bool:
    category = city.category(matter.category)
    filled = (
        (rule.categories, matter.category in rule.categories),
        (rule.groups, category is not None and category.group in rule.groups),
        (rule.districts, matter.district in rule.districts),
        (rule.words, _says(matter.words, rule.words)),
        (rule.hours, rule.hours is not None and rule.hours[0] <= matter.minute < rule.hours[1]),
    )
    return all(fits for asked, fits in filled if asked)


def _reasons(city: City, rule: Dispatch, matter: Matter) -> Iterator[tuple[str, str]]:
    """Name what a rule asked for and found."""
    category = city.category(matter.category)
    if rule.categories:
        yield "category", matter.category
    if rule.groups and category:
        yield "group", category.group
    if rule.districts:
        yield "district", matter.district
    yield from (("word", word) for word in rule.words if _says(matter.words, (word,)))
    if rule.hours:
        yield "hours", "–".join(f"{minute // 60:02}:{minute % 60:02}" for minute in rule.hours)
    if not rule.unit and rule.level in CODE_OF_LEVEL:
        yield CODE_OF_LEVEL[rule.level], getattr(matter, CODE_OF_LEVEL[rule.level])


def _says(text: str, words: tuple[str, ...]) -> bool:
    """Look for any of the words; ``a+b`` asks for both, as everywhere in a profile."""
    folded = _folded(text)
    return any(all(_folded(part) in folded for part in word.split("+")) for word in words)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _unit_of_place(city: City, level: Level | None, matter: Matter) -> str:
    """Give the place's own unit; none where the place is not known so closely."""
    if level not in CODE_OF_LEVEL:
        return next((unit.code for unit in city.units if unit.level is level), "")
    name = CODE_OF_LEVEL[level]
    place = getattr(matter, name)
    return next((u.code for u in city.units if u.level is level and place and getattr(u, name) == place), "")
