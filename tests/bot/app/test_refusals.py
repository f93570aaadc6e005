"""What doors refuse is counted, and stands in the log without anything of what was sent."""

from collections import Counter

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from structlog.testing import capture_logs

from bot.app import make_app
from bot.demo.clock import HandClock
from bot.refusals import EVERY, Refusals
from bot.strangers import Strangers
from dialogs.facts.moment import SECOND

SECRET = "the-secret-in-the-path"


@pytest.fixture
def counted() -> Counter[tuple[str, int]]:
    return Counter()


@pytest.fixture
async def client(clock: HandClock, aiohttp_client, counted: Counter[tuple[str, int]]) -> TestClient:
    async def door(request: web.Request) -> web.Response:
        return web.Response(status=int(request.query.get("status", "200")), text="The body cannot be read. (padding)")

    async def raising(_request: web.Request) -> web.Response:
        raise web.HTTPForbidden

    def note(door: str, status: int) -> None:
        counted[door, status] += 1

    routes = [web.post(path, door) for path in ("/wechat", "/wechat/consent", "/api")]
    routes.append(web.post("/sms/gateway/{secret}/up", raising))
    within = [Strangers(clock).middleware(), Refusals(clock, note).middleware()]
    return await aiohttp_client(TestServer(make_app(routes, middlewares=within)))


async def posted(client: TestClient, *paths: str) -> list[dict[str, object]]:
    """Give the lines of the log."""
    with capture_logs() as lines:
        for path in paths:
            async with client.post(path, data="路灯坏了"):
                pass
    return lines


async def test_the_log_says_which_door_refused_and_why(client: TestClient, counted: Counter[tuple[str, int]]) -> None:
    """The door as its route is written, the status, and the door's own word."""
    lines = await posted(client, "/wechat?status=400", f"/sms/gateway/{SECRET}/up")

    told = [(line["event"], line["door"], line["status"], line["reason"]) for line in lines]
    assert told == [
        ("refused", "/wechat", 400, "The body cannot be read. (padding)"),
        ("refused", "/sms/gateway/{secret}/up", 403, "Forbidden"),
    ]
    assert counted == {("/wechat", 400): 1, ("/sms/gateway/{secret}/up", 403): 1}


async def test_who_misses_the_door_is_told_of_without_the_rest_of_the_path(client: TestClient) -> None:
    """An address in a console that is no door of ours: which of them was meant, and no secret."""
    lines = await posted(client, "/wechat/", f"/sms/gateways/{SECRET}/up")

    assert [(line["door"], line["status"]) for line in lines] == [("/wechat…", 404), ("/sms…", 404)]
    assert SECRET not in str(lines)


async def test_who_makes_up_addresses_fills_neither_the_log_nor_the_counts(
    client: TestClient, counted: Counter[tuple[str, int]]
) -> None:
    """However many paths a stranger thinks of, what they miss is one door, told of once."""
    lines = await posted(client, *(f"/wechat{number}" for number in range(3)))

    assert [(line["door"], line["times"]) for line in lines] == [("/wechat…", 1)]
    assert counted == {("/wechat…", 404): 3}


async def test_only_doors_are_told_of(client: TestClient, counted: Counter[tuple[str, int]]) -> None:
    """What is taken, pages, the API and stray paths leave no line, nor does what we could not keep."""
    paths = ("/wechat", "/wechat?status=503", "/wechat/consent?status=403", "/api?status=401", "/nowhere")

    assert await posted(client, *paths) == []
    assert not counted


async def test_a_kind_is_told_once_a_minute(
    client: TestClient, clock: HandClock, counted: Counter[tuple[str, int]]
) -> None:
    """Who knocks for hours fills no log; how many it were since is told, and each is counted."""
    first = await posted(client, *["/wechat?status=403"] * 3, "/wechat?status=400")
    clock.advance(EVERY - SECOND)
    between = await posted(client, "/wechat?status=403")
    clock.advance(SECOND)
    later = await posted(client, "/wechat?status=403")

    assert [(line["status"], line["times"]) for line in first] == [(403, 1), (400, 1)]
    assert between == []
    assert [line["times"] for line in later] == [4]
    assert counted["/wechat", 403] == 5
