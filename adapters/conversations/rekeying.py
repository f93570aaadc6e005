"""Sealing again by the first secret what an older one sealed."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, final

from adapters.conversations.seals import ConversationSeals
from adapters.sql.writer import Writer
from dialogs.facts.errors import UnreadableSeal

FIRST: Final = -(2**63)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A table of sealed rows: how to seal one again, how to go through it, and how to put a row under another key."""

    renewed: Callable[[ConversationSeals, int, bytes], tuple[int, bytes] | None]
    next: str
    move: str
    drop: str


TABLES: Final = (
    Sealed(
        ConversationSeals.renewed,
        "SELECT key, kept FROM conversation WHERE key >= ? ORDER BY key LIMIT ?",
        "UPDATE OR IGNORE conversation SET key = ?, kept = ? WHERE key = ?",
        "DELETE FROM conversation WHERE key = ?",
    ),
    Sealed(
        ConversationSeals.renewed_answer,
        "SELECT place, kept FROM answered WHERE place >= ? ORDER BY place LIMIT ?",
        "UPDATE OR IGNORE answered SET place = ?, kept = ? WHERE place = ?",
        "DELETE FROM answered WHERE place = ?",
    ),
)


@final
class Rekeying:
    """Goes through one table in the order of its keys, a batch in each transaction."""

    def __init__(self, seals: ConversationSeals, table: Sealed, batch: int) -> None:
        self._seals = seals
        self._table = table
        self._batch = batch
        self._from: int | None = FIRST

    async def run(self, writer: Writer) -> int:
        """Go to the end. How many rows were sealed again."""
        renewed = 0
        while self._from is not None:
            renewed += await writer.run(self._step)
        return renewed

    def _step(self, connection: sqlite3.Connection) -> int:
        rows = connection.execute(self._table.next, (self._from, self._batch)).fetchall()
        self._from = rows[-1][0] + 1 if len(rows) == self._batch else None
        return sum(self._renew(connection, key, sealed) for key, sealed in rows)

    def _renew(self, connection: sqlite3.Connection, key: int, sealed: bytes) -> bool:
        try:
            new = self._table.renewed(self._seals, key, sealed)
        except UnreadableSeal:  # of a secret that is gone: nobody reads it, and it is forgotten in time
            return False
        if new is None:
            return False
        if connection.execute(self._table.move, (*new, key)).rowcount == 0:
            connection.execute(self._table.drop, (key,))  # a newer row stands under the first key
        return True
