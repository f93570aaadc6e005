"""Looking conversations up in a SQLite file."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any, Final, final

from adapters.conversations.kept import Kept
from adapters.conversations.seals import ConversationSeals, name_of
from adapters.conversations.standing import Standing
from adapters.sql.connecting import connect_reading
from adapters.sql.faults import as_told
from dialogs.facts.messages import Address, Answer
from dialogs.facts.moment import Moment

FIND: Final = "SELECT revision, kept FROM conversation WHERE key = ?"
FIND_ANSWER: Final = "SELECT kept FROM answered WHERE place = ?"
STALE: Final = "SELECT key, spoken_at FROM conversation WHERE spoken_at < ? LIMIT ?"
READING: Final = 0.25  # seconds that a look-up may hold up the event loop while the file is locked


@final
class Reading:
    """Looks up on the event loop itself: from the page cache it takes microseconds, a thread would take more."""

    def __init__(self, path: Path, seals: ConversationSeals) -> None:
        self._path = path
        self._seals = seals
        self._connection = connect_reading(path, busy_timeout=READING)

    def find(self, who: Address) -> Standing:
        """Give what stands in the file: revision 0 where nothing does."""
        keys = self._seals.keys(who)
        for key in keys:
            if (row := self._row(FIND, key)) is not None:
                revision, sealed = row
                return Standing(keys, key, revision, self._seals.open(key, sealed))
        return Standing(keys, keys[0], 0, Kept(name_of(who), b""))

    def answer_at(self, place: int) -> Answer | None:
        row = self._row(FIND_ANSWER, place)
        return None if row is None else self._seals.open_answer(place, row[0])

    def stale(self, before: Moment, limit: int) -> list[tuple[int, int]]:
        """Scan, in any thread, for conversations that may go.

        No index over times: each turn would pay for it, and a sweep has time.
        """
        with contextlib.closing(connect_reading(self._path, busy_timeout=READING)) as connection:
            return connection.execute(STALE, (before, limit)).fetchall()

    def close(self) -> None:
        self._connection.close()

    def _row(self, statement: str, key: int) -> Any:
        try:
            return self._connection.execute(statement, (key,)).fetchone()
        except sqlite3.Error as error:
            raise as_told(error) from error
