"""One thread that writes one SQLite file, and one commit for all that arrive together."""

import asyncio
import contextlib
import sqlite3
import time
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

    __slots__ = ("error", "fn", "future", "value")

    def __init__(self, fn: Callable[[sqlite3.Connection], Any], future: asyncio.Future[Any]) -> None:
        self.fn = fn
        self.future = future
        self.value: Any = None
        self.error: Exception | None = None


@final
class Writer:
    """Runs functions on the one writing connection of a SQLite file, durable before their callers hear of it.

    Functions that wait together share a transaction, each in a savepoint: an error undoes that function and goes to its
    caller alone; a commit that fails fails all of the group with ``Unkept``. A caller that is cancelled may find its
    work done or not done.
    """

    def __init__(self, path: Path, *, busy_timeout: float = BUSY_TIMEOUT) -> None:
        """Open ``path``, make it where there is none, and start the thread."""
        self.path = path
        self._connection: LedConnection = connect_writing(path, busy_timeout=busy_timeout)
        self._queue: SimpleQueue[_Task | None] = SimpleQueue()
        self._closed = False
        self._thread = Thread(target=self._work, name=f"writer of {path.name}", daemon=True)
        self._thread.start()

    async def run(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``fn`` in a transaction, and give what it returned once that is on the disk.

        ``fn`` neither commits nor rolls back, and takes ≤ 50 ms: all others wait for it.
        """
        if self._closed or self._queue.qsize() >= MOST_WAITING:
            raise Unkept("closed" if self._closed else "too many waiting")
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._queue.put(_Task(fn, future))
        return await future

    async def close(self) -> None:
        """Finish what waits, and close the file."""
        if self._closed:
            return
        self._closed = True
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)
        self._connection.close()

    def _work(self) -> None:
        while (first := self._queue.get()) is not None:
            group = [first]
            try:
                self._keep(group)
            except Exception as error:  # noqa: BLE001 - whatever it is, each caller has to hear of it
                self._undo()
                for task in group:
                    task.error = undone(error)
            _tell(group)

    def _keep(self, group: list[_Task]) -> None:
        """Run the group's first, and those that arrive meanwhile, in one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        ends = time.monotonic() + LONGEST_GROUP
        self._run(group[0])
        while len(group) < LARGEST_GROUP and time.monotonic() < ends and not self._queue.empty():
            task = self._queue.get()
            if task is None:
                self._queue.put(None)  # the end, once this group is kept
                break
            group.append(task)
            self._run(task)
        self._connection.execute("COMMIT")

    def _run(self, task: _Task) -> None:
        if task.future.cancelled():
            return
        connection = self._connection
        connection.execute("SAVEPOINT one")
        try:
            task.value = task.fn(connection)
        except Exception as error:
            if not connection.in_transaction:  # SQLite itself undid the whole group: full disk, failed disk
                raise
            connection.execute("ROLLBACK TO one")
            task.error = as_told(error)
        connection.execute("RELEASE one")

    def _undo(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def _tell(group: list[_Task]) -> None:
    """Wake each event loop once for all that wait in it."""
    for loop in {task.future.get_loop() for task in group}:
        with contextlib.suppress(RuntimeError):  # the loop has closed: nobody waits
            loop.call_soon_threadsafe(_settle, [task for task in group if task.future.get_loop() is loop])


def _settle(tasks: list[_Task]) -> None:
    for task in tasks:
        if task.future.done():
            continue
        if task.error is None:
            task.future.set_result(task.value)
        else:
            task.future.set_exception(task.error)
