"""Conversations in a SQLite file: written in groups by the one writer, read at once on the event loop."""

import asyncio
import sqlite3
from typing import Final, final

from adapters.conversations.kept import Answered, Apart
from adapters.conversations.reading import Reading
from adapters.conversations.rekeying import TABLES, Rekeying
from adapters.conversations.seals import ConversationSeals, name_of
from adapters.conversations.standing import InMind, Standing
from adapters.conversations.turn import Turn
from adapters.sealing import Keyring
from adapters.sql.writer import Writer
from dialogs.facts.messages import Address, Answer
from dialogs.facts.moment import Moment
from dialogs.facts.ports import Loaded

CONVERSATION: Final = """CREATE TABLE IF NOT EXISTS conversation (
    key INTEGER PRIMARY KEY, revision INTEGER NOT NULL, kept BLOB NOT NULL, spoken_at INTEGER NOT NULL)"""
ANSWERED: Final = """CREATE TABLE IF NOT EXISTS answered (
    key INTEGER PRIMARY KEY, kept BLOB NOT NULL, at INTEGER NOT NULL)"""
FORGET: Final = "DELETE FROM conversation WHERE key = ? AND spoken_at = ?"  # said again meanwhile, it stays
FORGET_APART: Final = "DELETE FROM answered WHERE key = ? AND at = ?"
FORGOTTEN_AT_ONCE: Final = 500  # rows of each table


@final
class SqliteConversations:
    """``Conversations`` over the writer's file. It does not own the writer: close the writer after it."""

    def __init__(self, writer: Writer, keyring: Keyring, *, alone: bool = False) -> None:
        """``alone``: no other process keeps conversations in this file (a ``DatabaseLock`` is held).

        What was seen last then still stands. Were that wrong, a turn would lose a race that it could have won.
        """
        self._writer = writer
        self._seals = ConversationSeals(keyring)
        self._reading = Reading(writer.path, self._seals)
        self._alone = alone
        self._mind = InMind()

    async def prepare(self) -> None:
        """Make the tables where they are missing."""

        def make(connection: sqlite3.Connection) -> None:
            connection.execute(CONVERSATION)
            connection.execute(ANSWERED)

        await self._writer.run(make)

    async def load(self, who: Address, message: str) -> Loaded:
        standing = (self._mind.recall(who) if self._alone else None) or self._find(who)
        return Loaded(standing.revision, standing.kept.state, self._answer(who, standing, message))

    async def commit(
        self, who: Address, revision: int, state: bytes, *, now: Moment, message: str = "", answer: Answer | None = None
    ) -> bool:
        """Keep it; what stands then is revision ``revision + 1``."""
        standing = self._mind.recall(who)
        if standing is None or standing.revision != revision:
            standing = self._find(who)
        if standing.revision != revision or self._answer(who, standing, message) is not None:
            return False
        answered = Answered(message, now, answer.parts, answer.at) if message and answer is not None else None
        return await self._follow(who, standing, state, now, answered)

    async def forget(self, *, before: Moment) -> int:
        conversations, apart = await asyncio.to_thread(self._reading.stale, before, FORGOTTEN_AT_ONCE)
        self._mind.clear()

        def drop(connection: sqlite3.Connection) -> int:
            dropped = connection.executemany(FORGET, conversations).rowcount
            return dropped + connection.executemany(FORGET_APART, apart).rowcount

        return await self._writer.run(drop) if conversations or apart else 0

    async def rekey(self, *, batch: int = 200) -> int:
        """Seal again, in batches, what an older secret sealed. How many rows it were."""
        self._mind.clear()
        return sum([await Rekeying(self._seals, table, batch).run(self._writer) for table in TABLES])

    async def close(self) -> None:
        self._reading.close()

    def _find(self, who: Address) -> Standing:
        standing = self._reading.find(who)
        self._mind.see(who, standing)
        return standing

    def _answer(self, who: Address, standing: Standing, message: str) -> Answer | None:
        if not message:
            return None
        found = standing.kept.answer_to(message)
        if found is None and standing.kept.apart_until:
            return self._reading.find_apart(who, message)
        return found

    async def _follow(
        self, who: Address, standing: Standing, state: bytes, now: Moment, answered: Answered | None
    ) -> bool:
        """Put a turn in place of what stands; False where that stands no longer."""
        kept, apart = standing.kept.followed_by(state, now, answered)
        key = standing.keys[0]
        turn = Turn(standing, self._seals.seal(key, kept), now, [self._row_apart(who, one) for one in apart])
        self._mind.lose(who)  # until it is known what becomes of it
        if not await self._writer.run(turn.write, single=not apart):
            return False
        self._mind.see(who, Standing(standing.keys, key, standing.revision + 1, kept))
        return True

    def _row_apart(self, who: Address, answered: Answered) -> tuple[int, bytes, Moment]:
        key = self._seals.message_keys(who, answered.message)[0]
        return key, self._seals.seal_apart(key, Apart(name_of(who, answered.message), answered)), answered.at
