import asyncio
import contextlib
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.sql import Writer
from adapters.sql.writer import LARGEST_GROUP
from dialogs.facts.errors import Unkept


@pytest.fixture
async def writer(tmp_path: Path) -> AsyncIterator[Writer]:
    writer = Writer(tmp_path / "huiyin.db", busy_timeout=0.05)
    await writer.run(lambda c: c.execute("CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL)") and None)
    yield writer
    await writer.close()


def insert(number: int, text: str | None = "word") -> "Insert":
    return Insert(number, text)


class Insert:
    def __init__(self, number: int, text: str | None) -> None:
        self.row = (number, text)

    def __call__(self, connection: sqlite3.Connection) -> int:
        return connection.execute("INSERT INTO word VALUES (?, ?)", self.row).rowcount


def kept(path: Path) -> list[int]:
    """What another process would find."""
    with contextlib.closing(sqlite3.connect(path)) as other:
        return [number for (number,) in other.execute("SELECT id FROM word ORDER BY id")]


class Held:
    """Another process that holds the write lock."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("BEGIN IMMEDIATE")

    def release(self) -> None:
        self.connection.execute("ROLLBACK")
        self.connection.close()


async def test_what_was_answered_is_kept(writer: Writer) -> None:
    """Once a caller hears of it, another connection sees it."""
    assert await writer.run(insert(1)) == 1
    assert kept(writer.path) == [1]


async def test_the_disk_is_waited_for(writer: Writer) -> None:
    """WAL, full synchronisation and foreign keys are on."""

    def settings(connection: sqlite3.Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert await writer.run(settings) == ["wal", 2, 1, 1]


async def test_an_error_goes_to_its_caller_alone(writer: Writer) -> None:
    """In one group, the functions before and after a failing one are kept, and what the failing one did is undone."""

    def half(connection: sqlite3.Connection) -> None:
        insert(10)(connection)
        raise LookupError("half way")

    outcomes = await asyncio.gather(
        writer.run(lambda _: time.sleep(0.02)),
        *(writer.run(fn) for fn in (insert(1), half, insert(2, None), insert(3))),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes[1:]] == [int, LookupError, sqlite3.IntegrityError, int]
    assert kept(writer.path) == [1, 3]


async def test_a_single_statement_undoes_itself(writer: Writer) -> None:
    """Without a savepoint too, a statement that fails half way leaves nothing, and its neighbours are kept."""
    await writer.run(insert(2))
    rows = "INSERT INTO word VALUES (1, 'new'), (2, 'again'), (3, 'new')"

    outcomes = await asyncio.gather(
        writer.run(insert(4)),
        writer.run(lambda c: c.execute(rows).rowcount, undoes_itself=True),
        writer.run(insert(5), undoes_itself=True),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes] == [int, sqlite3.IntegrityError, int]
    assert kept(writer.path) == [2, 4, 5]


async def test_those_that_wait_together_share_a_commit(writer: Writer) -> None:
    """A crowd of functions is kept in a few commits, and a lone one in its own."""
    statements: list[str] = []
    await writer.run(lambda c: c.set_trace_callback(statements.append))

    await asyncio.gather(*(writer.run(insert(number)) for number in range(500)))
    crowd = statements.count("COMMIT")
    await writer.run(insert(1000))

    assert 500 / LARGEST_GROUP <= crowd <= 20
    assert statements.count("COMMIT") == crowd + 1


async def test_functions_keep_their_order(writer: Writer) -> None:
    """Functions run in the order in which they were given."""
    seen: list[int] = []

    await asyncio.gather(*(writer.run(lambda _, n=n: seen.append(n)) for n in range(1000)))

    assert seen == list(range(1000))


async def test_a_failed_commit_fails_all_of_its_group(writer: Writer) -> None:
    """A deferred foreign key that breaks at COMMIT takes each member of the group with it, and nothing is kept."""
    await writer.run(
        lambda c: c.execute("CREATE TABLE part (word INTEGER REFERENCES word DEFERRABLE INITIALLY DEFERRED)") and None
    )

    outcomes = await asyncio.gather(
        writer.run(lambda _: time.sleep(0.02)),
        writer.run(insert(1)),
        writer.run(lambda c: c.execute("INSERT INTO part VALUES (99)") and None),
        return_exceptions=True,
    )

    assert {type(outcome) for outcome in outcomes[1:]} == {Unkept}
    assert kept(writer.path) == []
    assert await writer.run(insert(1)) == 1


async def test_a_locked_database_is_unkept(writer: Writer) -> None:
    """While another process writes for too long, each caller is told so; afterwards all goes on."""
    held = Held(writer.path)

    outcomes = await asyncio.gather(writer.run(insert(1)), writer.run(insert(2)), return_exceptions=True)
    held.release()

    assert {type(outcome) for outcome in outcomes} == {Unkept}
    assert "SQLITE_BUSY" in str(outcomes[0])
    assert await writer.run(insert(3)) == 1
    assert kept(writer.path) == [3]


async def test_a_full_disk_is_unkept(writer: Writer) -> None:
    """When no page is left, what was confirmed stays, what does not fit is told, and small things still go in."""
    await writer.run(lambda c: c.execute("PRAGMA max_page_count = 20") and None)
    confirmed: list[int] = []

    async def fill() -> None:
        for number in range(1000):
            await writer.run(insert(number, "x" * 1000))
            confirmed.append(number)

    with pytest.raises(Unkept, match="SQLITE_FULL"):
        await fill()

    assert len(confirmed) > 10
    assert kept(writer.path) == confirmed
    await writer.run(lambda c: c.execute("DELETE FROM word WHERE id < 5") and None)
    assert await writer.run(insert(2000)) == 1


async def test_a_full_disk_within_a_group_loses_nothing_confirmed(writer: Writer) -> None:
    """Each function of a crowd is either confirmed and kept, or told that it is not."""
    await writer.run(lambda c: c.execute("PRAGMA max_page_count = 20") and None)

    outcomes = await asyncio.gather(
        *(writer.run(insert(number, "x" * 1000)) for number in range(500)), return_exceptions=True
    )

    assert {type(outcome) for outcome in outcomes} <= {int, Unkept}
    assert kept(writer.path) == [number for number, outcome in enumerate(outcomes) if outcome == 1]


async def test_a_cancelled_caller_does_no_harm(writer: Writer) -> None:
    """One that gave up before its turn is left out; those that wait with it are kept."""
    slow = asyncio.ensure_future(writer.run(lambda _: time.sleep(0.05)))
    await asyncio.sleep(0)
    given_up = asyncio.ensure_future(writer.run(insert(1)))
    stays = asyncio.ensure_future(writer.run(insert(2)))
    await asyncio.sleep(0)

    given_up.cancel()
    await asyncio.gather(slow, stays)

    assert kept(writer.path) == [2]


async def test_closing_finishes_what_waits(tmp_path: Path) -> None:
    """What was given before the end is kept, what comes after is refused, and closing twice is fine."""
    writer = Writer(tmp_path / "new folder" / "huiyin.db")
    await writer.run(lambda c: c.execute("CREATE TABLE word (id INTEGER, text TEXT)") and None)
    waiting = [asyncio.ensure_future(writer.run(insert(number))) for number in range(600)]
    await asyncio.sleep(0)

    await writer.close()
    await writer.close()

    assert sum(await asyncio.gather(*waiting)) == 600
    with pytest.raises(Unkept, match="closed"):
        await writer.run(insert(1))


async def test_closing_after_a_failed_group_ends(writer: Writer) -> None:
    """The end is reached also when the last group cannot be kept."""
    held = Held(writer.path)
    lost = asyncio.ensure_future(writer.run(insert(1)))
    await asyncio.sleep(0)

    await asyncio.wait_for(writer.close(), 60)
    held.release()

    with pytest.raises(Unkept):
        await lost


async def test_a_function_may_not_end_the_transaction(writer: Writer) -> None:
    """``commit()`` and ``rollback()`` of the connection do nothing: only the writer ends its transactions."""

    def meddle(connection: sqlite3.Connection) -> None:
        insert(1)(connection)
        connection.commit()
        raise LookupError("undo me")

    with pytest.raises(LookupError):
        await writer.run(meddle)

    assert kept(writer.path) == []


async def test_a_stop_iteration_reaches_its_caller(writer: Writer) -> None:
    """An exhausted iterator inside a function is an error like any other, and nobody waits for ever."""
    with pytest.raises(RuntimeError):
        await asyncio.wait_for(writer.run(lambda _: next(iter(()))), 60)


def test_a_file_that_cannot_be_is_unkept(tmp_path: Path) -> None:
    """A folder in place of the file, and a file that is no database, are told at once."""
    (tmp_path / "text.db").write_bytes(b"this is no database at all, but long enough" * 100)

    for path in (tmp_path, tmp_path / "text.db", tmp_path / "text.db" / "under a file"):
        with pytest.raises(Unkept) as told:
            Writer(path)
        assert path.suffix == ".db" or str(path) in str(told.value)


async def test_a_new_file_is_for_its_owner_alone(writer: Writer) -> None:
    """Also what SQLite lays beside it, whatever the folder allows."""
    await writer.run(insert(1))

    rights = {path.name: path.stat().st_mode & 0o777 for path in writer.path.parent.glob("huiyin.db*")}
    assert set(rights) >= {"huiyin.db", "huiyin.db-wal"}
    assert set(rights.values()) == {0o600}
