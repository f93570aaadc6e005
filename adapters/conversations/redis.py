"""Conversations in Redis or Redis Cluster: load and commit take one round trip each."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final, final

from adapters.conversations.kept import Kept
from adapters.conversations.marks import Marks, shard_of
from adapters.conversations.redis_link import RedisLink
from adapters.conversations.redis_scripts import COMMIT, COUNT, ERASE, FORGET, LOAD, RENEW
from adapters.conversations.seals import ConversationSeals, name_of
from adapters.sealing import Keyring
from dialogs.facts.errors import UnreadableSeal
from dialogs.facts.messages import Address, Answer
from dialogs.facts.moment import DAY, SECOND, Moment
from dialogs.facts.ports import Loaded

CONVERSATIONS: Final = "huiyin:*:c:*"
MILLISECOND: Final = 1000  # µs
SILENCE: Final = 90 * DAY  # µs after which Redis drops a conversation by itself
REMEMBERED: Final = 60 * SECOND  # µs; channels repeat within seconds
AT_ONCE: Final = 500  # conversations forgotten, or sealed again, in one batch
UNSIGNED: Final = 2**64


@final
class RedisConversations:
    """``Conversations`` in Redis. It does not own the link: close the link after it."""

    def __init__(self, link: RedisLink, keyring: Keyring, *, silence: int = SILENCE) -> None:
        """``silence``: µs without a word after which a conversation expires. Answers do so after a day."""
        self._link = link
        self._seals = ConversationSeals(keyring)
        self._marks = Marks(keyring)
        self._life = silence // MILLISECOND

    async def load(self, who: Address, message: str) -> Loaded:
        keys, marks = self._seals.keys(who), self._marks.of_message(who, message)
        found = await self._link.run(LOAD, _pairs(name_of(who), keys), [_hex(mark) for mark in marks])
        if not found:
            return Loaded(0, b"")
        at, revision, sealed, *said = found
        answer = self._seals.open_answer(marks[said[0] - 1], said[1]) if said else None
        return Loaded(int(revision), self._seals.open(keys[at // 2], sealed).state, answer)

    async def commit(
        self, who: Address, revision: int, state: bytes, *, now: Moment, message: str = "", answer: Answer | None = None
    ) -> bool:
        """Keep it; Redis compares the revision and puts state and answer in place of it in one step."""
        name, keys, marks = name_of(who), self._seals.keys(who), self._marks.of_message(who, message)
        values: tuple[str | bytes | int, ...] = (
            revision,
            self._seals.seal(keys[0], Kept(name, state)),
            now,
            now - DAY,
            self._life,
            DAY // MILLISECOND,
            self._seals.seal_answer(marks[0], answer) if marks and answer is not None else b"",
            *map(_hex, marks),
        )
        return bool(await self._link.run(COMMIT, _pairs(name, keys), values))

    async def forget(self, *, before: Moment, answers: Moment | None = None) -> int:  # noqa: ARG002
        """Drop conversations last spoken in before a moment, with their answers; younger answers expire by themselves.

        It goes through all keys: expiry does the same at no cost, and serving relies on that.
        """
        forgotten = 0
        async for keys in self._batches():
            gone = await asyncio.gather(*(self._link.run(FORGET, _pair(key), (before,)) for key in keys))
            forgotten += sum(gone)
            if forgotten >= AT_ONCE:
                break
        return forgotten

    async def erase(self, who: Address) -> bool:
        return bool(await self._link.run(ERASE, _pairs(name_of(who), self._seals.keys(who)), ()))

    async def rekey(self) -> int:
        """Seal again by the first secret what an older one sealed; answers stay, they last a day. How many it were."""
        renewed = 0
        async for keys in self._batches():
            renewed += sum(await asyncio.gather(*map(self._renew, keys)))
        return renewed

    async def _renew(self, key: str) -> int:
        sealed, number = await self._link.value(key, "s"), _number(key)
        try:
            new = self._seals.renewed(number, sealed) if sealed else None
        except UnreadableSeal:  # of a secret that is gone: nobody reads it, and it expires in time
            return 0
        if new is None or sealed is None:
            return 0
        there = key.rpartition(":")[0] + ":" + _hex(new[0])
        return int(await self._link.run(RENEW, [*_pair(key), *_pair(there)], (sealed, new[1])))

    async def _batches(self) -> AsyncIterator[list[str]]:
        batch: list[str] = []
        async for key in self._link.scan(CONVERSATIONS):
            batch.append(key)
            if len(batch) == AT_ONCE:
                yield batch
                batch = []
        yield batch


@final
class RedisDeliveries:
    """Counts deliveries of a message over all processes."""

    def __init__(self, link: RedisLink, keyring: Keyring) -> None:
        self._link = link
        self._marks = Marks(keyring)

    async def count(self, channel: str, message: str) -> int:
        """Count one more delivery and say how many it makes within a minute."""
        mark = self._marks.of_delivery(channel, message)
        return int(await self._link.run(COUNT, [f"huiyin:d:{_hex(mark)}"], (REMEMBERED // MILLISECOND,)))


def _pairs(name: str, keys: tuple[int, ...]) -> list[str]:
    """Give the two Redis keys by each of a person's keys; the braces put all of them into one slot of a cluster."""
    shard = shard_of(name)
    return [f"huiyin:{{{shard}}}:{kind}:{_hex(key)}" for key in keys for kind in "ca"]


def _pair(key: str) -> tuple[str, str]:
    return key, key.replace(":c:", ":a:")


def _hex(number: int) -> str:
    return f"{number % UNSIGNED:016x}"


def _number(key: str) -> int:
    number = int(key.rpartition(":")[2], 16)
    return number - UNSIGNED if number >= UNSIGNED // 2 else number
