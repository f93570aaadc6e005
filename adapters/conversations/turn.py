"""What one turn keeps, as statements of SQLite."""

import sqlite3
from typing import final

from adapters.conversations.seals import ConversationSeals
from dialogs.facts.messages import Address, Answer
from dialogs.facts.moment import Moment

REPLACE = (
    "UPDATE conversation SET key = ?, revision = revision + 1, state = ?, spoken_at = max(spoken_at, ?)"
    " WHERE key = ? AND revision = ?"
)
BEGIN = "INSERT INTO conversation VALUES (?, 1, ?, ?) ON CONFLICT DO NOTHING"
ANSWER = "INSERT INTO answered VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
WAS_ANSWERED = "SELECT 1 FROM answered WHERE key = ?"
WAS_BEGUN = "SELECT 1 FROM conversation WHERE key = ?"


class LostRace(Exception):
    """Another turn was first: what this one wrote is to be undone."""


@final
class Turn:
    """A state in place of a revision, and the answer to a message. All is sealed when it is made.

    Rows are written under the first key; while keys rotate, a row found under an older one moves.
    """

    __slots__ = ("_answer", "_keys", "_message_keys", "_now", "_revision", "_state")

    def __init__(
        self,
        seals: ConversationSeals,
        who: Address,
        revision: int,
        state: bytes,
        *,
        now: Moment,
        message: str,
        answer: Answer | None,
    ) -> None:
        self._keys = seals.keys(who)
        self._revision = revision
        self._state = seals.seal_state(self._keys[0], who, state)
        self._now = now
        self._message_keys = seals.message_keys(who, message) if message else ()
        self._answer = (
            seals.seal_answer(self._message_keys[0], who, message, answer) if message and answer is not None else None
        )

    def keep(self, connection: sqlite3.Connection) -> None:
        """Write it; ``LostRace`` where the message has an answer, or the conversation another revision."""
        if self._was_answered(connection):
            raise LostRace
        if self._answer is not None and not _wrote(connection, ANSWER, self._message_keys[0], self._answer, self._now):
            raise LostRace
        if not (self._replaced(connection) if self._revision else self._begun(connection)):
            raise LostRace

    def _was_answered(self, connection: sqlite3.Connection) -> bool:
        # Where an answer is written, the first key's row is told by the writing itself.
        unsure = self._message_keys if self._answer is None else self._message_keys[1:]
        return any(_found(connection, WAS_ANSWERED, key) for key in unsure)

    def _replaced(self, connection: sqlite3.Connection) -> bool:
        first = self._keys[0]
        return any(
            _wrote(connection, REPLACE, first, self._state, self._now, key, self._revision) for key in self._keys
        )

    def _begun(self, connection: sqlite3.Connection) -> bool:
        elsewhere = any(_found(connection, WAS_BEGUN, key) for key in self._keys[1:])
        return not elsewhere and _wrote(connection, BEGIN, self._keys[0], self._state, self._now)


def _wrote(connection: sqlite3.Connection, statement: str, *values: bytes | int) -> bool:
    return connection.execute(statement, values).rowcount == 1


def _found(connection: sqlite3.Connection, statement: str, key: bytes) -> bool:
    return connection.execute(statement, (key,)).fetchone() is not None
