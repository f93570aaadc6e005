"""The processes of a city under test, started, killed and asked how far they came."""

import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from redis_server import free_port

HERE = Path(__file__).parent
WITHIN = 60.0  # seconds, on a busy machine


@dataclass
class Web:
    """A forked web process."""

    pid: int
    port: int
    nursery: "Nursery" = field(repr=False)

    @property
    def alive(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    async def arm(self) -> None:
        os.kill(self.pid, signal.SIGUSR1)
        await self.nursery.heard("armed")

    async def steps(self) -> int | None:
        """How many steps it has made since it was armed; nothing when it died of the last one."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGUSR2)
        told = asyncio.create_task(self.nursery.line())
        while self.alive:
            if (await asyncio.wait({told}, timeout=0.05))[0]:
                return int(told.result())
        told.cancel()
        await asyncio.wait({told})
        return None

    async def end(self, by: signal.Signals = signal.SIGKILL) -> None:
        if self.alive:
            os.kill(self.pid, by)
        await asyncio.to_thread(self._gone)

    def _gone(self) -> None:
        give_up = time.monotonic() + WITHIN
        while self.alive:
            assert time.monotonic() < give_up
            time.sleep(0.01)


class Nursery:
    """Starts web processes in a few hundred milliseconds each."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._children: list[int] = []

    def end(self) -> None:
        """Kill what it still has, and let it go."""
        for pid in self._children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        assert self._process.stdin
        self._process.stdin.close()

    async def web(self, env: dict[str, str], folder: Path, *, dies_at: int = 0, port: int = 0) -> Web:
        order = {"env": env, "folder": str(folder), "dies_at": dies_at, "port": port or free_port()}
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        pid = int(await self.line())
        self._children.append(pid)
        await self.heard("up")
        return Web(pid, int(str(order["port"])), self)

    async def line(self) -> str:
        assert self._process.stdout
        async with asyncio.timeout(WITHIN):
            line = await self._process.stdout.readline()
        assert line, "the process has ended"
        return line.decode().strip()

    async def heard(self, word: str) -> None:
        assert await self.line() == word


@asynccontextmanager
async def nursery(root: Path) -> AsyncIterator[Nursery]:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1"}
    program = str(HERE / "nursery.py")
    process = await asyncio.create_subprocess_exec(sys.executable, program, stdin=PIPE, stdout=PIPE, env=env)
    running = Nursery(process)
    try:
        yield running
    finally:
        running.end()
        await asyncio.wait_for(process.wait(), WITHIN)
