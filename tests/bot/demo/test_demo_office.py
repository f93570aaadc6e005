"""The other side of a case in the demo: acts through the real API, and a clock for all."""

import re
from pathlib import Path

import pytest

from bot.app import make_app
from bot.clock import SystemChance
from bot.demo.clock import HandClock
from bot.demo.hosts import on_loopback
from bot.demo.town import Town, town
from bot.demo.turning import TurningClock
from dialogs.facts.moment import HOUR, Moment
from handlers.pages.gestures import Write
from handlers.pages.office import OfficeAct, Turn

ANN = "visitor-ann-000001"
LAMP = "柳林桥的路灯坏了三天，晚上走路什么都看不见"
FRIDAY_NOON = Moment(1_795_147_200_000_000)  # 2026-11-20 12:00 in Shanghai


@pytest.fixture
async def place(tmp_path):
    async with (
        town(0, tmp_path, HandClock(FRIDAY_NOON), SystemChance()) as built,
        on_loopback(make_app(built.parts.routes), built.port),
    ):
        yield built


async def filed(place: Town) -> str:
    for text in (LAMP, "1", "1"):
        said = (await place.world.gesture(ANN, "sms", Write("text", text))).said
    return re.search(r"\d{12}", said[-1]).group()


async def test_a_case_goes_through_the_hands_of_desk_and_unit(place):
    """Accepted it has a unit, resolved it is done; what does not fit any more is refused as the API refuses it."""
    number = await filed(place)
    before = await place.office.case(number, "zh-Hans")
    acted = [
        await place.office.act(OfficeAct(kind, number, "现场已经修好，一切正常。"), "zh-Hans")
        for kind in ("accept", "reply", "ask", "resolve", "decline")
    ]

    assert (before.status, before.unit, before.due != "") == ("submitted", "", True)
    assert [each.case.status for each in acted] == ["assigned", "assigned", "assigned", "resolved", "resolved"]
    assert all(each.case.unit for each in acted)
    assert [each.exchange.status for each in acted] == [200, 200, 200, 200, 409]
    shown = {value for each in acted for name, value in each.exchange.request.headers if name == "Authorization"}
    assert shown == {"Bearer …"}
    assert await place.office.case("000000000000", "en") is None


async def test_the_clock_turns_for_all(place):
    """An hour on, and to the same time of the next working day: Friday's is Monday."""
    await place.office.turn(Turn("hour"))
    assert place.office.now_ms() * 1000 == FRIDAY_NOON + HOUR
    await place.office.turn(Turn("working-day"))

    assert place.office.now_ms() * 1000 == FRIDAY_NOON + 73 * HOUR
    assert place.parts.core._clock.now() == FRIDAY_NOON + 73 * HOUR


def test_a_restarted_demo_does_not_fall_behind(tmp_path: Path):
    """How far the clock was turned outlives the process; it is never turned back."""
    under, file = HandClock(FRIDAY_NOON), tmp_path / "clock"
    TurningClock(under, file).turn_to(Moment(FRIDAY_NOON + HOUR))
    again = TurningClock(under, file)
    again.turn_to(FRIDAY_NOON)

    assert again.now() == FRIDAY_NOON + HOUR
