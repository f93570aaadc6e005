"""Joins the parts: the only place that names concrete classes."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from aiohttp import ClientSession, web

from adapters.backends import BackendVoice, Follower
from adapters.casebook import (
    EmbeddedCasebook,
    Office,
    SqlDesk,
    SqlInbox,
    SqlOutbox,
    SqlRegistry,
    SqlReporters,
    SqlShelf,
    SqlStaff,
    SqlTokens,
)
from adapters.casebook.migrations import migrate, version
from adapters.conversations.sqlite import SqliteConversations
from adapters.media import FolderMedia, clean
from adapters.sealing import Keyring
from adapters.sql import Database, DatabaseLock, PostgresDatabase, SqliteDatabase, Writer
from bot import outside, routes
from bot.app import Lifetime
from bot.city import load_city
from bot.clock import SystemChance, SystemClock
from bot.serve import Listen
from bot.serve import serve as run_server
from bot.settings import Settings
from bot.speech import Speech
from bot.turn import Core, Spoken
from bot.worker import MediaWorker, Worker
from bot.worker.backends import BackendWorker
from bot.worker.housekeeping import Chore, Housekeeping
from dialogs.facts.errors import HuiyinError
from dialogs.facts.moment import DAY, Chance, Clock
from dialogs.facts.ports import Casebook, Outbox, Voice
from handlers.api import act_operations, api_routes
from handlers.health import Check

FORGOTTEN_AFTER = 30 * DAY
"""How long a conversation rests in silence, and an answer for who may ask for it again."""


class NotHere(HuiyinError):
    """Something that is needed is not configured."""


class Runner(Protocol):
    async def run(self) -> None:
        """Work until stopped."""

    def stop(self) -> None: ...


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
    speech: Speech = field(repr=False)

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


@dataclass(frozen=True, slots=True)
class Stores:
    """What rests on disk, opened."""

    keyring: Keyring
    database: Database
    conversations: SqliteConversations
    media: FolderMedia


def keyring_of(settings: Settings) -> Keyring:
    """Make the keyring; without a key nothing can be kept."""
    if not settings.secret_key:
        raise NotHere("HUIYIN_SECRET_KEY")
    return Keyring(tuple(key.get_secret_value() for key in settings.secret_key))


def database_file(settings: Settings) -> Path:
    """Give the SQLite file, the only store that this version serves from."""
    if not settings.database_url.startswith("sqlite:///"):
        raise NotHere("HUIYIN_DATABASE_URL: this version serves from sqlite:///…")
    return Path(settings.database_url.removeprefix("sqlite:///"))


@asynccontextmanager
async def database_of(settings: Settings) -> AsyncIterator[Database]:
    """Open the database alone; no key is needed to migrate it."""
    async with AsyncExitStack() as stack:
        database: Database
        if settings.database_url.startswith("postgresql"):
            database = PostgresDatabase(settings.database_url)
        else:
            writer = Writer(database_file(settings))
            stack.push_async_callback(writer.close)
            database = SqliteDatabase(writer)
        stack.push_async_callback(database.close)
        yield database


@asynccontextmanager
async def stores(settings: Settings, *, role: str) -> AsyncIterator[Stores]:
    """Open what rests on disk, brought to this version; ``role`` "" stands beside a server (the command line)."""
    keyring, file = keyring_of(settings), database_file(settings)
    async with AsyncExitStack() as stack:
        if role:
            stack.enter_context(DatabaseLock(file, role))
        writer = Writer(file)
        stack.push_async_callback(writer.close)
        database = SqliteDatabase(writer)
        stack.push_async_callback(database.close)
        await migrate(database)
        conversations = SqliteConversations(writer, keyring, alone=bool(role))
        await conversations.prepare()
        stack.push_async_callback(conversations.close)
        yield Stores(keyring, database, conversations, FolderMedia(settings.data / "media", keyring))


def office(speech: Speech, keyring: Keyring, chance: Chance, *, backends: tuple[str, ...] = ()) -> Office:
    def tell(key: str, language: str, values: Mapping[str, str]) -> str:
        return speech.now.wording.speaker(language, 200).catalogue.format(key, dict(values))

    return Office(keyring, lambda: speech.now.city, chance, ZoneInfo(speech.now.city.zone), tell, backends)


def tokens(settings: Settings, kept: Stores, clock: Clock, chance: Chance) -> SqlTokens:
    admin = settings.admin_token.get_secret_value() if settings.admin_token else ""
    return SqlTokens(kept.database, chance, clock, admin=admin)


def registry(kept: Stores) -> SqlRegistry:
    return SqlRegistry(kept.database, kept.keyring)


def zone_of(settings: Settings) -> ZoneInfo:
    return ZoneInfo(load_city(settings.city).zone)


async def migrated(settings: Settings) -> str:
    """Bring the database to this version, and name it."""
    async with database_of(settings) as database:
        await migrate(database)
        return await database.read(version)


@asynccontextmanager
async def product(settings: Settings, world: World) -> AsyncIterator[Product]:
    """Join everything and keep it open; nothing runs until the lifetimes do."""
    speech = Speech(settings.city)
    async with stores(settings, role="serve") as kept:
        yield _joined(settings, world, kept, speech)


def _joined(settings: Settings, world: World, kept: Stores, speech: Speech) -> Product:
    clock, chance, zone = world.clock, world.chance, ZoneInfo(speech.now.city.zone)
    backends = outside.backends(settings, world.session, clock, zone)
    here = office(speech, kept.keyring, chance, backends=tuple(backends))
    outbox = SqlOutbox(kept.database, kept.keyring, chance)
    casebook = EmbeddedCasebook(kept.database, here, clock)
    ways = routes.ways(settings, world.session, clock)
    capabilities = {way.voice.capabilities.channel: way.voice.capabilities for way in ways}
    voices: list[Voice] = [*(way.voice for way in ways), BackendVoice(backends)]
    worker = Worker(outbox, {voice.capabilities.channel: voice for voice in voices}, clock, chance)
    core = Core(
        kept.conversations,
        casebook,
        outbox,
        channels=capabilities,
        spoken=lambda: speech.now,
        clock=clock,
        chance=chance,
        put=worker.wake,
    )
    media_worker = _media_worker(kept, here, ways, clock, chance)
    inbox = SqlInbox(kept.database, here, clock)
    followers = [BackendWorker(Follower(backend, inbox)) for backend in backends.values()]
    runners: list[Runner] = [worker, media_worker, *followers, _housekeeping(kept, clock)]
    doors = [door for way in ways for door in way.doors(core, outbox)]
    doors += _api(settings, kept, here, clock, chance)
    return Product(
        routes=doors,
        checks=(Check("database", lambda: kept.database.read(lambda _: None)),),
        lifetimes=[_reloading(speech), *(_running(each) for each in runners)],
        core=core,
        worker=worker,
        media_worker=media_worker,
        casebook=casebook,
        outbox=outbox,
        database=kept.database,
        speech=speech,
    )


def _media_worker(kept: Stores, here: Office, ways: Sequence[routes.Way], clock: Clock, chance: Chance) -> MediaWorker:
    return MediaWorker(
        SqlShelf(kept.database, here),
        fetchers={way.fetcher.channel: way.fetcher for way in ways if way.fetcher},
        store=kept.media,
        clean=clean,
        clock=clock,
        chance=chance,
    )


def _api(settings: Settings, kept: Stores, here: Office, clock: Clock, chance: Chance) -> list[web.RouteDef]:
    desk, reporters = SqlDesk(kept.database, kept.keyring, clock), SqlReporters(kept.database, here, clock)
    bearers = tokens(settings, kept, clock, chance)
    staff = act_operations(SqlStaff(kept.database, here, clock), here.city, here.zone)
    return api_routes(bearers, registry(kept), desk, reporters, kept.media, zone=here.zone, more=staff)


def _housekeeping(kept: Stores, clock: Clock) -> Housekeeping:
    return Housekeeping([Chore(FORGOTTEN_AFTER, lambda before: kept.conversations.forget(before=before))], clock)


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


def _running(worker: Runner) -> Lifetime:
    """Let a worker run as long as the application, and finish what is in its hands."""

    @asynccontextmanager
    async def lifetime() -> AsyncIterator[None]:
        task = asyncio.create_task(worker.run())
        try:
            yield
        finally:
            worker.stop()
            await task

    return lifetime


async def serve(settings: Settings, listen: Listen, up: Callable[[str], None] = print) -> None:
    async with ClientSession() as session, product(settings, World(SystemClock(), SystemChance(), session)) as parts:
        await run_server(parts, listen, up)


async def work(settings: Settings) -> None:
    """Say that serving on SQLite does the work too."""
    database_file(settings)
    print("On SQLite, `huiyin serve` does this work; there is nothing to do here.")  # noqa: T201
