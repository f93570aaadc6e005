from dataclasses import replace
from pathlib import Path

import pytest
from casebook_world import CITY, texts
from hypothesis import given
from hypothesis import strategies as st

from adapters.casebook.rules.dispatch import Dispatched, Matter, dispatch
from bot.city import load_city
from dialogs.city import Dispatch, Level, Unit
from dialogs.facts.cases import CaseKind

DEMO = load_city(Path("city/demo"))
LAMP = Matter("lamp", "east", "harbour", "The lamp at the pier is out", 23 * 60)
UNITS = (*CITY.units, Unit("harbour-office", texts("Harbour"), Level.STREET, "lights", "east", "harbour"))


def sent(matter: Matter, *rules: Dispatch) -> Dispatched | None:
    return dispatch(replace(CITY, dispatch=rules, units=UNITS), matter)


@pytest.mark.parametrize(
    ("rule", "because"),
    [
        (Dispatch(unit="parks"), ()),
        (Dispatch(categories=("noise", "lamp"), unit="parks"), (("category", "lamp"),)),
        (Dispatch(groups=("streets",), unit="parks"), (("group", "streets"),)),
        (Dispatch(districts=("east",), unit="parks"), (("district", "east"),)),
        (Dispatch(words=("PIER",), unit="parks"), (("word", "PIER"),)),
        (Dispatch(words=("boat", "pier+lamp"), unit="parks"), (("word", "pier+lamp"),)),
        (Dispatch(hours=(22 * 60, 24 * 60), unit="parks"), (("hours", "22:00–24:00"),)),
        (
            Dispatch(categories=("lamp",), districts=("east",), unit="parks"),
            (("category", "lamp"), ("district", "east")),
        ),
    ],
    ids=lambda each: str(each)[9:60],
)
def test_fits(rule: Dispatch, because: tuple[tuple[str, str], ...]) -> None:
    """A rule fits by category, group, district, words or hours, or asks for nothing; it is said what fitted."""
    assert sent(LAMP, rule) == Dispatched("parks", 1, because)


@pytest.mark.parametrize(
    "rule",
    [
        Dispatch(categories=("noise",), unit="parks"),
        Dispatch(groups=("water",), unit="parks"),
        Dispatch(districts=("west",), unit="parks"),
        Dispatch(words=("bridge", "pier+boat"), unit="parks"),
        Dispatch(hours=(9 * 60, 23 * 60), unit="parks"),
        Dispatch(categories=("lamp",), districts=("west",), unit="parks"),
    ],
    ids=lambda rule: str(rule)[9:60],
)
def test_does_not_fit(rule: Dispatch) -> None:
    """One filled field that does not fit is enough; without a rule that fits the desk decides."""
    assert sent(LAMP, rule) is None


def test_first_match_wins() -> None:
    """Rules are tried in their order, and the one that decided is named."""
    rules = (Dispatch(categories=("noise",), unit="lights"), Dispatch(unit="parks"), Dispatch(unit="lights"))

    assert sent(LAMP, *rules) == Dispatched("parks", 2)


def test_the_places_own_unit() -> None:
    """A level stands for the place's own unit; where the street is not known the next rule is tried."""
    rules = (Dispatch(level=Level.STREET), Dispatch(unit="parks"))

    assert sent(LAMP, *rules) == Dispatched("harbour-office", 1, (("street", "harbour"),))
    assert sent(replace(LAMP, street=""), *rules) == Dispatched("parks", 2)
    assert sent(replace(LAMP, street="market"), *rules) == Dispatched("parks", 2)


@pytest.mark.parametrize(
    ("rule", "unit"),
    [
        (Dispatch(categories=("bribes",), unit="parks"), "parks"),
        (Dispatch(categories=("bribes", "lamp"), unit="parks"), ""),
        (Dispatch(districts=("east",), unit="parks"), ""),
        (Dispatch(categories=("bribes",), level=Level.STREET), ""),
        (Dispatch(unit="parks"), ""),
    ],
    ids=lambda value: str(value)[9:60],
)
def test_about_officials(rule: Dispatch, unit: str) -> None:
    """What is said about officials goes by a rule made for it alone, else to the desk: never to who is near."""
    bribes = replace(CITY.categories[0], code="bribes", kind=CaseKind.MISCONDUCT)
    city = replace(CITY, dispatch=(rule,), units=UNITS, categories=(*CITY.categories, bribes))
    found = dispatch(city, replace(LAMP, category="bribes", kind=CaseKind.MISCONDUCT))

    assert (found.unit if found else "") == unit


@given(
    category=st.sampled_from([each.code for each in DEMO.categories]),
    street=st.sampled_from([each.code for each in DEMO.streets]),
    minute=st.integers(0, 1439),
)
def test_the_demo_city(category: str, street: str, minute: int) -> None:
    """In the demo city a matter with a street finds a unit that exists."""
    here = DEMO.street(street)
    assert here
    found = dispatch(DEMO, Matter(category, here.district, street, "", minute))

    assert found is None or DEMO.unit(found.unit)
