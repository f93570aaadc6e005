from dataclasses import replace

import pytest
from casebook_world import CITY, texts

from adapters.casebook.rules.authority import hears, sees
from adapters.casebook.rules.course import Course
from dialogs.city import Level, Unit
from dialogs.facts.cases import CaseKind, Status
from dialogs.facts.records import Bearer, Role

UNITS = (
    Unit("desk", texts("Desk"), Level.CITY),
    Unit("centre", texts("Centre"), Level.DISTRICT, "desk"),
    Unit("lights", texts("Lights"), Level.STREET, "centre"),
    Unit("parks", texts("Parks"), Level.STREET, "centre"),
    Unit("water", texts("Water"), Level.STREET, "centre"),
)
TOWN = replace(CITY, units=UNITS)
ORDINARY = Course(Status.ASSIGNED, unit="lights", joint="parks")
OFFICIALS = replace(ORDINARY, kind=CaseKind.MISCONDUCT)
NOWHERE = replace(ORDINARY, unit="", joint="")


@pytest.mark.parametrize(
    ("course", "seeing", "hearing", "with_letter"),
    [
        (ORDINARY, {"lights", "parks", "centre", "desk"}, {"lights", "parks", "centre", "desk"}, {"water"}),
        (OFFICIALS, {"lights", "parks"}, {"lights", "parks", "desk"}, set()),
        (NOWHERE, set(), {"desk"}, {"lights", "parks", "centre", "water"}),
    ],
    ids=["ordinary", "officials", "nowhere"],
)
def test_who_sees_and_who_hears(course: Course, seeing: set, hearing: set, with_letter: set) -> None:
    """Units see what is theirs, below them or helped by them; the desk hears of all, and who has a letter of that."""
    codes = {unit.code for unit in UNITS}

    assert {code for code in codes if sees(TOWN, course, Bearer("t", Role.UNIT, code))} == seeing
    assert {code for code in codes if hears(TOWN, course, code, letter=False)} == hearing
    assert {code for code in codes if hears(TOWN, course, code, letter=True)} == hearing | with_letter


@pytest.mark.parametrize("role", [Role.ADMIN, Role.PLATFORM, Role.AUDITOR])
def test_who_is_no_unit_sees_all(role: Role) -> None:
    """Every other role reads every case; a unit without a code reads none."""
    assert sees(TOWN, OFFICIALS, Bearer("t", role))
    assert not sees(TOWN, NOWHERE, Bearer("t", Role.UNIT))
