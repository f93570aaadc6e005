"""A product over real doors whose core can be slowed, broken and made anew; each core is a process of its own."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from transcript_stage import MONDAY_MORNING, Stage, stage

from adapters.outbound.gateway import GATEWAY_SMS
from adapters.outbound.twilio.account import TWILIO_SMS
from adapters.outbound.wechat.voice import WECHAT
from bot.app import make_app
from bot.deliveries import OwnDeliveries
from bot.demo.accounts import WECHAT_ACCOUNT, WECHAT_APP
from bot.demo.clock import HandClock, SeededChance
from bot.demo.wechat_phone import WechatPhone
from bot.promises import Patience
from bot.turn import Core
from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Address, Answer, Capabilities, Inbound
from dialogs.facts.ports import Casebook, Conversations, Outbox, Outgoing
from handlers.wechat.door import wechat_routes
from handlers.wechat.wire import Mode, WechatDoor

LAMP = "花桥路12号门口路灯坏了三天"
TOKEN, AES_KEY = "made-up-token", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
NUMBER = re.compile(r"(?<!\d)\d{12}(?!\d)")
SOON = Patience(turn=(0.01,) * 5, word=(0.01,) * 500)
XML = {"Content-Type": "text/xml"}


@dataclass
class Weather:
    """What the stores do to whoever uses them: hold back, fail so often, or be well."""

    gate: asyncio.Event | None = None
    acts_down: int = 0
    commits_down: int = 0
    down: bool = False
    outbox_gate: asyncio.Event | None = None
    outbox_down: bool = False

    async def pass_by(self) -> None:
        if self.gate:
            await self.gate.wait()
        if self.down:
            raise Unkept("down")


@dataclass
class Store:
    """``Conversations`` in bad weather."""

    within: Conversations
    weather: Weather

    async def load(self, who: Address, message: str) -> Any:
        await self.weather.pass_by()
        return await self.within.load(who, message)

    async def commit(self, *args: Any, **more: Any) -> bool:
        if self.weather.commits_down:
            self.weather.commits_down -= 1
            raise Unkept("down")
        return await self.within.commit(*args, **more)


@dataclass
class Book:
    """A casebook that may fail before an act is done; ``done`` counts what got through."""

    within: Casebook
    weather: Weather
    done: list[str] = field(default_factory=list)

    async def look_up(self, who: Address, query: Any) -> Any:
        return await self.within.look_up(who, query)

    async def perform(self, who: Address, key: Any, act: Any) -> Any:
        if self.weather.acts_down:
            self.weather.acts_down -= 1
            raise Unkept("full")
        self.done.append(act.key)
        return await self.within.perform(who, key, act)


@dataclass
class Box:
    """An outbox that notes what was put, and may be slow."""

    within: Outbox
    weather: Weather
    rows: dict[str, str] = field(default_factory=dict)
    puts: int = 0

    async def put(self, messages: tuple[Outgoing, ...], *, now: Any) -> None:
        if self.weather.outbox_gate:
            await self.weather.outbox_gate.wait()
        if self.weather.outbox_down:
            raise Unkept("down")
        self.puts += 1
        for message in messages:
            self.rows.setdefault(message.key, message.text)
        await self.within.put(messages, now=now)


@dataclass
class World:
    on: Stage
    store: Store
    book: Book
    box: Box
    weather: Weather
    channels: dict[str, Capabilities]
    count: int = 0
    noticed: list[str] = field(default_factory=list)
    """What came again, and the races that were lost."""

    def core(self) -> Core:
        """Start one more process over the same stores."""
        return Core(
            self.store,  # type: ignore[arg-type]
            self.book,
            self.box,  # type: ignore[arg-type]
            channels=self.channels,
            spoken=lambda: self.on.town.parts.spoken,
            clock=self.on.clock,
            chance=SeededChance(f"core {self.count}"),
            put=lambda: None,
            deliveries=OwnDeliveries(self.on.clock),
            noticed=lambda what, _: self.noticed.append(what),
            patience=SOON,
        )

    def message(self, text: str, channel: str = "wechat", who: str = "oAnna", id: str = "") -> Inbound:
        self.count += 1
        self.on.clock.advance(5_000_000)
        return Inbound(id or f"m{self.count}", Address(channel, who), "gh", self.on.clock.now(), text=text)

    async def cases(self) -> int:
        return await self.on.town.parts.database.read(
            lambda connection: connection.exec_driver_sql("SELECT count(*) FROM cases").scalar_one()
        )

    async def drafted(self, core: Core, channel: str = "wechat", who: str = "oAnna") -> None:
        """Come as far as the review card."""
        await core.take(self.message(LAMP, channel, who))
        await core.take(self.message("1", channel, who))


@asynccontextmanager
async def opened(folder: Path, **changes: Mapping[str, Any]) -> AsyncIterator[World]:
    async with stage(folder) as on:
        parts, weather = on.town.parts, Weather()
        within = parts.core._conversations
        channels = {"wechat": WECHAT, "sms": TWILIO_SMS, "gateway": replace(GATEWAY_SMS, channel="gateway")}
        for name, change in changes.items():
            channels[name] = replace(channels[name], **change)
        yield World(
            on, Store(within, weather), Book(parts.casebook, weather), Box(parts.outbox, weather), weather, channels
        )


@asynccontextmanager
async def wechat_door(core: Any, *, safe: bool) -> AsyncIterator[tuple[aiohttp.ClientSession, str, WechatPhone]]:
    """Serve a WeChat door of its own for a core, and a phone that writes to it."""
    door = WechatDoor(TOKEN, WECHAT_APP, Mode.SAFE if safe else Mode.PLAIN, (AES_KEY,) if safe else ())
    runner = web.AppRunner(make_app(wechat_routes(door, core)), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    phone = WechatPhone(
        TOKEN, WECHAT_ACCOUNT, "oAnna", HandClock(MONDAY_MORNING), app_id=WECHAT_APP, aes_key=AES_KEY if safe else ""
    )
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        yield session, f"http://127.0.0.1:{port}/wechat", phone
    await runner.cleanup()


async def posted(session: aiohttp.ClientSession, url: str, push: Any) -> tuple[int, bytes]:
    async with session.post(f"{url}?{urlencode(push.query)}", data=push.body, headers=XML) as answer:
        return answer.status, await answer.read()


def said(answer: Answer) -> str:
    return "\n".join(answer.parts)
