"""Forks web processes quickly, and lets one of them die by its own hand at a chosen step: ``python nursery.py``.

It reads a line of JSON for each process to start (``Order``) and answers with a line when it listens. A process counts
its steps from SIGUSR1 on: each time a task made since then is gone on with, and each call of the writer's thread into
SQLite, before it and after it. At step ``dies_at`` it kills itself; SIGUSR2 lets it say how far it has counted.
"""

import asyncio
import gc
import json
import os
import signal
import sys
import threading
from collections.abc import Coroutine, Generator
from pathlib import Path
from types import FrameType
from typing import Any

import uvloop

from bot import cli, wiring
from bot.serve import Listen
from bot.speech import Speech

WRITER, CALLS = "writer of", ("c_call", "c_return")


class Steps:
    """Counts steps once it is armed, and ends the process at one of them."""

    def __init__(self, dies_at: int) -> None:
        self._dies_at = dies_at
        self._armed = False
        self.count = 0

    def arm(self) -> None:
        self._armed = True
        say("armed")

    def tell(self) -> None:
        self._armed = False
        say(str(self.count))

    def step(self) -> None:
        if not self._armed:
            return
        self.count += 1
        if self.count == self._dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def factory(self, loop: asyncio.AbstractEventLoop, coro: Any, **more: Any) -> asyncio.Task[Any]:
        return asyncio.Task(Counted(coro, self) if self._armed else coro, loop=loop, **more)

    def profile(self, _frame: FrameType, event: str, called: Any) -> None:
        """See the writer's thread go into SQLite and come back."""
        is_writer = event in CALLS and threading.current_thread().name.startswith(WRITER)
        if is_writer and getattr(called, "__name__", "").startswith("execute"):
            self.step()


class Counted(Coroutine[Any, Any, Any]):
    """A coroutine each step of which is counted before it is made."""

    def __init__(self, coro: Coroutine[Any, Any, Any], steps: Steps) -> None:
        self._coro, self._steps = coro, steps

    def send(self, value: Any) -> Any:
        self._steps.step()
        return self._coro.send(value)

    def throw(self, *error: Any) -> Any:
        self._steps.step()
        return self._coro.throw(*error)

    def close(self) -> None:
        self._coro.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        return self._coro.__await__()


def say(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


async def serve(port: int, steps: Steps) -> None:
    loop = asyncio.get_running_loop()
    loop.set_task_factory(steps.factory)  # type: ignore[arg-type]
    loop.add_signal_handler(signal.SIGUSR1, steps.arm)
    loop.add_signal_handler(signal.SIGUSR2, steps.tell)
    await wiring.serve(cli.settings(), Listen(port=port), lambda _: say("up"))


def live(order: dict[str, Any]) -> None:
    """Become a web process."""
    os.environ.update(order["env"])
    Path(order["folder"]).mkdir(exist_ok=True)
    os.chdir(order["folder"])
    steps = Steps(order["dies_at"])
    threading.setprofile(steps.profile)
    uvloop.run(serve(order["port"], steps))


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    Speech(Path(cli.__file__).parents[1] / "city/demo")  # what is born knows the city of its own program
    gc.freeze()
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            live(order)
            os._exit(0)
        say(str(child))


if __name__ == "__main__":
    main()
