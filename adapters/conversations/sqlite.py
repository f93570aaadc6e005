"""Conversations in a SQLite file: written in groups by the one writer, read at once on the event loop."""

import asyncio
import sqlite3
from typing import Final, final

from adapters.conversations.erasing import Erasing
from adapters.conversations.kept import Answered, Places, digest_of, place_at
from adapters.conversations.reading import Reading
from adapters.conversations.rekeying import TABLES, Rekeying
from adapters.conversations.seals import ConversationSeals
from adapters.conversations.standing import InMind, Standing
from adapters.conversations.turn import PlaceTaken, Turn
from adapters.sealing import Keyring
from adapters.sql.writer import Writer
from dialogs.facts.messages import Address, Answer
from dialogs.facts.moment import Moment
from dialogs.facts.ports import Loaded

CONVERSATION: Final = """CREATE TABLE IF NOT EXISTS conversation (
    key INTEGER PRIMARY KEY, revision INTEGER NOT NULL, kept BLOB NOT NULL, spoken_at INTEGER NOT NULL)"""
ANSWERED: Final = "CREATE TABLE IF NOT EXISTS answered (place INTEGER PRIMARY KEY, kept BLOB NOT NULL)"
FORGET: Final = "DELETE FROM conversation WHERE key = ? AND spoken_at = ?"  # said again meanwhile, it stays
FORGET_ANSWERS: Final = "DELETE FROM answered WHERE place IN (SELECT place FROM answered WHERE place < ? LIMIT ?)"
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
        self._places = Places()

    async def prepare(self) -> None:
        """Make the tables where they are missing."""

        def make(connection: sqlite3.Connection) -> None:
            connection.execute(CONVERSATION)
            connection.execute(ANSWERED)

        await self._writer.run(make)

    async def load(self, who: Address, message: str) -> Loaded:
        standing = (self._mind.recall(who) if self._alone else None) or self._find(who)
        place = standing.kept.place_of(message)
        answer = None if place is None else self._reading.answer_at(place)
        return Loaded(standing.revision, standing.kept.state, answer)

    async def commit(
        self, who: Address, revision: int, state: bytes, *, now: Moment, message: str = "", answer: Answer | None = None
    ) -> bool:
        """Keep it; what stands then is revision ``revision + 1``."""
        standing = self._mind.recall(who)
        if standing is None or standing.revision != revision:
            standing = self._find(who)
        if standing.revision != revision or self._answered(standing, message):
            return False
        while True:
            try:
                return await self._follow(who, standing, state, now, (message, answer) if message and answer else None)
            except PlaceTaken:
                self._places.draw_again()

    async def forget(self, *, before: Moment, answers: Moment | None = None) -> int:
        youngest = place_at(answers or before)
        stale = await asyncio.to_thread(self._reading.stale, before, FORGOTTEN_AT_ONCE)
        self._mind.clear()

        def drop(connection: sqlite3.Connection) -> int:
            dropped = connection.executemany(FORGET, stale).rowcount if stale else 0
            return dropped + connection.execute(FORGET_ANSWERS, (youngest, FORGOTTEN_AT_ONCE)).rowcount

        return await self._writer.run(drop)

    async def erase(self, who: Address) -> bool:
        """Drop it from the file; a process that has it in mind learns of that when it would go on with it."""
        self._mind.lose(who)
        return await self._writer.run(Erasing(self._seals, self._seals.keys(who)).run)

    async def rekey(self, *, batch: int = 200) -> int:
        """Seal again, in batches, what an older secret sealed. How many rows it were."""
        self._mind.clear()
        return sum([await Rekeying(self._seals, table, batch).run(self._writer) for table in TABLES])

    async def close(self) -> None:
        self._reading.close()

    def _answered(self, standing: Standing, message: str) -> bool:
        """Whether a message has an answer; one that came again after its answer was forgotten has none."""
        place = standing.kept.place_of(message)
        return place is not None and self._reading.answer_at(place) is not None

    def _find(self, who: Address) -> Standing:
        standing = self._reading.find(who)
        self._mind.see(who, standing)
        return standing

    async def _follow(
        self, who: Address, standing: Standing, state: bytes, now: Moment, answered: tuple[str, Answer] | None
    ) -> bool:
        """Put a turn in place of what stands; False where that stands no longer."""
        new: Answered | None = None
        sealed: tuple[int, bytes] | None = None
        if answered is not None:
            new = Answered(digest_of(answered[0]), self._places.next(now))
            sealed = (new.place, self._seals.seal_answer(new.place, answered[1]))
        kept, key = standing.kept.followed_by(state, now, new), standing.keys[0]
        turn = Turn(standing, self._seals.seal(key, kept), now, sealed)
        self._mind.lose(who)  # until it is known what becomes of it
        was_first = await self._writer.run(turn.write, undoes_itself=True)
        if was_first:
            self._mind.see(who, Standing(standing.keys, key, standing.revision + 1, kept))
        return was_first
