"""Opens what rests: cases, conversations and media, on one machine or shared by many. Part of wiring."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import structlog

from adapters.casebook.keys import keys_of
from adapters.casebook.migrations import migrate
from adapters.conversations.postgres import PostgresConversations
from adapters.conversations.postgres_deliveries import PostgresDeliveries
from adapters.conversations.postgres_link import PostgresLink
from adapters.conversations.redis import RedisConversations, RedisDeliveries
from adapters.conversations.redis_link import RedisLink
from adapters.conversations.sqlite import SqliteConversations
from adapters.media import FolderMedia
from adapters.sealing import Keyring
from adapters.sql import Database, DatabaseLock, PostgresDatabase, SqliteDatabase, Writer
from adapters.sql.postgres import ANSWERS_WITHIN
from bot.deliveries import Counting
from bot.settings import Settings
from bot.worker.housekeeping import Chore
from dialogs.facts.errors import HuiyinError
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.ports import Conversations
from handlers.health import Check

log = structlog.get_logger()

FORGOTTEN_AFTER: Final = 30 * DAY
"""How long a conversation rests in silence, and an answer for who may ask for it again."""
NOBODY: Final = Address("", "")


class NotHere(HuiyinError):
    """Something that is needed is not configured."""


class Rekeyed(Conversations, Protocol):
    async def rekey(self) -> int:
        """Seal again by the first secret what an older one sealed. How many it were."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Where conversations rest, and what has to be done about it."""

    conversations: Rekeyed
    deliveries: Counting | None = None
    """Counts over all processes; none where one process serves."""
    chores: tuple[Chore, ...] = ()

    async def answers(self) -> None:
        await self.conversations.load(NOBODY, "")


@dataclass(frozen=True, slots=True)
class Stores:
    """What rests, opened."""

    keyring: Keyring
    database: Database
    talk: Talk
    media: FolderMedia
    alone: bool
    """One process does everything: it serves and works."""

    @property
    def conversations(self) -> Rekeyed:
        return self.talk.conversations

    def checks(self) -> tuple[Check, ...]:
        return (
            Check("database", lambda: self.database.read(lambda _: None)),
            Check("conversations", self.talk.answers),
        )


def keyring_of(settings: Settings) -> Keyring:
    """Make the keyring; without a key nothing can be kept."""
    if not settings.secret_key:
        raise NotHere("HUIYIN_SECRET_KEY")
    return Keyring(tuple(key.get_secret_value() for key in settings.secret_key))


def on_postgres(settings: Settings) -> bool:
    return settings.database_url.startswith("postgresql://")


def database_file(settings: Settings) -> Path:
    """Give the SQLite file."""
    if not settings.database_url.startswith("sqlite:///"):
        raise NotHere("HUIYIN_DATABASE_URL: sqlite:///… or postgresql://…")
    return Path(settings.database_url.removeprefix("sqlite:///"))


@asynccontextmanager
async def database_of(settings: Settings) -> AsyncIterator[Database]:
    """Open the database alone; no key is needed to migrate it."""
    async with AsyncExitStack() as stack:
        if on_postgres(settings):
            yield _postgres(settings, stack, within=None)
        else:
            yield _sqlite(_writer(settings, stack), stack)


@asynccontextmanager
async def stores(settings: Settings, *, role: str) -> AsyncIterator[Stores]:
    """Open what rests, brought to this version; ``role`` "" stands beside a server (the command line)."""
    keyring, alone = keyring_of(settings), not on_postgres(settings)
    async with AsyncExitStack() as stack:
        if alone:
            if role:
                stack.enter_context(DatabaseLock(database_file(settings), role))
            writer = _writer(settings, stack)
            database = _sqlite(writer, stack)
            await migrate(database)
            talk = _on_redis(settings, keyring, stack) or await _on_file(writer, keyring, stack, alone=bool(role))
        else:
            async with database_of(settings) as unhurried:
                await migrate(unhurried)
            database = _postgres(settings, stack)
            talk = _on_redis(settings, keyring, stack) or await _in_tables(settings, keyring, stack)
        if role:
            await _note_keys(database, keyring)
        yield Stores(keyring, database, talk, FolderMedia(settings.data / "media", keyring), alone)


async def _note_keys(database: Database, keyring: Keyring) -> None:
    """Say loudly that the key was changed for another one: to serve on makes strangers of all who have written."""
    keys = await keys_of(database, keyring)
    if keys.missing:
        log.error("other key", missing=sorted(keys.missing), mend="put it into HUIYIN_SECRET_KEY, behind the first")


def _writer(settings: Settings, stack: AsyncExitStack) -> Writer:
    writer = Writer(database_file(settings))
    stack.push_async_callback(writer.close)
    return writer


def _sqlite(writer: Writer, stack: AsyncExitStack) -> Database:
    database = SqliteDatabase(writer)
    stack.push_async_callback(database.close)
    return database


def _postgres(settings: Settings, stack: AsyncExitStack, *, within: float | None = ANSWERS_WITHIN) -> Database:
    database = PostgresDatabase(settings.database_url, within=within)
    stack.push_async_callback(database.close)
    return database


async def _on_file(writer: Writer, keyring: Keyring, stack: AsyncExitStack, *, alone: bool) -> Talk:
    conversations = SqliteConversations(writer, keyring, alone=alone)
    await conversations.prepare()
    stack.push_async_callback(conversations.close)
    return Talk(conversations, chores=(_forgetting(conversations),))


async def _in_tables(settings: Settings, keyring: Keyring, stack: AsyncExitStack) -> Talk:
    link = PostgresLink(settings.database_url)
    stack.push_async_callback(link.close)
    conversations, deliveries = PostgresConversations(link, keyring), PostgresDeliveries(link, keyring)
    await conversations.prepare()
    await deliveries.prepare()
    return Talk(conversations, deliveries, (_forgetting(conversations), Chore(0, lambda _: deliveries.forget())))


def _on_redis(settings: Settings, keyring: Keyring, stack: AsyncExitStack) -> Talk | None:
    """Keep conversations in Redis where there is one; what is old expires there by itself."""
    if not settings.redis_url:
        return None
    link = RedisLink(settings.redis_url)
    stack.push_async_callback(link.close)
    return Talk(RedisConversations(link, keyring, silence=FORGOTTEN_AFTER), RedisDeliveries(link, keyring))


def _forgetting(conversations: Conversations) -> Chore:
    older = FORGOTTEN_AFTER - DAY
    return Chore(DAY, lambda day_ago: conversations.forget(before=Moment(day_ago - older), answers=day_ago))
