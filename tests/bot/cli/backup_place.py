"""Places with something in them to save, and such to put it back into."""

import subprocess
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import program
from casebook_world import ANNA, SECRETS, World, filing, postgres_database, sqlite_database, world

from adapters.conversations.postgres import PostgresConversations
from adapters.conversations.postgres_link import PostgresLink
from adapters.conversations.sqlite import SqliteConversations
from adapters.media import FolderMedia
from adapters.sealing import Keyring
from adapters.sql import Database, Writer
from adapters.sql.copying import batches, tables_of
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.acts import DoKey, Filed, Supplement
from dialogs.facts.ports import Conversations

KEYRING = Keyring(SECRETS)
WORDS, PHOTO = b"something said", b"a photo"
TALK = {"conversation", "answered"}
Rows = dict[str, list[list[Any]]]


class Place:
    """A folder and a database that the program is pointed at."""

    def __init__(self, folder: Path, root: Path, url: str = "") -> None:
        folder.mkdir(exist_ok=True)
        self.folder, self.file = folder, folder / "huiyin.db"
        self.url = url or f"sqlite:///{self.file}"
        self.env = {
            "HUIYIN_DATABASE_URL": self.url,
            "HUIYIN_DATA": str(folder),
            "HUIYIN_SECRET_KEY": SECRETS[0],
            "HUIYIN_CITY": str(root / "city/demo"),
            "PYTHONPATH": str(root),
        }

    @property
    def media(self) -> FolderMedia:
        return FolderMedia(self.folder / "media", KEYRING)

    def media_files(self) -> list[Path]:
        return sorted(path for path in (self.folder / "media").rglob("*") if path.is_file())

    def run(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        return program.run(*arguments, folder=self.folder, env=self.env | env)

    async def live(self, clock: HandClock) -> Filed:
        """File a case, add to it, talk, and keep a photo."""
        async with AsyncExitStack() as stack:
            database, conversations = await self._open(stack)
            town: World = world(database, clock, SeededChance(7))
            filed = await town.do(ANNA, filing("Lamp out, call 13912345678"))
            assert isinstance(filed, Filed)
            await town.do(ANNA, Supplement(filed.number, "and the next one too"))
            await conversations.commit(ANNA, 0, WORDS, now=clock.now(), message="m1")
        await self.media.put("photo", PHOTO)
        return filed

    async def file_another(self, clock: HandClock) -> Filed:
        async with AsyncExitStack() as stack:
            database, _ = await self._open(stack)
            town = world(database, clock, SeededChance(8))
            filed = await town.casebook.perform(ANNA, DoKey("later", "file"), filing("Water on the road"))
            assert isinstance(filed, Filed)
            return filed

    async def rows(self) -> Rows:
        async with AsyncExitStack() as stack:
            database, _ = await self._open(stack)
            return await database.read(
                lambda connection: {
                    table.name: [list(row) for rows in batches(connection, table) for row in rows]
                    for table in tables_of(connection)
                }
            )

    async def _open(self, stack: AsyncExitStack) -> tuple[Database, Conversations]:
        if self.url.startswith("postgresql"):
            database: Database = await stack.enter_async_context(postgres_database(self.url))
            link = PostgresLink(self.url)
            stack.push_async_callback(link.close)
            there = PostgresConversations(link, KEYRING)
            await there.prepare()
            return database, there
        database = await stack.enter_async_context(sqlite_database(self.folder))
        writer = Writer(self.file)
        stack.push_async_callback(writer.close)
        kept = SqliteConversations(writer, KEYRING)
        await kept.prepare()
        stack.push_async_callback(kept.close)
        return database, kept
