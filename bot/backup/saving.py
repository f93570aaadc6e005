"""Saving: one unchanging view of the database, then the media that it knows of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from adapters.casebook.migrations import version
from adapters.media import FolderMedia
from adapters.sql import Database
from adapters.sql.copying import batches, tables_of
from bot.backup.archive import END, FORMAT, MANIFEST, MEDIA, TABLES, Archive, Batch, End, Manifest, writing
from dialogs.facts.errors import HuiyinError

Told = Callable[[str, int], None]
"""Is told what is saved or put back, a table or ``media``, and how many more of it."""


class OtherVersion(HuiyinError):
    """The tables are of another version than this program: back up with the program that serves them."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is saved; ``revision`` is the one that this program knows, ``key`` the keyring's fingerprint."""

    database: Database
    media: FolderMedia
    key: str
    revision: str


async def save(path: Path, source: Source, now: datetime, told: Told) -> End:
    """Write a backup; it ends with how much there is of everything."""
    with writing(path) as archive:
        rows = await source.database.read(lambda connection: _tables(connection, archive, source, now, told))
        end = End(rows, _media(archive, source.media, told))
        archive.add(END, msgspec.json.encode(end))
    return end


def _tables(connection: Connection, archive: Archive, source: Source, now: datetime, told: Told) -> dict[str, int]:
    here = version(connection)
    if here != source.revision:
        raise OtherVersion(f"{here or 'none'}, not {source.revision}")
    about = Manifest(FORMAT, now.isoformat(timespec="seconds"), here, source.key, connection.dialect.name)
    archive.add(MANIFEST, msgspec.json.encode(about))
    counted = {}
    for table in tables_of(connection):
        counted[table.name] = 0
        for number, rows in enumerate(batches(connection, table)):
            batch = Batch([str(column.name) for column in table.columns], [list(row) for row in rows])
            archive.add(f"{TABLES}{table.name}/{number:06}.msgpack", msgspec.msgpack.encode(batch))
            counted[table.name] += len(rows)
            told(table.name, len(rows))
    return counted


def _media(archive: Archive, media: FolderMedia, told: Told) -> int:
    count = 0
    for name in media.names():
        sealed = media.sealed(name)
        if sealed is not None:  # it may have been removed since
            archive.add(f"{MEDIA}{name}", sealed)
            count += 1
            told("media", 1)
    return count
