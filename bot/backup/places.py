"""Where a backup is taken from and put back to, by the settings. Part of wiring."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from adapters.casebook.migrations import revisions
from adapters.conversations import postgres, sqlite
from adapters.media import FolderMedia
from adapters.sql import DatabaseLock
from bot.backup.restoring import NotEmpty, Target
from bot.backup.saving import Source
from bot.settings import Settings
from bot.stores import NotHere, database_file, database_of, keyring_of, on_postgres

IN_FILE: Final = (sqlite.CONVERSATION, sqlite.ANSWERED)
IN_TABLES: Final = (postgres.CONVERSATION, postgres.ANSWERED, postgres.ANSWERED_AT)
RESTORE: Final = "restore"
BESIDE: Final = ("-wal", "-shm")  # what SQLite lays beside a file


@asynccontextmanager
async def source_of(settings: Settings) -> AsyncIterator[Source]:
    """Open what is there, and change nothing of it."""
    keyring = keyring_of(settings)
    if not on_postgres(settings) and not database_file(settings).exists():
        raise NotHere(f"HUIYIN_DATABASE_URL: {database_file(settings)}")
    async with database_of(settings) as database:
        yield Source(database, FolderMedia(settings.data / "media", keyring), keyring.fingerprint, revisions()[0])


@asynccontextmanager
async def target_of(settings: Settings) -> AsyncIterator[Target]:
    """Open an empty place; a SQLite file takes its name when all is in it."""
    keyring = keyring_of(settings)
    media = FolderMedia(settings.data / "media", keyring)
    if on_postgres(settings):
        async with database_of(settings) as database:
            yield Target(database, media, keyring, IN_TABLES)
        return
    file = database_file(settings)
    with DatabaseLock(file, RESTORE):
        if file.exists():
            raise NotEmpty(str(file))
        part = file.with_name(file.name + ".part")
        _clear(part)
        try:
            async with database_of(settings.model_copy(update={"database_url": f"sqlite:///{part}"})) as database:
                yield Target(database, media, keyring, IN_FILE)
            part.replace(file)
        finally:
            _clear(part)


def _clear(part: Path) -> None:
    for each in (part, *(part.with_name(part.name + suffix) for suffix in BESIDE)):
        each.unlink(missing_ok=True)
