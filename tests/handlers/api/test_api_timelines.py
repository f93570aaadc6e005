import pytest
from casebook_world import ANNA, BORIS, filing

from dialogs.facts.acts import Supplement
from dialogs.facts.moment import DAY


@pytest.fixture
async def number(api) -> str:
    """A case with 121 entries and one beside it."""
    await api.town.do(BORIS, filing("Another lamp"))
    number = (await api.town.do(ANNA, filing())).number
    for index in range(120):
        if index % 10 == 0:
            api.town.clock.advance(DAY)
        await api.town.do(ANNA, Supplement(number, f"line {index}"))
    return number


def lines(case: dict) -> list[str]:
    return [step["text"] for step in case["timeline"]]


async def test_a_list_has_the_last_entries_of_each(api, number: str) -> None:
    """However long a timeline is, a list opens twenty entries of it, and says how many there are before."""
    _, page = await api.ask("/api/v1/cases")
    _, alone = await api.ask("/api/v1/cases?limit=1")
    long, short = page["cases"]

    assert (long["number"], long["earlier"], short["earlier"]) == (number, 101, 0)
    assert lines(long) == [f"line {index}" for index in range(100, 120)]
    assert alone["cases"] == [long]
    assert [step["kind"] for step in short["timeline"]] == ["file"]


async def test_an_act_is_answered_with_the_last_hundred(api, number: str) -> None:
    """What is read within the transaction of an act is bounded too."""
    _, case = await api.ask(f"/api/v1/cases/{number}/accept", method="POST", json={})

    assert (len(case["timeline"]), case["earlier"], case["timeline"][-1]["kind"]) == (100, 22, "accept")


async def test_read_on_backwards(api, number: str) -> None:
    """Of one case all is read: up to the place that the part before has left, down to the first entry."""
    _, whole = await api.ask(f"/api/v1/cases/{number}")
    _, part = await api.ask(f"/api/v1/cases/{number}?until=41")
    _, first = await api.ask(f"/api/v1/cases/{number}?until=1")
    beyond, _ = await api.ask(f"/api/v1/cases/{number}?until=0")

    assert (len(whole["timeline"]), whole["earlier"], whole["timeline"][0]["kind"]) == (121, 0, "file")
    assert part["timeline"] == whole["timeline"][:41]
    assert first["timeline"] == whole["timeline"][:1]
    assert beyond == 422
