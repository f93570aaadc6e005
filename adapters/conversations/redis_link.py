"""The way to Redis: what is asked in one tick of the event loop travels as one pipeline."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha1
from typing import Any, Final, final

from redis.exceptions import NoScriptError, RedisClusterException, RedisError

from adapters.conversations.redis_client import ANSWERS_WITHIN, MOST_FLYING, client_of, close
from dialogs.facts.errors import Unkept

LARGEST_PIPELINE: Final = 256  # calls
MOST_WAITING: Final = 10_000  # calls; more than that is a Redis that stands still
FAULTS: Final = (RedisError, RedisClusterException, OSError, TimeoutError)


@dataclass(frozen=True, slots=True)
class Script:
    """A Lua script, called by its digest; sent whole where the server does not know it."""

    source: str = field(repr=False)
    digest: str

    @staticmethod
    def of(source: str) -> "Script":
        return Script(source, sha1(source.encode(), usedforsecurity=False).hexdigest())


@dataclass(frozen=True, slots=True)
class _Call:
    script: Script
    tail: tuple[Any, ...] = field(repr=False)
    future: asyncio.Future[Any]

    def settle(self, value: Any) -> None:
        if self.future.done():
            return
        if isinstance(value, Exception):
            self.future.set_exception(told(value))
        else:
            self.future.set_result(value)


@final
class RedisLink:
    """A Redis, alone, behind Sentinels or a Cluster. ``Unkept`` when it is down, late, full, loading or reads only."""

    def __init__(self, url: str) -> None:
        """``url``: as ``client_of`` takes it."""
        self._client = client_of(url)
        self._waiting: list[_Call] = []
        self._flying: set[asyncio.Task[None]] = set()
        self._called = False

    async def run(self, script: Script, keys: Sequence[str], values: Sequence[str | bytes | int]) -> Any:
        """Run a script; all of its keys lie in one slot."""
        if len(self._waiting) >= MOST_WAITING:
            raise Unkept("Redis, too many waiting")
        loop = asyncio.get_running_loop()
        call = _Call(script, (len(keys), *keys, *values), loop.create_future())
        self._waiting.append(call)
        if not self._called:
            # At the end of this tick of the loop: whoever is ready now comes along.
            self._called = True
            loop.call_soon(self._set_off)
        return await call.future

    async def scan(self, pattern: str) -> AsyncIterator[str]:
        """Go through the keys of all nodes; one may come twice."""
        try:
            async for key in self._client.scan_iter(match=pattern, count=1000):
                yield key.decode()
        except FAULTS as error:
            raise told(error) from error

    async def value(self, key: str, name: str) -> bytes | None:
        """Give one field of a hash."""
        try:
            found: bytes | None = await self._client.hget(key, name)
        except FAULTS as error:
            raise told(error) from error
        return found

    async def close(self) -> None:
        if self._flying:
            await asyncio.wait(self._flying)
        await close(self._client)

    def _set_off(self) -> None:
        self._called = False
        while self._waiting and len(self._flying) < MOST_FLYING:
            calls, self._waiting = self._waiting[:LARGEST_PIPELINE], self._waiting[LARGEST_PIPELINE:]
            task = asyncio.get_running_loop().create_task(self._fly(calls))
            self._flying.add(task)
            task.add_done_callback(self._land)

    def _land(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        self._set_off()

    async def _fly(self, calls: list[_Call]) -> None:
        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                if unknown := await self._send("EVALSHA", calls):
                    await self._send("EVAL", unknown)
        except Exception as error:  # noqa: BLE001 - whatever it is, each caller has to hear of it
            for call in calls:
                call.settle(error)
        finally:
            for call in calls:
                call.future.cancel()  # only where nobody else settled it: the loop is closing

    async def _send(self, command: str, calls: list[_Call]) -> list[_Call]:
        """Send them as one pipeline; gives those whose script the server does not know."""
        pipeline = self._client.pipeline(transaction=False)
        for call in calls:
            script = call.script.digest if command == "EVALSHA" else call.script.source
            pipeline.execute_command(command, script, *call.tail)
        replies = await pipeline.execute(raise_on_error=False)
        unknown = []
        for call, reply in zip(calls, replies, strict=True):
            if isinstance(reply, NoScriptError) and command == "EVALSHA":
                unknown.append(call)
            else:
                call.settle(reply)
        return unknown


def told(error: Exception) -> Exception:
    """Give what a caller hears: which fault it was, and nothing that was asked."""
    if not isinstance(error, FAULTS):
        return error
    code = str(error).partition(" ")[0]
    unkept = Unkept(f"Redis, {code if code.isalpha() and code.isupper() else type(error).__name__}")
    unkept.__cause__ = error
    return unkept
