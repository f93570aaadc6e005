"""The port to SQL."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")


class Database(Protocol):
    """A database as casebook and workers use it. Raises ``Unkept`` when it is down, full or locked.

    A function given to it does all its work in one transaction, returns plain data (no open result), and may be
    run again from the start where the database asks for it. It takes ≤ 50 ms: more is done in batches.
    """

    async def write(self, fn: Callable[[Connection], T]) -> T:
        """Run ``fn`` in one transaction of its own: an error of it undoes all that it did, and nothing else."""

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """Run ``fn`` on one unchanging view of the data; it can write nothing and holds up no writer."""

    async def look(self, fn: Callable[[Connection], T]) -> T:
        """Run ``fn`` as ``read`` does, for somebody in a conversation: no list and no report stands in its way."""

    async def wipe(self) -> None:
        """Remove what was deleted from the database's own log too, where that is ours to do."""

    async def close(self) -> None: ...
