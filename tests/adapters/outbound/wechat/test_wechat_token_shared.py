"""One token for all processes: found in the conversation store, forced by one of them only."""

import asyncio
import sys
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path

from aiohttp import ClientSession
from aiohttp.test_utils import TestServer
from token_process import NOW
from wechat_api_world import APP_ID, OPENID, SECRET, SEND, STABLE

from adapters.conversations.memory import MemoryConversations
from adapters.outbound.wechat.host import WechatHost
from adapters.outbound.wechat.token import AccessToken
from bot.demo.clock import HandClock
from bot.demo.wechat_host import Trigger
from bot.demo.wechat_host import WechatHost as StandIn
from bot.demo.wechat_windows import Allowance
from dialogs.facts.errors import Unkept
from dialogs.facts.moment import DAY, HOUR
from dialogs.facts.ports import Loaded

PROCESSES = 8
SCRIPT = Path(__file__).with_name("token_process.py")


async def told(process: asyncio.subprocess.Process, line: str = "") -> str:
    assert process.stdin
    assert process.stdout
    if line:
        process.stdin.write(f"{line}\n".encode())
        await process.stdin.drain()
    return (await process.stdout.readline()).decode().strip()


async def test_eight_processes(tmp_path: Path, root: Path) -> None:
    """Each asks once at most; when the token dies, one of them forces a new one and all messages go out."""
    stand_in = StandIn(APP_ID, SECRET, HandClock(NOW))
    stand_in.sending.windows.allowed = {Trigger.MESSAGE: Allowance(10_000, DAY)}
    stand_in.did(OPENID)
    async with TestServer(stand_in.app()) as server, AsyncExitStack() as stack:
        command = [sys.executable, str(SCRIPT), str(server.make_url("/")), str(tmp_path / "t.db")]
        processes = []
        for _ in range(PROCESSES):
            process = await asyncio.create_subprocess_exec(
                *command, APP_ID, SECRET, OPENID, stdin=-1, stdout=-1, cwd=root, env={"PYTHONPATH": str(root)}
            )
            stack.push_async_callback(_end, process)
            processes.append(process)
        assert {await told(each) for each in processes} == {"ready"}
        first = await asyncio.gather(*(told(each, "5") for each in processes))
        asked = Counter(stand_in.calls)[STABLE]
        # The host takes none of what is out any more, and still gives the same: only force helps.
        stand_in.fail(SEND, *[40001] * PROCESSES)
        second = await asyncio.gather(*(told(each, "1") for each in processes))
        third = await asyncio.gather(*(told(each, "5") for each in processes))

    assert (set(first), set(second), set(third)) == ({"5"}, {"1"}, {"5"})
    assert 1 <= asked <= PROCESSES
    assert len(stand_in.tokens._forced) == 1
    assert Counter(stand_in.calls)[STABLE] - asked <= 3 * PROCESSES


async def _end(process: asyncio.subprocess.Process) -> None:
    assert process.stdin
    process.stdin.close()
    await process.wait()


class Down:
    """A store that is down."""

    async def load(self, *_: object) -> Loaded:
        raise Unkept

    async def commit(self, *_: object, **__: object) -> bool:
        raise Unkept

    async def forget(self, **_: object) -> int:
        raise Unkept


async def test_found_where_another_left_it() -> None:
    """A second process takes the token that the first has asked for; after its end it asks itself."""
    clock, shared = HandClock(NOW), MemoryConversations()
    stand_in = StandIn(APP_ID, SECRET, clock)
    async with TestServer(stand_in.app()) as server, ClientSession() as session:
        host = WechatHost(session, str(server.make_url("/")))
        one, two = (AccessToken(host, APP_ID, SECRET, clock, shared) for _ in range(2))
        same = await one.current() == await two.current()
        before = list(stand_in.calls)
        clock.advance(3 * HOUR)
        later = await two.current()

        assert same
        assert before == [STABLE]
        assert await one.current() == later
        assert stand_in.calls == [STABLE, STABLE]


async def test_a_store_that_is_down_bars_nobody() -> None:
    """Without the store each process asks for itself."""
    clock = HandClock(NOW)
    stand_in = StandIn(APP_ID, SECRET, clock)
    async with TestServer(stand_in.app()) as server, ClientSession() as session:
        token = AccessToken(WechatHost(session, str(server.make_url("/"))), APP_ID, SECRET, clock, Down())

        assert await token.current() == await token.current()
        assert stand_in.calls == [STABLE]
