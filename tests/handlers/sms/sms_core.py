"""The core as the SMS doors see it, played by fakes that remember."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.test_utils import TestClient

from bot.demo.clock import HandClock
from dialogs.facts.errors import SendError, Unkept
from dialogs.facts.messages import Address, Answer, Inbound
from dialogs.facts.moment import Moment


@dataclass
class Core:
    """Takes turns: answers with ``parts``, or is down."""

    clock: HandClock
    parts: tuple[str, ...] = ("回音",)
    down: bool = False
    heard: list[Inbound] = field(default_factory=list)

    async def take(self, inbound: Inbound) -> Answer:
        if self.down:
            raise Unkept
        self.heard.append(inbound)
        return Answer(self.parts, self.clock.now())


@dataclass
class Receiver:
    """Notes receipts, or is down."""

    down: bool = False
    noted: list[tuple[str, str]] = field(default_factory=list)

    async def advance(self, receipt: str, state: str, *, now: Moment) -> bool:
        if self.down:
            raise Unkept
        self.noted.append((receipt, state))
        return True


@dataclass
class Missed:
    """Notes why messages did not arrive."""

    noted: list[tuple[Address, str]] = field(default_factory=list)

    async def heard(self, to: Address, error: SendError) -> None:
        self.noted.append((to, f"{type(error).__name__} {error.detail}"))


Client = TestClient[web.Request, web.Application]
Serve = Callable[[list[web.RouteDef]], Awaitable[Client]]
