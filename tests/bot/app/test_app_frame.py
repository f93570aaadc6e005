"""The frame around all that is answered over HTTP."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
import structlog
from aiohttp import web

from bot.app import make_app
from dialogs.facts.errors import Unkept
from handlers.health import FRESH, Check, Health

PHONE = "13800138000"


async def fails(request):
    raise ValueError(PHONE)


async def unkept(request):
    raise Unkept("the disk is full")


async def door(request):
    raise web.HTTPServiceUnavailable(headers={"Retry-After": "5"}) from Unkept("the disk is full")


async def page(request):
    return web.Response(text="<p>", content_type="text/html")


async def reads(request):
    return web.Response(text=await request.text())


ROUTES = [
    web.get("/c/{token}", fails),
    web.get("/unkept", unkept),
    web.get("/door/{token}", door),
    web.get("/page", page),
    web.post("/reads", reads),
]


@pytest.fixture
async def client(aiohttp_client):
    return await aiohttp_client(make_app(ROUTES, largest_body=1000))


async def test_a_failure_tells_nothing(client):
    """An unexpected error is a plain 500: no trace, no message of the error."""
    answer = await client.get("/c/secret-token")

    said = await answer.text()
    assert answer.status == 500
    assert "ValueError" not in said
    assert PHONE not in said


async def test_a_failure_is_logged_without_what_people_wrote(client):
    """The log names the kind of error, the place in the code and the mark of the answer: neither message nor path."""
    with structlog.testing.capture_logs() as written:
        answer = await client.get("/c/secret-token")

    (line,) = written
    assert line["mark"] in await answer.text()
    assert line["path"] == "/c/{token}"
    assert "secret-token" not in str(line)


async def test_what_cannot_be_kept_is_asked_for_again(client):
    """Unkept is 503 with Retry-After."""
    answer = await client.get("/unkept")

    assert answer.status == 503
    assert answer.headers["Retry-After"] == "5"
    assert "disk" not in await answer.text()


@pytest.mark.parametrize("path", ["/unkept", "/door/secret-token"])
async def test_what_cannot_be_kept_is_logged_with_its_reason(client, path):
    """Also where a door answers in its own manner: the route as it was written, and what the store said."""
    with structlog.testing.capture_logs() as written:
        answer = await client.get(path)

    (line,) = written
    assert answer.status == 503
    assert (line["event"], line["reason"]) == ("unkept", "the disk is full")
    assert line["path"] in {"/unkept", "/door/{token}"}


async def test_too_much_is_refused(client):
    """A body over the limit is 413."""
    assert (await client.post("/reads", data=b"x" * 1001)).status == 413
    assert (await client.post("/reads", data=b"x" * 1000)).status == 200


async def test_unknown_paths_and_methods(client):
    """What is not there is 404, what is there for another method 405."""
    assert (await client.get("/nowhere")).status == 404
    assert (await client.delete("/page")).status == 405


async def test_pages_are_guarded(client):
    """A page comes with headers that keep scripts, frames and addresses in."""
    answer = await client.get("/page")

    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/page", "/unkept", "/c/x"])
async def test_no_answer_tells_what_we_run_on(client, path):
    """Neither Python's nor aiohttp's version is in an answer."""
    assert "Server" not in (await client.get(path)).headers


async def test_lifetimes_open_in_order_and_close_in_reverse(aiohttp_client):
    """What was opened first is closed last."""
    seen = []

    def lifetime(name):
        @asynccontextmanager
        async def live():
            seen.append(f"+{name}")
            yield
            seen.append(f"-{name}")

        return live

    client = await aiohttp_client(make_app([], lifetimes=[lifetime("a"), lifetime("b")]))
    await client.close()

    assert seen == ["+a", "+b", "-b", "-a"]


async def well():
    pass


async def broken():
    raise ConnectionRefusedError(PHONE)


async def unkept_part():
    raise Unkept("locked")


@pytest.fixture
async def health_of(aiohttp_client):
    async def make(*checks):
        health = Health(checks)
        return health, await aiohttp_client(make_app(health.routes()))

    return make


async def test_ready_when_every_part_is(health_of):
    """Ready is 200 with a line per part."""
    _, client = await health_of(Check("database", well), Check("conversations", well))

    answer = await client.get("/readyz")

    assert answer.status == 200
    assert await answer.json() == {
        "ready": True,
        "leaving": False,
        "parts": {"database": "ok", "conversations": "ok"},
    }


async def test_not_ready_when_a_part_is_down(health_of):
    """One part that is down makes it 503; its line tells the kind of failure and no more."""
    _, client = await health_of(Check("database", well), Check("redis", broken), Check("outbox", unkept_part))

    answer = await client.get("/readyz")

    said = await answer.json()
    assert answer.status == 503
    assert said["parts"]["database"] == "ok"
    assert said["parts"]["redis"] == "ConnectionRefusedError"
    assert said["parts"]["outbox"].endswith("(locked)")
    assert PHONE not in json.dumps(said)


async def test_a_part_that_others_do_is_told_and_keeps_nobody_away(health_of):
    """Where a worker elsewhere stands still its line says so, and this process goes on being called."""
    _, client = await health_of(Check("database", well), Check("outbox", unkept_part, vital=False))

    answer = await client.get("/readyz")

    assert answer.status == 200
    assert (await answer.json())["parts"]["outbox"].endswith("(locked)")


async def test_the_stores_are_not_asked_for_each_who_asks(health_of):
    """Whoever asks within a second hears what was found; after it the parts are tried anew."""
    asked = []

    async def counted():
        asked.append(1)

    _, client = await health_of(Check("database", counted))
    await asyncio.gather(*(client.get("/readyz") for _ in range(20)))
    at_once = len(asked)
    await asyncio.sleep(FRESH + 0.1)
    await client.get("/readyz")

    assert (at_once, len(asked)) == (1, 2)


async def test_alive_while_not_ready(health_of):
    """A process that waits for its database is alive."""
    _, client = await health_of(Check("database", broken))

    assert (await client.get("/healthz")).status == 200


async def test_not_ready_while_leaving(health_of):
    """Who is told to stop says so before it stops."""
    health, client = await health_of(Check("database", well))

    health.leave()

    assert (await client.get("/readyz")).status == 503
    assert (await client.get("/healthz")).status == 200
