"""Conversations in a SQLite file: written in groups by the one writer, read at once on the event loop."""

import asyncio
import contextlib
import sqlite3
from typing import Final, final

from adapters.conversations.rekeying import TABLES as SEALED
from adapters.conversations.rekeying import Rekeying
from adapters.conversations.seals import ConversationSeals
from adapters.conversations.turn import LostRace, Turn
from adapters.sealing import Keyring
from adapters.sql.connecting import connect_reading
from adapters.sql.faults import as_told
from adapters.sql.writer import Writer
from dialogs.facts.messages import Address, Answer
from dialogs.facts.moment import Moment
from dialogs.facts.ports import Loaded

CONVERSATION: Final = """CREATE TABLE IF NOT EXISTS conversation (
    key BLOB PRIMARY KEY, revision INTEGER NOT NULL, state BLOB NOT NULL, spoken_at INTEGER NOT NULL)"""
ANSWERED: Final = """CREATE TABLE IF NOT EXISTS answered (
    key BLOB PRIMARY KEY, answer BLOB NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID"""
FORGOTTEN_AT_ONCE: Final = 500  # rows of each table
READING: Final = 0.25  # seconds that a look-up may hold up the event loop while the file is locked


@final
class SqliteConversations:
    """``Conversations`` over the writer's file. It does not own the writer: close the writer after it.

    A look-up runs on the event loop itself: from the page cache it takes microseconds, a thread would take more.
    """

    def __init__(self, writer: Writer, keyring: Keyring) -> None:
        self._writer = writer
        self._seals = ConversationSeals(keyring)
        self._reader = connect_reading(writer.path, busy_timeout=READING)

    async def prepare(self) -> None:
        """Make the tables where they are missing."""

        def make(connection: sqlite3.Connection) -> None:
            connection.execute(CONVERSATION)
            connection.execute(ANSWERED)

        await self._writer.run(make)

    async def load(self, who: Address, message: str) -> Loaded:
        try:
            return self._load(who, message)
        except sqlite3.Error as error:
            raise as_told(error) from error

    async def commit(
        self, who: Address, revision: int, state: bytes, *, now: Moment, message: str = "", answer: Answer | None = None
    ) -> bool:
        """Keep it; what stands then is revision ``revision + 1``."""
        turn = Turn(self._seals, who, revision, state, now=now, message=message, answer=answer)
        try:
            await self._writer.run(turn.keep)
        except LostRace:
            return False
        return True

    async def forget(self, *, before: Moment) -> int:
        answers, conversations = await asyncio.to_thread(self._stale, before)

        def drop(connection: sqlite3.Connection) -> int:
            dropped = connection.executemany("DELETE FROM answered WHERE key = ? AND at < ?", answers).rowcount
            # Said again meanwhile: it stays.
            return (
                dropped
                + connection.executemany(
                    "DELETE FROM conversation WHERE key = ? AND spoken_at < ?", conversations
                ).rowcount
            )

        return await self._writer.run(drop) if answers or conversations else 0

    async def rekey(self, *, batch: int = 200) -> int:
        """Seal again, in batches, what an older secret sealed. How many rows it were."""
        return sum([await Rekeying(self._seals, table, batch).run(self._writer) for table in SEALED])

    async def close(self) -> None:
        self._reader.close()

    def _load(self, who: Address, message: str) -> Loaded:
        answer = self._answer(who, message) if message else None
        for key in self._seals.keys(who):
            row = self._reader.execute("SELECT revision, state FROM conversation WHERE key = ?", (key,)).fetchone()
            if row is not None:
                return Loaded(row[0], self._seals.open_state(key, row[1]), answer)
        return Loaded(0, b"", answer)

    def _answer(self, who: Address, message: str) -> Answer | None:
        for key in self._seals.message_keys(who, message):
            row = self._reader.execute("SELECT answer FROM answered WHERE key = ?", (key,)).fetchone()
            if row is not None:
                return self._seals.open_answer(key, row[0])
        return None

    def _stale(self, before: Moment) -> tuple[list[tuple[bytes, int]], list[tuple[bytes, int]]]:
        """Scan for what may go. No index over times: each turn would pay for it, and a sweep has time."""
        with contextlib.closing(connect_reading(self._writer.path, busy_timeout=READING)) as reader:
            bounds = (before, before, FORGOTTEN_AT_ONCE)
            answers = reader.execute("SELECT key, ? FROM answered WHERE at < ? LIMIT ?", bounds).fetchall()
            spoken = reader.execute("SELECT key, ? FROM conversation WHERE spoken_at < ? LIMIT ?", bounds).fetchall()
        return answers, spoken
