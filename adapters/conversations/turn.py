"""What one turn writes, as statements of SQLite."""

import sqlite3
from dataclasses import dataclass, field
from typing import Final

from adapters.conversations.standing import Standing
from dialogs.facts.moment import Moment

BEGUN: Final = "SELECT 1 FROM conversation WHERE key = ?"
BEGIN: Final = "INSERT INTO conversation VALUES (?, 1, ?, ?) ON CONFLICT DO NOTHING"
GO_ON: Final = """UPDATE conversation SET revision = revision + 1, kept = ?, spoken_at = max(spoken_at, ?)
    WHERE key = ? AND revision = ?"""
MOVE: Final = """UPDATE OR IGNORE conversation
    SET revision = revision + 1, kept = ?, spoken_at = max(spoken_at, ?), key = ? WHERE key = ? AND revision = ?"""
ANSWER: Final = "INSERT INTO answered VALUES (?, ?)"
TAKE_BACK: Final = "DELETE FROM answered WHERE place = ?"


class PlaceTaken(Exception):
    """Another process put an answer there: the turn is undone, and may be taken again."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Puts a sealed row in place of what stands, under the first key, and the sealed answer at its place."""

    standing: Standing
    sealed: bytes = field(repr=False)
    now: Moment
    answer: tuple[int, bytes] | None = field(repr=False)

    def write(self, connection: sqlite3.Connection) -> bool:
        """Write it; False where what stood stands no longer, and then nothing is written.

        The answer goes first, for it is taken back by its place: so a turn undoes itself and needs no savepoint.
        """
        if self.answer is not None:
            try:
                connection.execute(ANSWER, self.answer)
            except sqlite3.IntegrityError as error:
                raise PlaceTaken from error
        was_first = self._go_on(connection) if self.standing.revision else self._begin(connection)
        if not was_first and self.answer is not None:
            connection.execute(TAKE_BACK, self.answer[:1])
        return was_first

    def _begin(self, connection: sqlite3.Connection) -> bool:
        first, *others = self.standing.keys
        if any(connection.execute(BEGUN, (key,)).fetchone() for key in others):
            return False
        return connection.execute(BEGIN, (first, self.sealed, self.now)).rowcount == 1

    def _go_on(self, connection: sqlite3.Connection) -> bool:
        first, key = self.standing.keys[0], self.standing.key
        if key == first:
            return connection.execute(GO_ON, (self.sealed, self.now, key, self.standing.revision)).rowcount == 1
        values = (self.sealed, self.now, first, key, self.standing.revision)
        return connection.execute(MOVE, values).rowcount == 1
