"""The ticket of the account's pages: asked for once, shared by all, and what is signed with it."""

import asyncio

import pytest
from wechat_api_world import APP_ID, Calling, calling

from adapters.conversations.memory import MemoryConversations
from adapters.outbound.wechat.ticket import PageTicket, page_signature
from bot.demo.wechat_host import TICKET, TICKET_LIVES
from dialogs.facts.errors import Misconfigured, Unkept
from dialogs.facts.moment import MINUTE, SECOND
from dialogs.facts.ports import Loaded

GET = "/cgi-bin/ticket/getticket"
VECTOR = (
    "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg",
    "Wm3WZYTPz0wzccnW",
    1414587457,
    "http://mp.weixin.qq.com?params=value",
)


class Down(MemoryConversations):
    """A store that keeps nothing."""

    async def load(self, *_: object, **__: object) -> Loaded:
        raise Unkept

    async def commit(self, *_: object, **__: object) -> bool:
        raise Unkept


def ticket_of(world: Calling, shared: MemoryConversations | None = None) -> PageTicket:
    return PageTicket(world.api, APP_ID, world.clock, shared)


@pytest.mark.parametrize("behind", ["", "#wechat_redirect"])
def test_the_signature_is_wechats_own(behind: str) -> None:
    """WeChat's published vector comes out, and what follows a # is no part of it."""
    *given, url = VECTOR

    assert page_signature(*given, url + behind) == "0f9de62fce790f9a083d5c99e95740ceb90c27ed"  # type: ignore[arg-type]


async def test_twenty_pages_ask_for_one_ticket() -> None:
    """Who comes while a ticket is asked for waits for that answer, and it is kept until a minute before its end."""
    async with calling() as world:
        ticket = ticket_of(world)
        given = await asyncio.gather(*(ticket.current() for _ in range(20)))
        world.clock.advance(TICKET_LIVES * SECOND - MINUTE - SECOND)
        await ticket.current()
        before = world.stand_in.calls.count(GET)
        world.clock.advance(SECOND)
        await ticket.current()

        assert set(given) == {TICKET}
        assert (before, world.stand_in.calls.count(GET)) == (1, 2)


async def test_another_process_finds_it() -> None:
    """What one process was given another one takes from the store."""
    async with calling() as world:
        shared = MemoryConversations()
        first = await ticket_of(world, shared).current()
        second = await ticket_of(world, shared).current()

        assert first == second
        assert world.stand_in.calls.count(GET) == 1


async def test_a_store_that_is_down_bars_no_page() -> None:
    """Without the store each process asks for itself."""
    async with calling() as world:
        assert await ticket_of(world, Down()).current() == TICKET


async def test_a_refused_ticket_is_told() -> None:
    """An account without the interface is misconfigured; a minute later the next page asks again."""
    async with calling() as world:
        world.stand_in.fail(GET, 48001)
        ticket = ticket_of(world)
        with pytest.raises(Misconfigured):
            await ticket.current()
        world.clock.advance(MINUTE)

        assert await ticket.current() == TICKET


async def test_visits_ask_wechat_nothing_while_it_refuses() -> None:
    """However often an open page is called, WeChat is asked once a minute, then once in two, and so on."""
    async with calling() as world:
        world.stand_in.fail(GET, *[48001] * 9)
        ticket = ticket_of(world)
        asked = []
        for _ in range(9):
            for _ in range(20):
                with pytest.raises(Misconfigured, match="48001"):
                    await ticket.current()
            asked.append(world.stand_in.calls.count(GET))
            world.clock.advance(MINUTE)

        assert asked == [1, 2, 2, 3, 3, 3, 3, 4, 4]


async def test_after_a_success_the_pause_is_short_again() -> None:
    """A failure long after another one costs a minute, not what the former ones had grown to."""
    async with calling() as world:
        world.stand_in.fail(GET, 48001, 48001)
        ticket = ticket_of(world)
        for _ in range(2):
            with pytest.raises(Misconfigured):
                await ticket.current()
            world.clock.advance(2 * MINUTE)
        assert await ticket.current() == TICKET
        world.clock.advance(TICKET_LIVES * SECOND)
        world.stand_in.fail(GET, 48001)
        with pytest.raises(Misconfigured):
            await ticket.current()
        world.clock.advance(MINUTE)

        assert await ticket.current() == TICKET
