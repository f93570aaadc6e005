"""Joins the parts: the only place that names concrete classes."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from zoneinfo import ZoneInfo

from aiohttp import ClientSession, web

from adapters.backends import BackendVoice
from adapters.casebook import (
    Office,
    SqlConsents,
    SqlPostbag,
    SqlRegistry,
    SqlTokens,
)
from adapters.casebook.blocks import SqlBlocks
from adapters.casebook.migrations import migrate, version
from adapters.casebook.occasion import MOST_FILINGS
from adapters.casebook.rules.authority import below
from adapters.sealing import Keyring
from adapters.sql import Database
from bot import outside, routes
from bot.app import Lifetime
from bot.blocks import Guard
from bot.city import load_city
from bot.clock import SystemChance, SystemClock
from bot.consents import consent_doors
from bot.deliveries import Deliveries, OwnDeliveries, SharedDeliveries
from bot.failures import AfterFailures
from bot.interface import api
from bot.leaving import WORKING, Leave, running
from bot.office import casebook_of
from bot.refusals import Refusals
from bot.robots import robots, units_of
from bot.sending import Sending, sending
from bot.serve import Listen, spare_the_collector, told_to_stop
from bot.serve import serve as run_server
from bot.setting_limits import Limits
from bot.setting_notices import notices_in
from bot.settings import Settings
from bot.sms_templates import note_doubts
from bot.speech import Speech
from bot.stores import NotHere, Stores, database_file, database_of, keyring_of, on_postgres, stores
from bot.strangers import Strangers
from bot.telemetry.joining import Telemetry, telemetry
from bot.turn import Core, Spoken
from bot.wechat_templates import looked_at
from bot.worker import MediaWorker, Worker
from bot.working import Runner, daily_hashes, media_worker, working
from dialogs.city import City
from dialogs.facts.moment import Chance, Clock
from dialogs.facts.ports import Casebook, Outbox
from handlers.health import Check

__all__ = ["NotHere", "Stores", "daily_hashes", "database_of", "keyring_of", "stores"]

SERVE, WORK = "serve", "work"
AT_ONCE = partial(print, flush=True)
"""Also where the output is no terminal, and would be kept back until the end."""


@dataclass(frozen=True)
class Product:
    """What was joined: what is answered, what readiness depends on, what runs meanwhile."""

    routes: Sequence[web.AbstractRouteDef]
    checks: Sequence[Check]
    lifetimes: Sequence[Lifetime]
    core: Core
    worker: Worker
    media_worker: MediaWorker
    casebook: Casebook
    outbox: Outbox
    database: Database
    tokens: SqlTokens
    runners: Sequence[Runner]
    measured: Telemetry
    speech: Speech = field(repr=False)

    def wake(self) -> None:
        """Let all that waits for its time look at the clock."""
        for runner in self.runners:
            runner.wake()

    @property
    def spoken(self) -> Spoken:
        """Give the city as it is spoken of now."""
        return self.speech.now


@dataclass(frozen=True, slots=True)
class World:
    """What a product lives in: time, chance, and how it reaches the outside."""

    clock: Clock
    chance: Chance
    session: ClientSession


def office(
    speech: Speech,
    keyring: Keyring,
    chance: Chance,
    *,
    backends: tuple[str, ...] = (),
    robots: frozenset[str] = frozenset(),
    filings: int = MOST_FILINGS,
) -> Office:
    def tell(key: str, language: str, values: Mapping[str, str]) -> str:
        return speech.now.wording.speaker(language, 200).catalogue.format(key, dict(values))

    zone = ZoneInfo(speech.now.city.zone)
    return Office(keyring, lambda: speech.now.city, chance, zone, tell, backends, robots, filings)


def tokens(settings: Settings, kept: Stores, clock: Clock, chance: Chance) -> SqlTokens:
    admin = settings.admin_token.get_secret_value() if settings.admin_token else ""
    return SqlTokens(kept.database, chance, clock, admin=admin)


def registry(kept: Stores, city: Callable[[], City] | None = None) -> SqlRegistry:
    """Open the record to be read; without a city a unit reads its own cases alone."""
    return SqlRegistry(kept.database, kept.keyring, lambda unit: below(city(), unit) if city else ())


def postbag(kept: Stores) -> SqlPostbag:
    return SqlPostbag(kept.database, SystemClock())


def zone_of(settings: Settings) -> ZoneInfo:
    return ZoneInfo(load_city(settings.city).zone)


async def migrated(settings: Settings) -> str:
    """Bring the database to this version, and name it."""
    async with database_of(settings) as database:
        await migrate(database)
        return await database.read(version)


@asynccontextmanager
async def product(
    settings: Settings, world: World, *, role: str = SERVE, leave: Leave | None = None
) -> AsyncIterator[Product]:
    """Join everything and keep it open; nothing runs until the lifetimes do."""
    speech = Speech(settings.city)
    async with stores(settings, role=role) as kept:
        yield _joined(settings, world, kept, speech, leave or Leave(), works=kept.alone or role == WORK)


def _joined(settings: Settings, world: World, kept: Stores, speech: Speech, leave: Leave, *, works: bool) -> Product:
    clock, chance, zone = world.clock, world.chance, ZoneInfo(speech.now.city.zone)
    backends = outside.backends(settings, world.session, clock, zone)
    limits = settings.limits or Limits()
    units, most = units_of(settings), limits.filings_a_day
    here = office(speech, kept.keyring, chance, backends=tuple(backends), robots=units, filings=most)
    casebook = casebook_of(kept, here, clock)
    bearers, blocks = tokens(settings, kept, clock, chance), SqlBlocks(kept.database, kept.keyring, chance, clock)
    guard = Guard(blocks, limits.messages_a_minute)
    measured = telemetry(settings, kept.database, kept.keyring, clock)
    agreed = SqlConsents(kept.database, kept.keyring)
    ways = measured.ways(routes.ways(settings, world.session, clock, kept.conversations, agreed))
    more = map(measured.voice, (*robots(settings, world.session, clock), BackendVoice(backends)))
    out = sending(settings, kept, here, speech=speech, clock=clock, ways=ways, more=more, measured=measured)
    core = _core(kept, casebook, world, ways, speech=speech, out=out, guard=guard, measured=measured)
    media = media_worker(kept, here, ways, clock, chance)
    runners = [media, *working(settings, kept, here, out=out, backends=backends, clock=clock)]
    leave.tell(out.worker.stop)
    runs = (out.seen, guard, core.landing, *(runners if works else (out.alarms,)))  # it tells that nobody works
    failures = AfterFailures(agreed, out.alarms, clock)
    doors = [door for way in ways for door in way.doors(measured.turns(core), out.outbox, failures)]
    doors += consent_doors(settings, world.session, speech, clock=clock, chance=chance, shared=kept.conversations)
    doors += api(kept, here, clock, tokens=bearers, registry=registry(kept, here.city), blocks=blocks)
    return Product(
        routes=[*doors, measured.route()],
        checks=(*kept.checks(), out.check(works=works)),
        lifetimes=[measured.lifetime(), *_beside(settings, world, kept, speech), running(runs, leave)],
        core=core,
        worker=out.worker,
        media_worker=media,
        casebook=casebook,
        outbox=out.outbox,
        database=kept.database,
        tokens=bearers,
        runners=runners,
        measured=measured,
        speech=speech,
    )


def _core(
    kept: Stores,
    casebook: Casebook,
    world: World,
    ways: Sequence[routes.Way],
    *,
    speech: Speech,
    out: Sending,
    guard: Guard,
    measured: Telemetry,
) -> Core:
    return Core(
        kept.conversations,
        measured.casebook(casebook),
        out.outbox,
        channels={way.voice.capabilities.channel: way.voice.capabilities for way in ways},
        spoken=lambda: speech.now,
        clock=world.clock,
        chance=world.chance,
        put=out.worker.wake,
        deliveries=_deliveries(kept, world.clock),
        heard=out.seen.note,
        noticed=measured.meters.notice,
        limited=measured.meters.limit,
        bounds=guard.bounds,
    )


def _deliveries(kept: Stores, clock: Clock) -> Deliveries:
    own = OwnDeliveries(clock)
    return SharedDeliveries(kept.talk.deliveries, own) if kept.talk.deliveries else own


def _beside(settings: Settings, world: World, kept: Stores, speech: Speech) -> Iterator[Lifetime]:
    """Give what goes on beside serving: reloading, and a look at the templates of the settings at start."""
    yield _reloading(speech)
    if settings.gateway:
        note_doubts(settings.gateway, speech.now, backend=settings.webhook is not None)
    if (ours := settings.wechat) and ours.notice:
        api = routes.wechat_api(ours, world.session, world.clock, kept.conversations)[1]
        yield looked_at(api, notices_in(ours.notice))


def _reloading(speech: Speech) -> Lifetime:
    """Read the city profile anew at SIGHUP."""

    @asynccontextmanager
    async def lifetime() -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, speech.reload)
        try:
            yield
        finally:
            loop.remove_signal_handler(signal.SIGHUP)

    return lifetime


async def serve(
    settings: Settings, listen: Listen, up: Callable[[str], None] = AT_ONCE, *, leave: Leave | None = None
) -> None:
    """Serve until told to stop, and leave within the time for it."""
    leave, world = leave or Leave(), World(SystemClock(), SystemChance(), ClientSession())
    async with world.session, product(settings, world, leave=leave) as parts:
        meters = parts.measured.meters
        strangers = Strangers(SystemClock(), proxies=frozenset(settings.proxies), limited=meters.limit)
        refusals = Refusals(SystemClock(), meters.refuse)
        within = (strangers.middleware(), refusals.middleware())
        await run_server(parts, listen, up, middlewares=within, told=leave.begin)


async def work(settings: Settings, up: Callable[[str], None] = AT_ONCE, *, leave: Leave | None = None) -> None:
    """Do what waits until told to stop; serving on SQLite does this work itself."""
    if not on_postgres(settings):
        database_file(settings)
        up("On SQLite, `huiyin serve` does this work; there is nothing to do here.")
        return
    leave, world = leave or Leave(WORKING), World(SystemClock(), SystemChance(), ClientSession())
    async with world.session, product(settings, world, role=WORK, leave=leave) as parts, AsyncExitStack() as stack:
        for lifetime in parts.lifetimes:
            await stack.enter_async_context(lifetime())
        spare_the_collector()
        up("Working.")
        await told_to_stop()
        leave.begin()
