"""One thread that writes one SQLite file, and one commit for all that arrive together."""

import asyncio
import contextlib
import sqlite3
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final, TypeVar, final

from adapters.sql.connecting import LedConnection, connect_writing
from adapters.sql.faults import as_told, undone
from dialogs.facts.errors import Unkept

T = TypeVar("T")

LARGEST_GROUP: Final = 256  # functions
LONGEST_GROUP: Final = 0.05  # seconds
MOST_WAITING: Final = 10_000  # functions; more than that is a store that stands still
BUSY_TIMEOUT: Final = 5.0  # seconds; the command line writes to the same file


class _Task:
    """A function on its way to the writer, and then what came of it."""

    __slots__ = ("error", "fn", "future", "undoes_itself", "value")

    def __init__(
        self, fn: Callable[[sqlite3.Connection], Any], future: asyncio.Future[Any], *, undoes_itself: bool
    ) -> None:
        self.fn = fn
        self.future = future
        self.undoes_itself = undoes_itself
        self.value: Any = None
        self.error: Exception | None = None


@final
class Writer:
    """Runs functions on the one writing connection of a SQLite file, durable before their callers hear of it.

    Functions that wait together share a transaction, each in a savepoint: an error undoes that function and goes to its
    caller alone; a commit that fails fails all of the group with ``Unkept``. A caller that is cancelled may find its
    work done or not done. To be used from one event loop.
    """

    def __init__(self, path: Path, *, busy_timeout: float = BUSY_TIMEOUT) -> None:
        """Open ``path``, make it where there is none, and start the thread."""
        self.path = path
        self._connection: LedConnection = connect_writing(path, busy_timeout=busy_timeout)
        self._waiting: deque[_Task] = deque()
        self._handed: SimpleQueue[deque[_Task] | None] = SimpleQueue()
        self._resting = True
        self._closed = False
        self._thread = Thread(target=self._work, name=f"writer of {path.name}", daemon=True)
        self._thread.start()

    async def run(self, fn: Callable[[sqlite3.Connection], T], *, undoes_itself: bool = False) -> T:
        """Run ``fn`` in a transaction, and give what it returned once that is on the disk.

        ``fn`` neither commits nor rolls back, and takes ≤ 50 ms: all others wait for it. ``undoes_itself``: what it
        wrote is gone where it fails, and the savepoint is saved.
        """
        if self._closed or len(self._waiting) >= MOST_WAITING:
            raise Unkept("closed" if self._closed else "too many waiting")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._waiting.append(_Task(fn, future, undoes_itself=undoes_itself))
        if self._resting:
            # At the end of this tick of the loop: whoever is ready now comes along.
            self._resting = False
            loop.call_soon(self._hand_over)
        return await future

    async def close(self) -> None:
        """Finish what waits, and close the file."""
        if self._closed:
            return
        self._closed = True
        self._hand_over()
        self._handed.put(None)
        await asyncio.to_thread(self._thread.join)
        self._connection.close()

    def _hand_over(self) -> None:
        """Give the thread all that waits, or let it rest."""
        self._resting = not self._waiting
        if self._waiting:
            self._handed.put(self._waiting)
            self._waiting = deque()

    def _work(self) -> None:
        while (tasks := self._handed.get()) is not None:
            while tasks:
                group: list[_Task] = []
                try:
                    self._keep(tasks, group)
                except Exception as error:  # noqa: BLE001 - whatever it is, each caller has to hear of it
                    self._undo()
                    for task in group:
                        task.error = undone(error)
                self._tell(group, last=not tasks)

    def _keep(self, tasks: deque[_Task], group: list[_Task]) -> None:
        """Move tasks to the group and run them in one transaction, until they are many or it gets late."""
        group.append(tasks.popleft())
        self._connection.execute("BEGIN IMMEDIATE")
        ends = time.monotonic() + LONGEST_GROUP
        self._run(group[0])
        while tasks and len(group) < LARGEST_GROUP and time.monotonic() < ends:
            group.append(tasks.popleft())
            self._run(group[-1])
        self._connection.execute("COMMIT")

    def _run(self, task: _Task) -> None:
        if task.future.cancelled():
            return
        connection = self._connection
        if not task.undoes_itself:
            connection.execute("SAVEPOINT one")
        try:
            task.value = task.fn(connection)
        except Exception as error:
            if not connection.in_transaction:  # SQLite itself undid the whole group: full disk, failed disk
                raise
            task.error = as_told(error)
            if not task.undoes_itself:
                connection.execute("ROLLBACK TO one")
        if not task.undoes_itself:
            connection.execute("RELEASE one")

    def _undo(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _tell(self, group: list[_Task], *, last: bool) -> None:
        """Wake the event loop once for all of a group."""
        with contextlib.suppress(RuntimeError):  # the loop has closed: nobody waits
            group[0].future.get_loop().call_soon_threadsafe(self._settle, group, last)

    def _settle(self, group: list[_Task], last: bool) -> None:  # noqa: FBT001 - call_soon passes by position
        for task in group:
            if task.future.done():
                continue
            if task.error is None:
                task.future.set_result(task.value)
            else:
                task.future.set_exception(task.error)
        if last:  # after those that were just woken: what they ask for next comes along
            group[0].future.get_loop().call_soon(self._hand_over)
