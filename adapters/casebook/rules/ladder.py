"""Who is warned: the officer, then the head of the unit, then those above, a rung more with each warning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from adapters.casebook.rules.authority import desk_of, parent_of
from dialogs.city import City
from dialogs.facts.cases import CaseKind

OFFICER, HEAD = 1, 2
"""The first two rungs; each one above is a unit further up the tree."""


@dataclass(frozen=True, slots=True)
class Bound:
    """An officer who can be reached: one that is bound to a unit."""

    id: str
    unit: str
    head: bool = False


@dataclass(frozen=True, slots=True)
class Warned:
    """Officers by id, each once; ``unmanned`` names the units that nobody is bound to."""

    officers: tuple[str, ...]
    unmanned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InCharge:
    """Who a case lies with; ``unit`` is empty while it lies on the desk, ``officer`` while nobody has signed."""

    unit: str = ""
    officer: str = ""
    helping: tuple[str, ...] = ()
    """Units that help and have said nothing yet."""
    kind: CaseKind = CaseKind.REPORT


def warned(city: City, charge: InCharge, warning: int, bound: Sequence[Bound]) -> Warned:
    """Say who hears of the ``warning``-th warning of a time, counted from 1.

    Where nobody is bound to a unit its parent and the desk are told from the first warning on. Units that help are told
    from the second on. What is said about officials climbs to the desk at once, past the tree.
    """
    unit = charge.unit or desk_of(city)
    helping = charge.helping if warning >= HEAD else ()
    above = _above(city, charge, unit)[: max(0, warning - HEAD)]
    empty = tuple(each for each in (unit, *helping) if not _officers(each, bound))
    told = chain(
        _of_unit(unit, charge.officer, warning, bound),
        chain.from_iterable(_officers(each, bound) for each in helping),
        chain.from_iterable(_heads(each, bound) for each in above),
        chain.from_iterable(_instead(city, each, charge, bound) for each in empty),
    )
    return Warned(tuple(dict.fromkeys(told)), empty)


def with_above(city: City, charge: InCharge, bound: Sequence[Bound]) -> tuple[str, ...]:
    """Name who hears of a bad rating: who handles the case, and the heads of the nearest unit above that has any."""
    unit = charge.unit or desk_of(city)
    above = (_heads(each, bound) for each in _above(city, charge, unit))
    told = (*warned(city, charge, OFFICER, bound).officers, *next(filter(None, above), []))
    return tuple(dict.fromkeys(told))


def asked(city: City, charge: InCharge) -> tuple[str, ...]:
    """Name every unit whose officers a warning may reach."""
    unit, desk = charge.unit or desk_of(city), desk_of(city)
    above = chain.from_iterable(_above(city, charge, each) for each in (unit, *charge.helping))
    return tuple(dict.fromkeys((unit, *charge.helping, *above, desk)))


def _of_unit(unit: str, officer: str, warning: int, bound: Sequence[Bound]) -> Iterator[str]:
    mine = [one.id for one in bound if one.unit == unit]
    yield from [officer] if officer in mine else _officers(unit, bound)
    if warning >= HEAD:
        yield from _heads(unit, bound)


def _above(city: City, charge: InCharge, unit: str) -> tuple[str, ...]:
    """Name the units above, the nearest first."""
    if charge.kind is CaseKind.MISCONDUCT:
        return tuple(filter(lambda code: code != unit, [desk_of(city)]))
    above: list[str] = []
    while (parent := parent_of(city, unit)) != unit and parent not in above:
        above.append(parent)
        unit = parent
    return tuple(above)


def _officers(unit: str, bound: Sequence[Bound]) -> list[str]:
    """Give who works in a unit: all but the heads, or them where there is nobody else."""
    mine = [one for one in bound if one.unit == unit]
    return [one.id for one in mine if not one.head] or [one.id for one in mine]


def _heads(unit: str, bound: Sequence[Bound]) -> list[str]:
    mine = [one for one in bound if one.unit == unit]
    return [one.id for one in mine if one.head] or [one.id for one in mine]


def _instead(city: City, unit: str, charge: InCharge, bound: Sequence[Bound]) -> Iterator[str]:
    """Give who is told of a unit that nobody is bound to: the nearest above that somebody is bound to, and the desk."""
    above = _above(city, charge, unit)
    yield from next(filter(None, (_heads(each, bound) for each in above)), [])
    yield from _heads(desk_of(city), bound)
