"""`huiyin chat`: a phone in the terminal, at the real doors of a product that runs beside it."""

import asyncio
import contextlib
import logging
import re
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TextIO

from aiohttp import web
from rich.console import Console
from rich.text import Text

from bot import log
from bot.app import make_app
from bot.clock import SystemChance, SystemClock
from bot.demo.hosts import on_loopback
from bot.demo.spoken import HELP, Meant, Unclear, meaning
from bot.demo.town import Town, town
from bot.demo.world import World
from handlers.pages.gestures import Account, Gesture

DATA = Path("data/chat")
CITIZEN = "the-citizen-at-the-terminal"
LINK = re.compile(r"<a href=\"weixin://bizmsgmenu\?[^\"]*\">(.*?)</a>", re.DOTALL)
PATIENCE = 20.0  # seconds one look for pushes waits


async def run_chat(channel: str, data: Path = DATA, lines: TextIO = sys.stdin) -> None:
    """Talk until the input ends or says /quit."""
    log.configure("text", least=logging.WARNING)  # what goes well would stand amid the conversation
    async with town(0, data, SystemClock(), SystemChance()) as place, on_loopback(_app(place), place.port):
        chat = Chat(place.world, channel, Console(highlight=False))
        async with chat.listening():
            await chat.talk(lines)
        await place.parts.media_worker.drain()  # what was sent last is at the stand-in, which ends with us


def _app(place: Town) -> web.Application:
    return make_app(place.parts.routes, lifetimes=place.parts.lifetimes)


class Chat:
    def __init__(self, world: World, channel: str, console: Console) -> None:
        self._world = world
        self._channel = channel
        self._console = console
        self._places = world.scenery("zh-Hans").landmarks + world.scenery("en").landmarks

    async def talk(self, lines: TextIO) -> None:
        self._note(HELP)
        if self._channel == "wechat":
            await self._do(Account("follow"))
        async for line in _typed(lines):
            try:
                meant = meaning(line, self._places)
            except Unclear as unclear:
                self._note(str(unclear))
                continue
            if meant is Meant.QUIT:
                return
            if not isinstance(meant, Meant):
                await self._do(meant)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Show what is pushed meanwhile."""
        ear = asyncio.create_task(self._listen())
        try:
            yield
        finally:
            ear.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await ear

    async def _listen(self) -> None:
        serial = 0
        while True:
            for push in await self._world.pushes(CITIZEN, serial, PATIENCE):
                serial = push.serial
                self._hear(push.text)

    async def _do(self, gesture: Gesture) -> None:
        try:
            exchange = await self._world.gesture(CITIZEN, self._channel, gesture)
        except (ValueError, LookupError) as impossible:
            self._note(f"{self._channel}: {impossible}")
            return
        for text in exchange.said:
            self._hear(text)
        if not exchange.said:
            self._note(exchange.answer.line or f"{exchange.status}")

    def _hear(self, text: str) -> None:
        self._console.print(Text(LINK.sub(r"\1", text), style="green"))

    def _note(self, text: str) -> None:
        self._console.print(Text(text, style="dim"))


async def _typed(lines: TextIO) -> AsyncIterator[str]:
    """Give lines as they are typed. The thread is no bar to leaving while it waits for a line."""
    loop, queue = asyncio.get_running_loop(), asyncio.Queue[str | None]()

    def read() -> None:
        for line in lines:
            loop.call_soon_threadsafe(queue.put_nowait, line)
        loop.call_soon_threadsafe(queue.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    while (line := await queue.get()) is not None:
        yield line.rstrip("\n")
