"""What WeChat lends the account for a while: kept until shortly before its end, and shared by all processes."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Final, Generic, TypeVar, final

import msgspec

from dialogs.facts.discreet import Discreet
from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Address
from dialogs.facts.moment import SECOND, Clock, Moment
from dialogs.facts.ports import Conversations

SPARE: Final = 60  # seconds before its end from which it is good no more


class Lent(Discreet, frozen=True):
    """``until``: the moment from which it is good no more."""

    until: int = 0


L = TypeVar("L", bound=Lent)


@final
class Shared(Generic[L]):
    """Rests at ``place`` among the conversations, sealed as they are. ``had`` is what this process has of it.

    Where there is no store, or it is down, each process has its own: that bars nobody from sending.
    """

    def __init__(self, place: Address, nothing: L, clock: Clock, store: Conversations | None) -> None:
        self.had = nothing
        self.asking = asyncio.Lock()
        """Held by who asks WeChat: whoever comes then waits for that answer."""
        self._read = msgspec.json.Decoder(type(nothing)).decode
        self._place = place
        self._clock = clock
        self._store = store
        self._revision = 0

    async def fresh(self, ask: Callable[[], Awaitable[None]]) -> L:
        """Give it while it is good; where no process has a good one, ``ask`` is to put one."""
        if not self.is_fresh():
            async with self.asking:
                if not self.is_fresh():
                    await self.look()
                if not self.is_fresh():
                    await ask()
        return self.had

    def is_fresh(self) -> bool:
        return self._clock.now() < self.had.until

    def until(self, expires_in: int) -> Moment:
        """Say until when what WeChat gave just now, for so many seconds, is good."""
        return Moment(self._clock.now() + (expires_in - SPARE) * SECOND)

    async def look(self) -> None:
        """See what the other processes have."""
        if self._store is None:
            return
        with contextlib.suppress(Unkept, msgspec.DecodeError):
            loaded = await self._store.load(self._place, "")
            self._revision = loaded.revision
            if loaded.state:
                self.had = self._read(loaded.state)

    async def put(self, new: L) -> bool:
        """Put it in place of what was seen last; False where another process was first, and nothing is changed."""
        if self._store is not None:
            with contextlib.suppress(Unkept):
                state = msgspec.json.encode(new)
                if not await self._store.commit(self._place, self._revision, state, now=self._clock.now()):
                    return False
                self._revision += 1
        self.had = new
        return True
