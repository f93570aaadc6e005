from dataclasses import replace

import pytest
from casebook_world import ANNA, CITY, filing, texts

from dialogs.city import Category, Level, Unit
from dialogs.facts.acts import Supplement
from dialogs.facts.cases import CaseKind

BRIBE = Category("bribe", "officials", texts("bribe"), (), CaseKind.MISCONDUCT, "normal", 7)
UNITS = (
    Unit("desk", texts("Desk"), Level.CITY),
    Unit("centre", texts("Centre"), Level.DISTRICT, "desk"),
    Unit("lights", texts("Lights"), Level.STREET, "centre"),
    Unit("discipline", texts("Discipline"), Level.CITY, "desk"),
)
TOWN = replace(CITY, categories=(*CITY.categories, BRIBE), units=UNITS)
SECRET = "The foreman Wang took the money himself"
FOUND = "We talked to the foreman in confidence"


@pytest.fixture
async def town(api):
    """The city of the API has a category of reports about officials."""
    object.__setattr__(api.town.office, "city", lambda: TOWN)
    return api


async def do(api, step: str, number: str, token: str = "", key: str = "", **body: object) -> tuple[int, dict]:
    headers = {"Idempotency-Key": key} if key else {}
    who = {"token": token} if token else {}
    return await api.ask(f"/api/v1/cases/{number}/{step}", method="POST", json=body, headers=headers, **who)


async def assigned(api) -> str:
    number = (await api.town.do(ANNA, filing("The lamp is dark"))).number
    await do(api, "accept", number)
    await do(api, "assign", number, unit="lights")
    return number


async def turned(api, number: str) -> None:
    """It turns out to be about officials, and goes to who looks into such."""
    await api.town.do(ANNA, Supplement(number, SECRET))
    assert (await do(api, "reclassify", number, category="bribe"))[0] == 200
    assert (await do(api, "assign", number, unit="discipline"))[0] == 200
    assert (await do(api, "note", number, await api.token("unit", "discipline"), text=FOUND))[0] == 200


@pytest.mark.parametrize(
    ("step", "body"), [("note", {"text": "seen"}), ("return", {"reason": "not ours"}), ("sign", {})], ids=str
)
async def test_a_repeated_request_tells_no_more_than_reading(town, step: str, body: dict) -> None:
    """Who repeats a request after the case was taken away hears that it is done, and nothing of the case."""
    number, lights = await assigned(town), await town.token("unit", "lights")
    first = await do(town, step, number, lights, "k", **body)
    await turned(town, number)
    again = await do(town, step, number, lights, "k", **body)
    other, _ = await do(town, step, number, lights, "another", **body)
    by_desk, case = await town.ask(f"/api/v1/cases/{number}")

    assert (first[0], again, other, by_desk) == (200, (204, {}), 403, 200)
    assert [(each["kind"], each["by"]) for each in case["timeline"]].count((step, "lights")) == 1


async def test_what_is_handed_on_is_answered_once(town) -> None:
    """Who hands a report about officials on reads it in that answer for the last time."""
    number, centre = await assigned(town), await town.token("unit", "centre")
    await do(town, "reclassify", number, category="bribe")
    await do(town, "assign", number, unit="centre")
    first = await do(town, "assign", number, centre, "k", unit="lights")
    again = await do(town, "assign", number, centre, "k", unit="lights")

    assert (first[0], first[1]["unit"], again) == (200, "lights", (204, {}))


async def test_a_letter_is_answered_unseen(town) -> None:
    """A unit answers the letter it got also when the case has become one that it may not see, and is shown nothing."""
    number, lights = await assigned(town), await town.token("unit", "lights")
    await do(town, "supervise", number, kind="letter", text="Report by Friday.")
    await turned(town, number)
    answered = await do(town, "answer-letter", number, lights, text="We had mended it.")
    _, listed = await town.ask("/api/v1/letters?answered=yes")

    assert answered == (204, {})
    assert [each["answer"] for each in listed["letters"]] == ["We had mended it."]


async def test_a_letter_prints_nothing_of_what_was_taken_away(town) -> None:
    """The document of a letter has the letter's words, and the case's facts for those alone who may know them."""
    number, lights = await assigned(town), await town.token("unit", "lights")
    await do(town, "supervise", number, kind="letter", text="Report by Friday.")
    _, listed = await town.ask("/api/v1/letters", lights)
    path = f"/api/v1/letters/{listed['letters'][0]['id']}?format=html&language=en"

    async def page(token: str) -> str:
        async with town.client.get(path, headers={"Authorization": f"Bearer {token}"}) as response:
            assert response.status == 200
            return await response.text()

    before = await page(lights)
    await turned(town, number)
    after, by_desk = await page(lights), await page(await town.token("platform"))

    assert all("Report by Friday." in each and number in each for each in (before, after, by_desk))
    assert ["The lamp is dark" in each for each in (before, after, by_desk)] == [True, False, True]
    assert ["bribe" in each for each in (before, after, by_desk)] == [False, False, True]
