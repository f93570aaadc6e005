"""What the timeline tells beside the words."""

from dataclasses import replace

import pytest
from casebook_world import ANNA, BORIS, CITY, deliver, filing, texts

from dialogs.city import Dispatch, District, Level, Unit

UNITS = (
    Unit("town", texts("Town"), Level.CITY),
    Unit("lights", texts("Lights"), Level.CITY, "town"),
    Unit("parks", texts("Parks"), Level.CITY, "town"),
)
EAST = District("east", texts("East side"), (), (), ())
RULED = replace(
    CITY,
    units=UNITS,
    districts=(EAST,),
    dispatch=(
        Dispatch(unit="parks", words=("hedge",)),
        Dispatch(unit="lights", categories=("lamp",), districts=("east",)),
    ),
)


@pytest.fixture
def town(api):
    """The city of the API has rules, and says all words with their values."""
    object.__setattr__(api.town.office, "city", lambda: RULED)
    object.__setattr__(
        api.town.office, "tell", lambda key, language, values: f"{key} {language} {sorted(values.items())}"
    )
    return api


async def do(api, step: str, number: str, **body: object) -> dict:
    status, case = await api.ask(f"/api/v1/cases/{number}/{step}", method="POST", json=body)
    assert status == 200, case
    return case


async def told(api, step: str, number: str, **body: object) -> dict:
    """Give the facts of the entry that an act made."""
    return (await do(api, step, number, **body))["timeline"][-1].get("facts", {})


async def accepted(api, who=ANNA) -> str:
    number = (await api.town.do(who, filing())).number
    await do(api, "accept", number)
    return number


async def test_why_it_went_there(town) -> None:
    """A dispatch tells by which rule and why, in the profile's words of that day: a later profile changes nothing."""
    number = await accepted(town)
    renamed = tuple(replace(unit, names=texts(f"New {unit.code}")) for unit in UNITS)
    object.__setattr__(town.town.office, "city", lambda: replace(RULED, dispatch=(), units=renamed))
    _, case = await town.ask(f"/api/v1/cases/{number}")
    entry = case["timeline"][-1]

    assert entry["text"] == "dispatched en [('count', '2'), ('text', 'lamp · East side'), ('unit', 'Lights')]"
    assert entry["facts"] == {"unit": "lights", "rule": "2", "sign_by": case["sign_by"]}


async def test_what_moved(town) -> None:
    """Asked for, granted: the date that was asked for, and the due time before and after."""
    number = await accepted(town)
    _, before = await town.ask(f"/api/v1/cases/{number}")
    until = "2026-03-20T18:00:00+08:00"

    assert await told(town, "ask-extension", number, reason="parts", until=until) == {"until": until}
    assert await told(town, "grant", number) == {"reply_by": until, "reply_by_before": before["reply_by"]}


async def test_what_was_named(town) -> None:
    """The right unit, the path, the outcome with its checks and doubts, a new category, and the call's result."""
    number, other = await accepted(town), (await town.town.do(BORIS, filing())).number
    reclassified = await told(town, "reclassify", number, category="noise")
    returned = await told(town, "return", number, reason="not ours", unit="parks")
    await do(town, "assign", number, unit="lights", joint=["parks"])
    resolved = await told(
        town, "resolve", number, text="Done.", outcome="solved", checks=["facts", "solved"], confirm=True
    )
    await deliver(town.town)

    assert reclassified == {"category": "noise"}
    assert returned == {"unit": "parks"}
    assert resolved == {
        "outcome": "solved",
        "checks": "facts solved",
        "doubts": "short classification handling informed",
    }
    assert await told(town, "decline", other, reason="before a court", path="court") == {"path": "court"}


async def test_nothing_for_the_audit_alone(town) -> None:
    """Whose token it was, and what the case says itself, is no fact of an entry; most entries have none."""
    number = await accepted(town)
    case = await do(town, "note", number, text="looked at")
    bare = [step for step in case["timeline"] if step["kind"] in {"file", "note"}]

    assert [sorted(step) for step in bare] == [["at", "by", "kind", "text"]] * 2
    assert "bootstrap" not in str(case)
