"""A small city and a casebook in it, for all tests that need one."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from postgres_server import create_database, postgres_database_url
from sqlalchemy import create_engine

from adapters.casebook.book import EmbeddedCasebook
from adapters.casebook.migrations import migrate, upgrade
from adapters.casebook.occasion import Office
from adapters.casebook.outbox_notices import SqlNotices
from adapters.sealing import Keyring
from adapters.sql import Database, PostgresDatabase, SqliteDatabase, Writer
from bot.demo.clock import HandClock, SeededChance
from dialogs.city import Calendar, Category, City, Cues, Limits, Texts, Unit, Urgency
from dialogs.city.offices import Level
from dialogs.facts.acts import Act, DoKey, File, Filed, Result
from dialogs.facts.cases import CaseKind, Contact, Draft, Place
from dialogs.facts.delivery import Fate
from dialogs.facts.messages import Address

ZONE = ZoneInfo("Asia/Shanghai")
SECRETS = ("a made-up secret of some length",)
LAMP = "The street lamp at the school gate has been out for three nights"
ANNA = Address("wechat", "o-anna-0001")
BORIS = Address("sms", "+8613900000002")


def texts(words: str) -> Texts:
    return Texts((("en", words),))


def category(code: str, urgency: str = "normal", reply_days: int = 5) -> Category:
    return Category(code, "streets", texts(code), (), CaseKind.REPORT, urgency, reply_days)


CITY = City(
    code="small",
    revision="r1",
    zone="Asia/Shanghai",
    languages=("en",),
    names=texts("Small"),
    gone=texts("gone"),
    limits=Limits(
        accept_days=1,
        sign_hours=4,
        reply_days=7,
        pause_days=5,
        rating_days=7,
        urgencies=(Urgency("normal", texts("normal"), 0, 4, 0), Urgency("urgent", texts("urgent"), 2, 1, 24)),
    ),
    calendar=Calendar("CN", (), (), ((9 * 60, 12 * 60), (14 * 60, 18 * 60))),
    hotlines=(),
    kinds=(),
    groups=(),
    categories=(category("lamp"), category("noise", reply_days=3), category("gas", urgency="urgent")),
    questions=(),
    districts=(),
    streets=(),
    roads=(),
    landmarks=(),
    units=(Unit("lights", texts("Lights"), Level.CITY), Unit("parks", texts("Parks"), Level.CITY)),
    dispatch=(),
    answers=(),
    dangers=(),
    paths=(),
    cues=Cues((), (), (), (), (), (), (), ()),
)


def tell(key: str, language: str, values: Mapping[str, str]) -> str:
    return f"{key}|{language}"


@dataclass
class World:
    """A casebook with what it stands on; ``do`` draws a new key for each act."""

    database: Database
    office: Office
    clock: HandClock
    casebook: EmbeddedCasebook
    runs: int = 0

    async def do(self, who: Address, act: Act) -> Result:
        self.runs += 1
        return await self.casebook.perform(who, DoKey(f"run-{self.runs}", act.key), act)


def office(chance: SeededChance, **changes: object) -> Office:
    plain = Office(Keyring(SECRETS), lambda: CITY, chance, ZONE, tell)
    return replace(plain, **changes)  # type: ignore[arg-type]


def world(database: Database, clock: HandClock, chance: SeededChance, **changes: object) -> World:
    here = office(chance, **changes)
    return World(database, here, clock, EmbeddedCasebook(database, here, clock))


async def deliver(town: World, voice: str = "sms") -> tuple[str, ...]:
    """Let a worker tell all that is due, and give the steps that were told."""
    kept = SqlNotices(town.database, town.office.keyring, town.office.chance, town.office.city)
    told: list[str] = []
    while claimed := await kept.claim(now=town.clock.now(), limit=100):
        await kept.settle([(each, Fate("sent", voice=voice)) for each in claimed], now=town.clock.now())
        told += [each.notice.step for each in claimed]
    return tuple(told)


@cache
def migrated() -> bytes:
    """A SQLite file with today's tables and nothing in them; revision by revision it takes a tenth of a second."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "huiyin.db"
        engine = create_engine(f"sqlite:///{file}")
        with engine.begin() as connection:
            upgrade(connection)
        engine.dispose()
        return file.read_bytes()


def begin_migrated(file: Path) -> None:
    """Put such a file where there is none yet, so that a test begins with it."""
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_bytes(migrated())
        file.chmod(0o600)


@asynccontextmanager
async def sqlite_database(folder: Path) -> AsyncIterator[SqliteDatabase]:
    begin_migrated(folder / "huiyin.db")
    writer = Writer(folder / "huiyin.db")
    database = SqliteDatabase(writer)
    try:
        yield database
    finally:
        await database.close()
        await writer.close()


@contextmanager
def migrated_url(server: str, name: str) -> Iterator[str]:
    """A database with today's tables on a running PostgreSQL; gives its URL."""
    with postgres_database_url(server, name, like=_today(server)) as url:
        yield url


@cache
def _today(server: str) -> str:
    """Name a database with today's tables, made once a server and kept for as long as that runs."""
    url = create_database(server, "today")
    with ThreadPoolExecutor(1) as aside:  # a loop may run here
        aside.submit(asyncio.run, _migrate(url)).result()
    return "today"


async def _migrate(url: str) -> None:
    async with postgres_database(url):
        pass


@asynccontextmanager
async def postgres_database(url: str) -> AsyncIterator[PostgresDatabase]:
    database = PostgresDatabase(url)
    await migrate(database)
    try:
        yield database
    finally:
        await database.close()


def draft(what: str = LAMP, **changes: object) -> Draft:
    place = Place("School Road 3", 31.2, 121.4, "east", "harbour")
    return replace(Draft(what, place, "lamp", language="en", city_revision="r1"), **changes)  # type: ignore[arg-type]


def filing(what: str = LAMP, **changes: object) -> File:
    return File(draft(what, **changes))


async def filed(town: World, who: Address = ANNA, act: File | None = None) -> Filed:
    result = await town.do(who, act or filing())
    assert isinstance(result, Filed)
    return result


__all__ = [
    "ANNA",
    "BORIS",
    "CITY",
    "LAMP",
    "ZONE",
    "Contact",
    "World",
    "deliver",
    "draft",
    "filed",
    "filing",
    "office",
    "tell",
    "world",
]
