"""The figures of a process, the marks in its log, and its traces."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.app import make_app
from bot.clock import SystemChance, SystemClock
from bot.demo.hosts import on_loopback
from bot.demo.town import Town, town
from bot.marks import marked
from bot.telemetry.limits import limit_met
from bot.telemetry.measuring import MeasuredTurns
from bot.telemetry.meters import Meters
from bot.telemetry.page import Page
from bot.telemetry.traces import Traces, traces_to
from dialogs.facts.acts import File, Join, Refused, Supplement
from dialogs.facts.binding import Outcome, SendPhoneCode, TryPhoneCode
from dialogs.facts.cases import Draft, Place
from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Address, Answer, Inbound
from dialogs.facts.moment import Moment
from dialogs.facts.officers import Bind, Binding, TryPin, WhoAmI
from dialogs.facts.queries import CaseFound, FindCase
from dialogs.facts.results import TOO_MANY
from handlers.health import Health
from handlers.pages.gestures import Account, Write

ANN = "visitor-ann-000001"
DRAFT = Draft("", Place(), "")
LAMP = "柳林桥的路灯坏了三天，晚上走路什么都看不见"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(0, tmp_path, SystemClock(), SystemChance()) as built:
        app = make_app(built.parts.routes, lifetimes=built.parts.lifetimes)
        async with on_loopback(app, built.port):
            yield built


async def figures(port: int) -> dict[str, float]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as answer:
        assert answer.status == 200
        lines = (await answer.text()).splitlines()
    pairs = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in pairs}


async def test_what_is_said_is_counted(place: Town) -> None:
    """Turns by door and outcome, redeliveries, latency; and what waits in the city, all without a name."""
    await place.world.gesture(ANN, "wechat", Write("text", LAMP))
    await place.world.gesture(ANN, "wechat", Account("redeliver"))
    await place.world.gesture(ANN, "sms", Write("text", LAMP))

    seen = await figures(place.port)

    assert seen['huiyin_turns_total{channel="wechat",outcome="answered"}'] == 2
    assert seen['huiyin_turns_total{channel="sms",outcome="answered"}'] == 1
    assert seen['huiyin_noticed_total{channel="wechat",what="redelivered"}'] == 1
    assert seen['huiyin_turn_seconds_count{channel="sms"}'] == 1
    assert seen["huiyin_database_up"] == 1
    assert seen['huiyin_unsettled{state="dead",what="notices"}'] == 0
    assert seen["huiyin_open_cases"] == 0
    openid, number = place.world.identities(ANN)
    assert not any(word in name for name in seen for word in (openid, number, "柳林桥"))


async def test_readiness_has_a_line_for_each_part(place: Town) -> None:
    """The whole product's: database, conversations, and whether the outbox moves."""
    assert await Health(place.parts.checks).parts() == {"database": "ok", "conversations": "ok", "outbox": "ok"}


async def test_limits_are_counted_where_they_are_met(place: Town) -> None:
    """Messages beyond the pace of a minute, and a wrong query code; neither counts as a message that came again."""
    for text in (LAMP, "1", "1"):
        said = (await place.world.gesture(ANN, "sms", Write("text", text))).said
    number = next(found for line in said for found in re.findall(r"\d{12}", line))
    for text in (number, "000000"):
        await place.world.gesture("visitor-ben-000002", "sms", Write("text", text))
    for n in range(32):
        await place.world.gesture("visitor-cai-000003", "sms", Write("text", str(n)))

    seen = await figures(place.port)

    assert seen['huiyin_limited_total{limit="wrong-code"}'] == 1
    assert seen['huiyin_limited_total{limit="messages"}'] == 2
    assert not any(name.startswith("huiyin_noticed_total") for name in seen)


@pytest.mark.parametrize(
    ("asked", "result", "limit"),
    [
        (File(DRAFT), Refused(TOO_MANY), "filings"),
        (File(DRAFT), Refused("conflict"), ""),
        (Supplement("1", "more"), Refused(TOO_MANY), "supplements"),
        (Join("1", "it is dark here"), Refused(TOO_MANY), "supplements"),
        (TryPin("1"), "wrong", "wrong-pin"),
        (TryPin("1"), "locked", "locked"),
        (TryPin("1"), "right", ""),
        (Bind("1"), Binding("wrong"), "wrong-code"),
        (FindCase("1"), CaseFound("locked"), "locked"),
        (FindCase("1"), CaseFound("locked-today"), "locked"),
        (FindCase("1"), CaseFound("own"), ""),
        (SendPhoneCode("1"), Refused(TOO_MANY), "codes-sent"),
        (TryPhoneCode("1"), Outcome.WRONG, "wrong-code"),
        (WhoAmI(), None, ""),
    ],
)
def test_what_the_casebook_limits_has_a_name(asked: object, result: object, limit: str) -> None:
    """Each limit that the casebook sets counts under a name of its own, and what is no limit under none."""
    assert limit_met(asked, result) == limit


async def test_the_page_outlives_the_database() -> None:
    """While the counts cannot be read, the page says so and gives what the process itself counted."""

    async def read() -> object:
        raise Unkept("down")

    meters = Meters()
    meters.limit("messages")
    text = (await Page(meters, read, SystemClock()).text()).decode()  # type: ignore[arg-type]

    assert "huiyin_database_up 0.0" in text
    assert 'huiyin_limited_total{limit="messages"} 1.0' in text


async def test_a_turn_has_one_mark_in_the_log() -> None:
    """Whatever is logged while a message is taken carries the message's mark, and nothing does afterwards."""
    seen: list[dict[str, object]] = []

    class Noting:
        async def take(self, inbound: Inbound) -> Answer:
            seen.append(dict(marked(None, "info", {})))
            return Answer((), inbound.at)

    turns = MeasuredTurns(Noting(), Meters(), lambda channel, _message: f"{channel}-mark", Traces())
    await turns.take(Inbound("m1", Address("sms", "+8613800000001"), "us", Moment(0)))

    assert seen == [{"turn": "sms-mark"}]
    assert marked(None, "info", {}) == {}


async def test_spans_reach_a_collector() -> None:
    """A span is posted to the collector that is named, with its marks."""
    posted: list[bytes] = []

    async def collect(request: web.Request) -> web.Response:
        posted.append(await request.read())
        return web.Response()

    app = web.Application()
    app.router.add_post("/v1/traces", collect)
    async with on_loopback(app) as port:
        traces = traces_to(f"http://127.0.0.1:{port}", "0")
        with traces.span("turn", channel="sms", turn="a-mark"):
            pass
        await asyncio.to_thread(traces.close)

    assert any(b"a-mark" in each for each in posted)


def test_the_dashboard_asks_for_figures_that_there_are(root: Path) -> None:
    """Each name in docs/grafana.json and in docs/running.md is one that a process gives."""
    meters = Meters()

    async def read() -> object:
        raise Unkept

    Page(meters, read, SystemClock())  # type: ignore[arg-type]
    given = {each.name for each in meters.registry.collect()}
    board, page = (root / "docs/grafana.json").read_text(), (root / "docs/running.md").read_text()
    asked = {re.sub("_(total|bucket)$", "", name) for name in re.findall(r"huiyin_[a-z_]+", board + page)}

    assert asked <= given
    assert {name for name in given if name.startswith("huiyin_")} <= asked
