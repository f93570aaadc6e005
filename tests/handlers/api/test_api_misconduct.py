from dataclasses import replace

import pytest
from casebook_world import ANNA, CITY, deliver, filing, texts

from adapters.casebook.schema import warnings
from dialogs.city import Category, Dispatch, Level, Unit
from dialogs.facts.acts import AnswerQuestion, Reopen, Reopened
from dialogs.facts.cases import CaseKind, Place
from dialogs.facts.queries import SameMatter, StandingOf

BRIBE = Category("bribe", "officials", texts("bribe"), (), CaseKind.MISCONDUCT, "normal", 7)
UNITS = (
    Unit("desk", texts("Desk"), Level.CITY),
    Unit("centre", texts("Centre"), Level.DISTRICT, "desk"),
    Unit("lights", texts("Lights"), Level.STREET, "centre"),
    Unit("discipline", texts("Discipline"), Level.CITY, "desk"),
)
TOWN = replace(CITY, categories=(*CITY.categories, BRIBE), units=UNITS)
CHECKS = ["facts", "classification", "handling", "informed", "solved"]
LISTS = ("cases", "cases?unit=lights", "cases?category=lamp", "cases?q=money", "cases?due_before=2027-01-01T00:00:00Z")
ANSWER = {"text": "We looked into what was said and found it to be true.", "outcome": "solved", "checks": CHECKS}


@pytest.fixture
def town(api):
    """The city of the API has a category of reports about officials."""
    object.__setattr__(api.town.office, "city", lambda: TOWN)
    return api


async def do(api, step: str, number: str, **body: object) -> dict:
    status, case = await api.ask(f"/api/v1/cases/{number}/{step}", method="POST", json=body)
    assert status == 200, case
    return case


async def assigned(api, **changes: object) -> str:
    number = (await api.town.do(ANNA, filing("An official took money from me", **changes))).number
    await do(api, "accept", number)
    await do(api, "assign", number, unit="lights")
    return number


async def seen(api, number: str, *units: str) -> list[int]:
    return [(await api.ask(f"/api/v1/cases/{number}", await api.token("unit", unit)))[0] for unit in units]


async def test_reclassified(town) -> None:
    """Put under a category of misconduct a case is off the tree, out of the figures, nobody's same matter."""
    number = await assigned(town)
    before = await seen(town, number, "lights", "centre")
    case = await do(town, "reclassify", number, category="bribe")
    _, counted = await town.ask("/api/v1/statistics?by=category")
    _, listed = await town.ask("/api/v1/cases", await town.token("unit", "centre"))
    place = Place("School Road 3", 31.2, 121.4, "east", "harbour")
    alike = await town.town.casebook.look_up(ANNA, SameMatter("An official took money from me", place, "bribe"))

    assert before == [200, 200]
    assert (case["kind"], case["status"], case["unit"]) == ("misconduct", "accepted", None)
    assert await seen(town, number, "lights", "centre") == [404, 404]
    assert (counted["rows"], listed["cases"], alike) == ([], [], ())


async def test_sent_by_its_own_rule(town) -> None:
    """A rule made for such matters sends it on at once, and its unit alone sees it."""
    ruled = replace(TOWN, dispatch=(Dispatch(unit="discipline", categories=("bribe",)),))
    number = await assigned(town)
    object.__setattr__(town.town.office, "city", lambda: ruled)
    case = await do(town, "reclassify", number, category="bribe")

    assert (case["status"], case["unit"]) == ("assigned", "discipline")
    assert await seen(town, number, "discipline", "lights", "centre", "desk") == [200, 404, 404, 404]


async def test_accepted_as_misconduct(town) -> None:
    """So it is with a case that the desk takes as one about officials."""
    number = (await town.town.do(ANNA, filing("An official took money from me"))).number

    assert (await do(town, "accept", number, category="bribe"))["kind"] == "misconduct"


async def test_entered_as_misconduct(town) -> None:
    """Whatever kind staff name, a category of misconduct makes a report about officials."""
    body = {"channel": "letter", "description": "A bribe was taken", "category": "bribe", "kind": "report"}
    status, case = await town.ask("/api/v1/cases", method="POST", json=body)

    assert (status, case["kind"]) == (200, "misconduct")


@pytest.mark.parametrize("by", ["platform", "citizen"])
async def test_reopened_twice(town, by: str) -> None:
    """Reopened a second time it lies on the desk, and the level above sees as little of it as before."""
    number = await assigned(town, category="bribe", kind=CaseKind.MISCONDUCT)
    for time in range(2):
        text = f"{ANSWER['text']} For the {time + 1}. time."
        await do(town, "resolve", number, **(ANSWER | {"text": text}))
        if by == "platform":
            await do(town, "reopen", number, reason="not looked into")
        else:
            await deliver(town.town)
            asked = (await town.town.casebook.look_up(ANNA, StandingOf())).open_questions[0]
            await town.town.do(ANNA, AnswerQuestion(asked.id, "unsolved"))
            again = await town.town.do(ANNA, Reopen(number))
            assert isinstance(again, Reopened)
    _, case = await town.ask(f"/api/v1/cases/{number}")

    assert (case["status"], case["unit"], case["reopened"]) == ("accepted", None, 2)
    assert await seen(town, number, "lights", "centre", "desk") == [404, 404, 404]


async def test_out_of_every_list_of_the_former_unit(town) -> None:
    """Whatever the former unit lists, counts or searches has neither number nor due time of what was taken from it."""
    number = await assigned(town)
    lights = await town.token("unit", "lights")
    await do(town, "resolve", number, **ANSWER)
    await do(town, "reopen", number, reason="still dark")
    warned = {"case": number, "unit": "lights", "time": "reply_by", "warning": 3, "at": town.town.clock.now()}
    await town.town.database.write(lambda c: c.execute(warnings.insert(), [warned]).rowcount)
    lists = [f"/api/v1/{each}" for each in LISTS]
    before = [str((await town.ask(path, lights))[1]) for path in lists]
    await do(town, "reclassify", number, category="bribe")
    await do(town, "assign", number, unit="discipline")
    after = [str((await town.ask(path, lights))[1]) for path in lists]
    _, counted = await town.ask("/api/v1/statistics?by=unit", lights)
    _, whole = await town.ask("/api/v1/statistics?by=unit")

    assert [number in each for each in before] == [True] * len(lists)
    assert [number in each for each in after] == [False] * len(lists)
    assert (counted["rows"], whole["rows"]) == ([], [])
