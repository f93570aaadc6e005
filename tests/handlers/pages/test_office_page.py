"""The calls that the simulator makes for the office and the clock."""

import json

import pytest

from bot.app import make_app
from handlers.pages.gestures import Exchange, Half
from handlers.pages.office import Acted, CaseSeen, OfficeAct, OfficePage, Turn

SEEN = CaseSeen("261123000017", "assigned", "花桥街道办事处", "2026-12-01T18:00:00+08:00")
JSON = {"Content-Type": "application/json"}


class ScriptedOffice:
    def __init__(self) -> None:
        self.done: list[OfficeAct | Turn] = []

    async def case(self, number: str, language: str) -> CaseSeen | None:
        return SEEN if number == SEEN.number else None

    async def act(self, act: OfficeAct, language: str) -> Acted:
        self.done.append(act)
        return Acted(Exchange((), 200, Half("", (), ""), Half("", (), ""), 1.0), SEEN)

    def now_ms(self) -> int:
        return 1_795_147_200_000 + len(self.done)

    async def turn(self, turn: Turn) -> None:
        self.done.append(turn)


@pytest.fixture
def office():
    return ScriptedOffice()


@pytest.fixture
async def desk(aiohttp_client, office):
    return await aiohttp_client(make_app(OfficePage(office).routes()))


async def test_acts_and_turns_arrive_as_what_they_are(desk, office):
    """An act with its words, and a turn of the clock that is answered with the new time."""
    act = {"kind": "reply", "number": SEEN.number, "text": "在办"}
    done = await desk.post("/demo/office?language=zh-Hans", data=json.dumps(act), headers=JSON)
    turned = await desk.post("/demo/clock", data='{"by": "hour"}', headers=JSON)

    assert (await done.json())["case"]["status"] == "assigned"
    assert (await turned.json())["now"] == 1_795_147_200_002
    assert office.done == [OfficeAct("reply", SEEN.number, "在办"), Turn("hour")]


async def test_a_case_is_shown_or_is_none(desk):
    """A known one with unit and due date; an unknown one, or an unknown language, is 404."""
    assert (await (await desk.get(f"/demo/office/{SEEN.number}?language=en")).json())["unit"] == SEEN.unit
    assert (await desk.get("/demo/office/000000000000?language=en")).status == 404
    assert (await desk.get(f"/demo/office/{SEEN.number}?language=xx")).status == 404


@pytest.mark.parametrize(
    "body", ['{"kind": "rate", "number": "261123000017"}', '{"kind": "reply", "number": "../1"}', "{"]
)
async def test_what_is_no_act_is_refused(desk, office, body):
    """Unknown acts, odd numbers and broken bodies are 400, and a form of another site is 415."""
    refused = await desk.post("/demo/office?language=en", data=body, headers=JSON)
    form = await desk.post("/demo/clock", data=body)

    assert (refused.status, form.status, office.done) == (400, 415, [])
