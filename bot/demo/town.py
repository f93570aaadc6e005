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
from bot.demo.secret import secret_key
from bot.demo.twilio_host import TwilioHost
from bot.demo.wechat_host import WechatHost
from bot.demo.world import World
from dialogs.city import City
from dialogs.facts.moment import Chance, Clock
from handlers.pages.simulator import Simulator


@dataclass(frozen=True, slots=True)
class Town:
    """``parts`` can be served on ``port``; ``world`` is for who holds the phones."""

    parts: wiring.Product
    world: World
    city: City
    port: int


@asynccontextmanager
async def town(port: int, data: Path, clock: Clock, chance: Chance) -> AsyncIterator[Town]:
    """Build it on a port: nothing listens there until its parts are served."""
    accounts, here = Accounts(secret_key(data, chance)), free_port(port)
    networks = _networks(accounts, clock)
    async with (
        ClientSession() as session,
        on_loopback(networks.wechat.app()) as wechat,
        on_loopback(networks.twilio.app()) as twilio,
    ):
        addresses = Addresses(f"http://localhost:{here}", f"http://{HOST}:{wechat}", f"http://{HOST}:{twilio}")
        networks.twilio.base = addresses.twilio
        settings = demo_settings(data, accounts, addresses)
        async with wiring.product(settings, wiring.World(clock, chance, session)) as product:
            citizens = Citizens(accounts, networks, addresses.public, clock)
            line = Line(session, f"http://{HOST}:{here}")
            world = World(product.spoken.city, citizens, networks.mailbox, line, chance)
            routes = [*product.routes, *Simulator(world).routes()]
            yield Town(replace(product, routes=routes), world, product.spoken.city, here)


def _networks(accounts: Accounts, clock: Clock) -> Networks:
    wechat = WechatHost(WECHAT_APP, accounts.wechat_secret, clock)
    twilio = TwilioHost(accounts.twilio_sid, accounts.twilio_token, start=clock.now(), clock=clock)
    twilio.media.direct = True
    networks = Networks(wechat, twilio, Mailbox(clock))
    networks.connect()
    return networks
