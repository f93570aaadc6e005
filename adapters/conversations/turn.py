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
PUT_APART: Final = "INSERT INTO answered VALUES (?, ?, ?) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class Turn:
    """Puts a sealed row in place of what stands, under the first key, and rows of answers apart."""

    standing: Standing
    sealed: bytes = field(repr=False)
    now: Moment
    apart: list[tuple[int, bytes, Moment]]

    def write(self, connection: sqlite3.Connection) -> bool:
        """Write it; False where what stood stands no longer, and then nothing is written."""
        if not (self._go_on(connection) if self.standing.revision else self._begin(connection)):
            return False
        if self.apart:
            connection.executemany(PUT_APART, self.apart)
        return True

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
