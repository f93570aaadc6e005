"""A stand-in that fails as it is told to."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, ServerDisconnectedError, web
from aiohttp.test_utils import TestServer

from bot.demo.faults import BROKEN, CUT, DONE_AND_CUT, NONE, Fault, Faults, misbehaving


class Host:
    """Counts what it did."""

    def __init__(self) -> None:
        self.faults = Faults()
        self.done = 0
        self.url = ""

    async def do(self, _request: web.Request) -> web.Response:
        self.done += 1
        return web.Response(text="done")

    def app(self) -> web.Application:
        said = misbehaving(self.faults, lambda fault: web.Response(text=f"refused {fault.code}"))
        app = web.Application(middlewares=[said])  # type: ignore[list-item]
        app.add_routes([web.post("/do", self.do)])
        return app


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    host = Host()
    async with TestServer(host.app()) as server:
        host.url = str(server.make_url("/do"))
        yield host


async def answer_of(host: Host) -> str:
    async with ClientSession() as session:
        try:
            async with session.post(host.url) as answer:
                return await answer.text() if answer.status == 200 else str(answer.status)
        except ServerDisconnectedError:
            return "cut"


async def test_the_next_answers_are_as_ordered(host: Host) -> None:
    """Each order is used once, in its turn; then all is well again."""
    host.faults.put("/do", Fault(code=45009), BROKEN, Fault(status=429), CUT, NONE)
    answers = [await answer_of(host) for _ in range(6)]

    assert answers == ["refused 45009", "500", "429", "cut", "done", "done"]
    assert host.done == 2


async def test_what_was_done_may_stay_unknown(host: Host) -> None:
    """Cut behind the deed, the caller cannot tell it from one cut before."""
    host.faults.put("/do", DONE_AND_CUT, CUT)
    answers = [await answer_of(host) for _ in range(2)]

    assert (answers, host.done) == (["cut", "cut"], 1)


async def test_chance_may_draw_faults(host: Host) -> None:
    """Where nothing is ordered, each call draws its own; an order goes first."""
    host.faults.otherwise = lambda path: BROKEN if path == "/do" else NONE
    host.faults.put("/do", NONE)

    assert [await answer_of(host) for _ in range(2)] == ["done", "500"]
    assert host.faults.of("/other") == NONE
