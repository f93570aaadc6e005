"""Dropping one conversation from a SQLite file, with the answers that it names."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from adapters.conversations.seals import ConversationSeals
from dialogs.facts.errors import UnreadableSeal

KEPT: Final = "SELECT kept FROM conversation WHERE key = ?"
DROP: Final = "DELETE FROM conversation WHERE key = ?"
DROP_ANSWER: Final = "DELETE FROM answered WHERE place = ?"


@dataclass(frozen=True, slots=True)
class Erasing:
    """``keys``: of one person, by each secret."""

    seals: ConversationSeals
    keys: tuple[int, ...]

    def run(self, connection: sqlite3.Connection) -> bool:
        places = [(place,) for key in self.keys for place in self._places(connection, key)]
        connection.executemany(DROP_ANSWER, places)
        return connection.executemany(DROP, [(key,) for key in self.keys]).rowcount > 0

    def _places(self, connection: sqlite3.Connection, key: int) -> Iterator[int]:
        """Give where answers lie; those of a conversation that no key opens go within a day by themselves."""
        row = connection.execute(KEPT, (key,)).fetchone()
        try:
            yield from (each.place for each in self.seals.open(key, row[0]).answered) if row else ()
        except UnreadableSeal:
            return
