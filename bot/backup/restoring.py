"""Putting a backup back into an empty database and a media folder."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import Connection, Table, exc

from adapters.casebook.migrations import revisions, upgrade
from adapters.casebook.schema import metadata
from adapters.media import FolderMedia
from adapters.sealing import Keyring
from adapters.sql import Database
from adapters.sql.copying import go_on_counting, others_there, put, tables_of
from adapters.sql.postgres import OURS
from bot.backup.archive import END, MEDIA, Batch, End, Manifest, Member, NoBackup, manifest_of, members
from bot.backup.saving import Told
from dialogs.facts.errors import HuiyinError

UNFIT: Final = (
    *(msgspec.MsgspecError, RecursionError, OverflowError, ValueError),
    *(exc.CompileError, exc.IntegrityError, exc.DataError, exc.InterfaceError, exc.ProgrammingError),
)
"""What comes of a batch whose bytes, columns or values are not those of its table."""


class NotEmpty(HuiyinError):
    """The database to restore into has tables already: name an empty one."""


class OtherKey(HuiyinError):
    """The backup was sealed by a key that is not configured; put it into HUIYIN_SECRET_KEY."""


class Served(HuiyinError):
    """A server or a worker is connected to this database: stop it first."""


class FromTheFuture(HuiyinError):
    """The backup was made by a later version of this program."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where it is put; ``talk`` makes the tables of conversations, which only their own kind of database reads."""

    database: Database
    media: FolderMedia
    keyring: Keyring
    talk: tuple[str, ...]


async def restore(path: Path, target: Target, told: Told) -> End:
    """Put everything back or nothing: rows in one transaction, media before it is kept and gone again if it is not."""
    about = manifest_of(path)
    if not target.keyring.knows(about.key):
        raise OtherKey(about.key)
    if about.revision not in revisions():
        raise FromTheFuture(about.revision)
    with _media(target.media) as media:
        return await target.database.write(
            lambda connection: _restore(connection, path, about, target, media=media, told=told)
        )


@contextmanager
def _media(folder: FolderMedia) -> Iterator[Callable[[Member], None]]:
    """Give what puts a medium back; what it put there goes again where not all could be."""
    put_back: list[str] = []

    def put_one(member: Member) -> None:
        try:
            if folder.restore(member.medium, member.content):
                put_back.append(member.medium)
        except ValueError as error:
            raise NoBackup(member.name) from error

    try:
        yield put_one
    except BaseException:
        for name in put_back:
            folder.take_back(name)
        raise


def _restore(
    connection: Connection, path: Path, about: Manifest, target: Target, *, media: Callable[[Member], None], told: Told
) -> End:
    _vacant(connection)
    upgrade(connection, about.revision)
    same = connection.dialect.name == about.kind
    for statement in target.talk if same else ():
        connection.exec_driver_sql(statement)
    there = {table.name: table for table in tables_of(connection) if same or table.name in metadata.tables}
    counted: Counter[str] = Counter()
    end = End({}, 0)
    for member in islice(members(path), 1, None):
        if member.name == END:
            end = _ended(member)
        elif member.medium:
            media(member)
            counted[MEDIA] += 1
            told("media", 1)
        elif member.table in there:
            _rows(connection, there[member.table], member, counted, told)
    done = End({name: counted[name] for name in there}, counted[MEDIA])
    _whole(path, end, done)
    for table in there.values():
        go_on_counting(connection, table)
    upgrade(connection)
    return done


def _vacant(connection: Connection) -> None:
    if others_there(connection, OURS):
        raise Served
    if any(table.name in metadata.tables for table in tables_of(connection)):
        raise NotEmpty


def _ended(member: Member) -> End:
    try:
        return msgspec.json.decode(member.content, type=End)
    except msgspec.MsgspecError as error:
        raise NoBackup(member.name) from error


def _rows(connection: Connection, table: Table, member: Member, counted: Counter[str], told: Told) -> None:
    try:
        batch = msgspec.msgpack.decode(member.content, type=Batch)
        put(connection, table, batch.columns, batch.rows)
    except UNFIT as error:
        raise NoBackup(member.name) from error
    counted[table.name] += len(batch.rows)
    told(table.name, len(batch.rows))


def _whole(path: Path, end: End, done: End) -> None:
    """Refuse a piece of a backup; it has no end, or less than its end says."""
    if (
        not end.rows
        or end.media != done.media
        or any(end.rows.get(name, 0) != rows for name, rows in done.rows.items())
    ):
        raise NoBackup(path.name)
