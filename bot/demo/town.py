"""The whole product in a made-up city, with everything around it, on one machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from aiohttp import ClientSession

from bot import wiring
from bot.demo.accounts import WECHAT_APP, Accounts
from bot.demo.citizens import Citizens, Networks
from bot.demo.hosts import HOST, free_port, on_loopback
from bot.demo.line import Line
from bot.demo.made_up import Addresses, demo_settings
from bot.demo.mailbox import Mailbox
from bot.demo.office import Office
from bot.demo.secret import secret_key
from bot.demo.turning import TurningClock
from bot.demo.twilio_host import TwilioHost
from bot.demo.wechat_host import WechatHost
from bot.demo.world import World
from dialogs.city import City
from dialogs.facts.moment import Chance, Clock
from handlers.pages.office import OfficePage
from handlers.pages.simulator import Simulator


@dataclass(frozen=True, slots=True)
class Town:
    """``parts`` can be served on ``port``; ``world`` is for who holds the phones, ``office`` for who handles."""

    parts: wiring.Product
    world: World
    office: Office
    city: City
    port: int


@asynccontextmanager
async def town(port: int, data: Path, clock: Clock, chance: Chance) -> AsyncIterator[Town]:
    """Build it on a port: nothing listens there until its parts are served. Its clock can be turned on ``clock``."""
    accounts, here, turning = Accounts(secret_key(data, chance)), free_port(port), TurningClock(clock, data / "clock")
    networks = _networks(accounts, turning)
    async with (
        ClientSession() as session,
        on_loopback(networks.wechat.app()) as wechat,
        on_loopback(networks.twilio.app()) as twilio,
    ):
        addresses = Addresses(f"http://localhost:{here}", f"http://{HOST}:{wechat}", f"http://{HOST}:{twilio}")
        networks.twilio.base = addresses.twilio
        settings = demo_settings(data, accounts, addresses)
        async with wiring.product(settings, wiring.World(turning, chance, session)) as product:
            citizens = Citizens(accounts, networks, addresses.public, turning)
            line, city = Line(session, f"http://{HOST}:{here}"), product.spoken.city
            world = World(product.spoken, citizens, networks.mailbox, line, chance)

            def turned() -> None:
                networks.twilio.let_out()
                product.wake()

            office = Office(city, product.tokens, line, turning, turned)
            routes = [*product.routes, *Simulator(world).routes(), *OfficePage(office).routes()]
            yield Town(replace(product, routes=routes), world, office, city, here)


def _networks(accounts: Accounts, clock: Clock) -> Networks:
    wechat = WechatHost(WECHAT_APP, accounts.wechat_secret, clock)
    twilio = TwilioHost(accounts.twilio_sid, accounts.twilio_token, start=clock.now(), clock=clock)
    twilio.media.direct = True
    networks = Networks(wechat, twilio, Mailbox(clock))
    networks.connect()
    return networks
