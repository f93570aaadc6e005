"""Conversations in PostgreSQL: load and commit are one statement each."""

from typing import Any, Final, final

import asyncpg

from adapters.conversations.kept import Kept
from adapters.conversations.marks import Marks, shard_of
from adapters.conversations.postgres_link import PostgresLink
from adapters.conversations.seals import ConversationSeals, name_of
from adapters.sealing import Keyring
from dialogs.facts.errors import UnreadableSeal
from dialogs.facts.messages import Address, Answer
from dialogs.facts.moment import Moment
from dialogs.facts.ports import Loaded

# A row is rewritten each turn: room in its page, and no index on what changes, keep it there.
CONVERSATION: Final = """CREATE TABLE IF NOT EXISTS conversation (
    key bigint PRIMARY KEY, revision bigint NOT NULL, kept bytea NOT NULL, spoken_at bigint NOT NULL
) WITH (fillfactor = 60)"""
ANSWERED: Final = """CREATE TABLE IF NOT EXISTS answered (
    mark bigint PRIMARY KEY, kept bytea NOT NULL, at bigint NOT NULL, owner bigint)"""
# Whose answer it is, by the key of the conversation. A table of a former program lacks it, and to look costs no lock.
OWNER: Final = """DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'answered'::regclass AND attname = 'owner') THEN
        ALTER TABLE answered ADD COLUMN owner bigint;
    END IF;
END $$"""
ANSWERED_AT: Final = "CREATE INDEX IF NOT EXISTS answered_at ON answered USING brin (at)"

LOAD: Final = """SELECT c.key, c.revision, c.kept, a.mark, a.kept AS said
    FROM conversation c LEFT JOIN answered a ON a.mark = ANY($2::bigint[])
    WHERE c.key = ANY($1::bigint[]) LIMIT 1"""
# Parameters: keys, the first of them, revision, what is kept, now, marks, answer.
TURN: Final = """WITH turn AS ({turn} RETURNING 1), said AS (
    INSERT INTO answered (mark, kept, at, owner)
    SELECT ($6::bigint[])[1], $7, $5, $2 FROM turn WHERE $7::bytea IS NOT NULL)
    SELECT count(*) FROM turn"""
UNANSWERED: Final = "NOT EXISTS (SELECT FROM answered WHERE mark = ANY($6::bigint[]))"
GO_ON: Final = TURN.format(
    turn=f"""UPDATE conversation
    SET key = $2, revision = revision + 1, kept = $4, spoken_at = greatest(spoken_at, $5)
    WHERE key = ANY($1::bigint[]) AND revision = $3 AND {UNANSWERED}"""  # noqa: S608 - all of it stands here
)
BEGIN: Final = TURN.format(
    turn=f"""INSERT INTO conversation SELECT $2, $3::bigint + 1, $4, $5
    WHERE NOT EXISTS (SELECT FROM conversation WHERE key = ANY($1::bigint[])) AND {UNANSWERED}
    ON CONFLICT DO NOTHING"""  # noqa: S608
)
FORGET_ANSWERS: Final = "DELETE FROM answered WHERE mark IN (SELECT mark FROM answered WHERE at < $1 LIMIT $2)"
FORGET: Final = """DELETE FROM conversation
    WHERE key IN (SELECT key FROM conversation WHERE spoken_at < $1 LIMIT $2) AND spoken_at < $1"""
ERASE: Final = """WITH said AS (DELETE FROM answered WHERE owner = ANY($1::bigint[]))
    DELETE FROM conversation WHERE key = ANY($1::bigint[])"""
NEXT: Final = "SELECT key, kept FROM conversation WHERE key >= $1 ORDER BY key LIMIT $2"
RENEW: Final = "UPDATE conversation SET key = $1, kept = $2 WHERE key = $3 AND kept = $4"
DROP: Final = "DELETE FROM conversation WHERE key = $1"
AT_ONCE: Final = 500  # rows forgotten, or sealed again, in one batch
SWEEPING: Final = 60.0  # seconds; it reads a whole table
FIRST: Final = -(2**63)


@final
class PostgresConversations:
    """``Conversations`` in PostgreSQL. It does not own the link: close the link after it."""

    def __init__(self, link: PostgresLink, keyring: Keyring) -> None:
        self._link = link
        self._seals = ConversationSeals(keyring)
        self._marks = Marks(keyring)

    async def prepare(self) -> None:
        """Make the tables where they are missing."""
        await self._link.prepare(CONVERSATION, ANSWERED, OWNER, ANSWERED_AT)

    async def load(self, who: Address, message: str) -> Loaded:
        row = await self._link.row(LOAD, self._seals.keys(who), self._marks.of_message(who, message))
        if row is None:
            return Loaded(0, b"")
        key, revision, sealed, mark, said = row
        answer = None if said is None else self._seals.open_answer(mark, said)
        return Loaded(revision, self._seals.open(key, sealed).state, answer)

    async def commit(
        self, who: Address, revision: int, state: bytes, *, now: Moment, message: str = "", answer: Answer | None = None
    ) -> bool:
        """Keep it: one statement compares the revision, and puts state and answer in place of it."""
        name, keys, marks = name_of(who), self._seals.keys(who), self._marks.of_message(who, message)
        sealed = self._seals.seal(keys[0], Kept(name, state))
        said = self._seals.seal_answer(marks[0], answer) if marks and answer is not None else None
        values = (keys, keys[0], revision, sealed, now, marks, said)
        try:
            if revision:
                return bool((await self._link.row(GO_ON, *values))[0])
            return await self._begin(name, values)
        except asyncpg.UniqueViolationError:  # of a statement that began before the other one ended
            return False

    async def _begin(self, name: str, values: tuple[Any, ...]) -> bool:
        """Begin a conversation. While secrets rotate it has more than one key, and no index says so: a lock does."""
        if len(values[0]) == 1:
            return bool((await self._link.row(BEGIN, *values))[0])

        async def begin(connection: Any) -> bool:
            async with connection.transaction():
                await connection.execute("SELECT pg_advisory_xact_lock($1, $2)", 0, shard_of(name))
                return bool(await connection.fetchval(BEGIN, *values))

        return await self._link.ask(begin)

    async def forget(self, *, before: Moment, answers: Moment | None = None) -> int:
        """Drop answers first: one that outlived its conversation would stand in the way of a new one."""
        dropped = await self._link.touched(FORGET_ANSWERS, answers or before, AT_ONCE, within=SWEEPING)
        if dropped == AT_ONCE:
            return dropped
        return dropped + await self._link.touched(FORGET, before, AT_ONCE, within=SWEEPING)

    async def erase(self, who: Address) -> bool:
        return await self._link.touched(ERASE, self._seals.keys(who), within=SWEEPING) > 0

    async def rekey(self) -> int:
        """Seal again by the first secret what an older one sealed; answers stay, they last a day. How many it were."""
        renewed, key = 0, FIRST
        while True:
            rows = await self._link.rows(NEXT, key, AT_ONCE)
            for each in rows:
                renewed += await self._renew(*each)
            if len(rows) < AT_ONCE:
                return renewed
            key = rows[-1][0] + 1

    async def _renew(self, key: int, sealed: bytes) -> int:
        try:
            new = self._seals.renewed(key, sealed)
        except UnreadableSeal:  # of a secret that is gone: nobody reads it, and it is forgotten in time
            return 0
        if new is None:
            return 0
        try:
            return await self._link.touched(RENEW, *new, key, sealed)
        except asyncpg.UniqueViolationError:  # a newer row stands under the first key
            return await self._link.touched(DROP, key)
