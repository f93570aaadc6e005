"""Who is warned, rung by rung."""

from dataclasses import replace

import pytest
from casebook_world import CITY, texts

from adapters.casebook.rules.ladder import Bound, InCharge, Warned, warned, with_above
from dialogs.city import Unit
from dialogs.city.offices import Level
from dialogs.facts.cases import CaseKind

TREE = replace(
    CITY,
    units=(
        Unit("desk", texts("Desk"), Level.CITY),
        Unit("centre", texts("Centre"), Level.DISTRICT, parent="desk"),
        Unit("street", texts("Street"), Level.STREET, parent="centre"),
        Unit("parks", texts("Parks"), Level.CITY, parent="desk"),
    ),
)
LI, WANG = Bound("li", "street"), Bound("wang", "street")
HEAD, CENTRE, DESK = (
    Bound("head", "street", head=True),
    Bound("centre-head", "centre", head=True),
    Bound("desk-head", "desk", head=True),
)
PARKS = Bound("gardener", "parks")
ALL = (LI, WANG, HEAD, CENTRE, DESK, PARKS)
CHARGE = InCharge("street", "li")


@pytest.mark.parametrize(
    ("warning", "told"),
    [
        (1, ("li",)),
        (2, ("li", "head")),
        (3, ("li", "head", "centre-head")),
        (4, ("li", "head", "centre-head", "desk-head")),
        (40, ("li", "head", "centre-head", "desk-head")),
    ],
)
def test_a_rung_more_with_each_warning(warning: int, told: tuple[str, ...]) -> None:
    """The officer, then the head of the unit, the district, the city; no higher."""
    assert warned(TREE, CHARGE, warning, ALL) == Warned(told)


def test_nobody_has_signed() -> None:
    """As long as nobody has signed, everybody who works in the unit is told; likewise once the officer has left."""
    assert warned(TREE, InCharge("street"), 1, ALL).officers == ("li", "wang")
    assert warned(TREE, InCharge("street", "gone"), 1, ALL).officers == ("li", "wang")


def test_a_unit_of_heads() -> None:
    """Where a unit has nobody but its head, or no head, who is there is told."""
    assert warned(TREE, InCharge("centre"), 1, ALL).officers == ("centre-head",)
    assert warned(TREE, InCharge("parks"), 2, ALL).officers == ("gardener",)


def test_nobody_is_bound() -> None:
    """For a unit without bound officers the one above and the desk are told at once, and it is named."""
    assert warned(TREE, CHARGE, 1, (CENTRE, DESK, PARKS)) == Warned(("centre-head", "desk-head"), ("street",))
    assert warned(TREE, CHARGE, 1, (DESK,)) == Warned(("desk-head",), ("street",))
    assert warned(TREE, CHARGE, 1, ()) == Warned((), ("street",))


def test_on_the_desk() -> None:
    """Before a case is with a unit, the desk is."""
    assert warned(TREE, InCharge(), 1, ALL) == Warned(("desk-head",))


def test_who_helps() -> None:
    """Units that help and have said nothing are told from the second warning on."""
    charge = InCharge("street", "li", ("parks",))

    assert warned(TREE, charge, 1, ALL).officers == ("li",)
    assert warned(TREE, charge, 2, ALL).officers == ("li", "head", "gardener")


def test_about_officials() -> None:
    """What is said about officials is told to nobody through the tree: from its unit it goes to the desk."""
    charge = InCharge("street", "li", kind=CaseKind.MISCONDUCT)

    assert warned(TREE, charge, 4, ALL).officers == ("li", "head", "desk-head")
    assert warned(TREE, charge, 1, (CENTRE, DESK)).officers == ("desk-head",)


@pytest.mark.parametrize(
    ("charge", "bound", "told"),
    [
        (CHARGE, ALL, ("li", "centre-head")),
        (CHARGE, (LI, HEAD, DESK), ("li", "desk-head")),
        (InCharge("centre"), ALL, ("centre-head", "desk-head")),
        (CHARGE, (LI,), ("li",)),
        (InCharge("street", "li", kind=CaseKind.MISCONDUCT), ALL, ("li", "desk-head")),
        (CHARGE, (CENTRE, DESK), ("centre-head", "desk-head")),
    ],
)
def test_a_bad_rating_climbs(charge: InCharge, bound: tuple[Bound, ...], told: tuple[str, ...]) -> None:
    """Who handles the case hears of it, and the nearest level above that somebody is bound to."""
    assert with_above(TREE, charge, bound) == told
