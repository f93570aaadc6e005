from dataclasses import replace

import pytest
from casebook_world import ANNA, BORIS, CITY, filing, texts

from adapters.casebook.occasion import Office
from dialogs.city import Level, Unit
from handlers.api.acts import ACTS

BODIES = {
    "decline": {"reason": "r", "path": "court"},
    "reclassify": {"category": "noise"},
    "assign": {"unit": "lights"},
    "return": {"reason": "r"},
    "ask": {"text": "t"},
    "ask-extension": {"reason": "r", "until": "2026-03-20T18:00:00+08:00"},
    "refuse": {"reason": "r"},
    "note": {"text": "t"},
    "reply": {"text": "t"},
    "resolve": {"text": "t", "outcome": "solved"},
    "reopen": {"reason": "r"},
    "follow-up": {"result": "well"},
    "inspect": {"verdict": "well"},
    "supervise": {"kind": "letter"},
    "answer-letter": {"text": "t"},
    "lead": {"official": "Vice mayor Xu"},
    "merge": {"into": "260302000025"},
}


async def do(api, step: str, number: str, token: str = "", **body: object) -> tuple[int, dict]:
    who = {"token": token} if token else {}
    return await api.ask(f"/api/v1/cases/{number}/{step}", method="POST", json=body, **who)


@pytest.fixture
async def assigned(api) -> str:
    """A case that the desk has given to the lights."""
    number = (await api.town.do(ANNA, filing())).number
    assert (await do(api, "accept", number))[0] == 200
    assert (await do(api, "assign", number, unit="lights"))[0] == 200
    return number


@pytest.fixture
def tree(api):
    """The city of the API has a tree: the town above the lights, parks beside."""
    units = (
        Unit("town", texts("Town"), Level.CITY),
        Unit("lights", texts("Lights"), Level.CITY, "town"),
        Unit("parks", texts("Parks"), Level.CITY, "town"),
    )
    office: Office = api.town.office
    grown = replace(CITY, units=units)
    object.__setattr__(office, "city", lambda: grown)
    return api


async def test_supervised(api, assigned: str) -> None:
    """The desk steps in with a letter and a lead, the unit answers, and the case shows each step."""
    lights = await api.token("unit", "lights")
    letter = await do(api, "supervise", assigned, kind="risk-warning", text="Two weeks and no word.")
    answered = await do(api, "answer-letter", assigned, lights, text="The cable is ordered.")
    again = await do(api, "answer-letter", assigned, lights, text="And again.")
    lead = await do(api, "lead", assigned, official="Vice mayor Xu", plan="Weekly.", until="2026-06-01T00:00:00+08:00")
    bad = await do(api, "supervise", assigned, kind="scolding")

    assert [each[0] for each in (letter, answered, again, lead, bad)] == [200, 200, 422, 200, 422]
    assert [step["kind"] for step in lead[1]["timeline"]][-3:] == ["supervise", "answer-letter", "lead"]
    assert again[1]["errors"] == [{"field": "letter", "reason": "none-waits"}]


async def test_merged_and_set_apart(api, assigned: str) -> None:
    """Over the API a case goes into another one and comes out of it as it was."""
    other = (await api.town.do(BORIS, filing())).number
    await do(api, "accept", other)
    merged = await do(api, "merge", other, into=assigned)
    twice = await do(api, "merge", other, into=assigned)
    _, whole = await api.ask(f"/api/v1/cases/{assigned}")
    apart = await do(api, "unmerge", other)
    itself = await do(api, "merge", other, into=other)

    assert (merged[1]["status"], merged[1]["merged_into"], whole["reporters"]) == ("merged", assigned, 2)
    assert (twice[0], twice[1]["errors"]) == (409, [{"field": "status", "reason": "merged"}])
    assert (apart[1]["status"], apart[1]["merged_into"]) == ("accepted", None)
    assert itself[1]["errors"] == [{"field": "into", "reason": "itself"}]


@pytest.mark.parametrize("step", ACTS)
async def test_an_auditor_changes_nothing(api, assigned: str, step: str) -> None:
    """An auditor reads all and does nothing but look into closed cases: each other act is forbidden."""
    auditor = await api.token("auditor")
    _, before = await api.ask(f"/api/v1/cases/{assigned}", token=auditor)
    status, _ = await do(api, step, assigned, auditor, **BODIES.get(step, {}))
    _, after = await api.ask(f"/api/v1/cases/{assigned}", token=auditor)

    assert status == (409 if step == "inspect" else 403)
    assert before == after


async def test_a_unit_reads_what_is_below(tree, assigned: str) -> None:
    """A unit lists and reads its own cases and those of the units below it, not those of its neighbour."""
    town, lights, parks = [await tree.token("unit", unit) for unit in ("town", "lights", "parks")]
    listed = [len((await tree.ask("/api/v1/cases", token=token))[1]["cases"]) for token in (town, lights, parks)]
    read = [(await tree.ask(f"/api/v1/cases/{assigned}", token=token))[0] for token in (town, lights, parks)]

    assert (listed, read) == ([1, 1, 0], [200, 200, 404])


async def test_who_helps_reads_too(tree, assigned: str) -> None:
    """A unit that helps reads the case, and its own entries stand beside those of the unit that leads."""
    parks = await tree.token("unit", "parks")
    await do(tree, "assign", assigned, unit="lights", joint=["parks"])
    status, case = await do(tree, "reply", assigned, parks, text="The branch is cut.")

    assert (await tree.ask(f"/api/v1/cases/{assigned}", token=parks))[0] == 200
    assert (status, case["unit"], case["joint"], case["timeline"][-1]["by"]) == (200, "lights", ["parks"], "parks")
    assert (await tree.ask("/api/v1/cases"))[1]["cases"][0]["joint"] == ["parks"]


async def test_misconduct_is_not_read_through_the_tree(tree) -> None:
    """What is said about officials is read by the desk and by the unit it was given to, not by the unit above."""
    number = (await tree.town.do(ANNA, filing(kind="misconduct"))).number
    await do(tree, "accept", number)
    await do(tree, "assign", number, unit="lights")
    readers = [await tree.token("unit", unit) for unit in ("town", "lights", "parks")]
    readers.append(await tree.token("platform"))
    read = [(await tree.ask(f"/api/v1/cases/{number}", token=token))[0] for token in readers]

    assert read == [404, 200, 404, 200]
    assert (await tree.ask("/api/v1/cases", token=readers[0]))[1]["cases"] == []


@pytest.mark.parametrize(
    ("step", "body", "refused"),
    [
        ("return", {"reason": "长" * 10_000}, ("reason", "string_too_long")),
        ("resolve", {"text": "x" * 10_000, "outcome": "solved"}, ("text", "string_too_long")),
        ("assign", {"unit": "nowhere"}, ("unit", "unknown")),
        ("assign", {"unit": "lights", "joint": ["nowhere"]}, ("joint", "unknown")),
        ("lead", {"official": "X" * 65}, ("official", "string_too_long")),
        ("merge", {"into": "x"}, ("into", "string_pattern_mismatch")),
    ],
)
async def test_too_much_and_unknown(api, assigned: str, step: str, body: dict, refused: tuple[str, str]) -> None:
    """What is too long or unknown is refused by name, and nothing changes."""
    _, before = await api.ask(f"/api/v1/cases/{assigned}")
    status, problem = await do(api, step, assigned, **body)
    _, after = await api.ask(f"/api/v1/cases/{assigned}")

    assert (status, problem["errors"]) == (422, [dict(zip(("field", "reason"), refused, strict=True))])
    assert before == after
