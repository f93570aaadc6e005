"""Who is refused too often."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.app import make_app
from bot.demo.clock import HandClock
from bot.strangers import MOST_ADDRESSES, MOST_REFUSALS, Strangers
from dialogs.facts.moment import MINUTE

PROXY = "127.0.0.1"


@pytest.fixture
def met() -> list[str]:
    return []


@pytest.fixture
async def client(clock: HandClock, aiohttp_client, met: list[str]) -> TestClient:
    async def gateway(request: web.Request) -> web.Response:
        if request.match_info["secret"] != "right":
            raise web.HTTPForbidden
        return web.Response(status=400 if "unreadable" in request.query else 200)

    async def refuse(_request: web.Request) -> web.Response:
        return web.Response(status=401)

    async def serve(_request: web.Request) -> web.Response:
        return web.Response(text="well")

    strangers = Strangers(clock, proxies=frozenset({PROXY}), limited=met.append)
    routes = [web.get("/api", refuse), web.get("/open", serve), web.get("/sms/twilio", serve)]
    routes += [web.get(path, serve) for path in ("/wechat", "/wechat/consent", "/sms/twilio/status")]
    routes.append(web.get("/sms/gateway/{secret}/up", gateway))
    return await aiohttp_client(TestServer(make_app(routes, middlewares=[strangers.middleware()])))


async def status(client: TestClient, path: str, who: str) -> int:
    async with client.get(path, headers={"X-Forwarded-For": f"8.8.8.8, {who}"} if who else {}) as response:
        return response.status


async def test_guessing_is_paused(client: TestClient, clock: HandClock, met: list[str]) -> None:
    """After so many refusals everything is, but for doors that sign; others go on, and so does he a minute later."""
    guesses = [await status(client, "/api" if n % 2 else "/nowhere", "203.0.113.9") for n in range(MOST_REFUSALS)]

    assert set(guesses) == {401, 404}
    assert await status(client, "/open", "203.0.113.9") == 429
    for signed in ("/wechat", "/sms/twilio", "/sms/twilio/status"):
        assert await status(client, signed, "203.0.113.9") == 200
    assert await status(client, "/open", "203.0.113.10") == 200
    assert await status(client, "/wechat/consent", "203.0.113.9") == 429
    assert met == ["addresses"] * 2
    clock.advance(MINUTE)
    assert await status(client, "/open", "203.0.113.9") == 200


async def test_a_network_is_one_stranger(client: TestClient) -> None:
    """Who has all addresses of an IPv6 network is counted as one, and the next network is another."""
    guesses = [await status(client, "/api", f"2001:db8:0:1::{n:x}") for n in range(MOST_REFUSALS)]

    assert set(guesses) == {401}
    assert await status(client, "/open", "2001:db8:0:1:ffff::1") == 429
    assert await status(client, "/open", "2001:db8:0:2::1") == 200


async def test_an_address_in_either_writing_is_one_stranger(client: TestClient) -> None:
    """An IPv4 address that comes written as IPv6 is itself, and shuts out no other one."""
    for _ in range(MOST_REFUSALS):
        assert await status(client, "/api", "::ffff:203.0.113.9") == 401

    assert await status(client, "/open", "203.0.113.9") == 429
    assert await status(client, "/open", "::ffff:203.0.113.10") == 200


async def test_a_header_that_the_caller_made_up_is_not_believed(client: TestClient) -> None:
    """Where a proxy adds its header behind another one, the last one counts: nobody shuts out whom they like."""

    async def called(path: str, *headers: str) -> int:
        async with client.get(path, headers=[("X-Forwarded-For", each) for each in headers]) as response:
            return response.status

    guesses = [await called("/api", f"198.51.100.{n}", "203.0.113.9") for n in range(MOST_REFUSALS)]

    assert set(guesses) == {401}
    assert await called("/open", "198.51.100.200", "203.0.113.9") == 429
    assert await called("/open", "198.51.100.1") == 200


async def test_the_secret_of_a_path_is_not_to_be_guessed(client: TestClient) -> None:
    """A door whose address is its secret hears nobody who guessed too often, not even at the right one."""
    guesses = [await status(client, f"/sms/gateway/guess{n}/up", "203.0.113.9") for n in range(MOST_REFUSALS)]

    assert set(guesses) == {403}
    assert await status(client, "/sms/gateway/right/up", "203.0.113.9") == 429
    assert await status(client, "/sms/gateway/right/up", "203.0.113.10") == 200


async def test_a_gateway_that_is_not_understood_is_heard_on(client: TestClient) -> None:
    """Who knows the secret is no stranger: reports that cannot be read do not shut out messages that can."""
    for _ in range(MOST_REFUSALS + 1):
        assert await status(client, "/sms/gateway/right/up?unreadable", "203.0.113.9") == 400
    assert await status(client, "/sms/gateway/right/up", "203.0.113.9") == 200


async def test_a_proxy_that_tells_nobody_is_not_counted(client: TestClient) -> None:
    """Where it is not known who called, nobody is shut out for another."""
    for _ in range(MOST_REFUSALS + 1):
        assert await status(client, "/api", "") == 401
    assert await status(client, "/open", "") == 200


def test_it_does_not_grow(clock: HandClock) -> None:
    """However many addresses call, so many are remembered."""
    strangers = Strangers(clock)
    for number in range(MOST_ADDRESSES + 50):
        strangers.refused(f"a{number}")

    assert len(strangers._counts) == MOST_ADDRESSES
