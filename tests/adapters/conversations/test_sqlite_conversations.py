import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.conversations.kept import MOST_ANSWERS, PLACES_PER_MOMENT, place_at
from adapters.conversations.sqlite import SqliteConversations
from adapters.conversations.standing import MOST_IN_MIND
from adapters.sealing import Keyring
from adapters.sql import Writer
from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Address, Answer
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.ports import Loaded

OLD, NEW = "an old made-up secret", "a new made-up secret"
WHO = Address("wechat", "oWeChatIdentityOfACitizen")
OTHER = Address("sms", "+8613800138000")
NOW = Moment(1_772_416_800_000_001)
STATE = "武汉路的路灯坏了，我是李小明，电话 13900139000".encode()
ANSWER = Answer(("已记录：武汉路的路灯坏了。查询码 834571。",), NOW)


@asynccontextmanager
async def opened(path: Path, *secrets: str) -> AsyncIterator[tuple[SqliteConversations, Writer]]:
    writer = Writer(path, busy_timeout=0.05)
    store = SqliteConversations(writer, Keyring(secrets))
    await store.prepare()
    yield store, writer
    await store.close()
    await writer.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "huiyin.db"


async def test_nothing_lies_in_clear(path: Path) -> None:
    """Database and write-ahead log hold neither who spoke nor a word of what was said, and no id of a message."""
    async with opened(path, NEW) as (store, _):
        await store.commit(WHO, 0, STATE, now=NOW, message="message-4711", answer=ANSWER)
        await store.commit(OTHER, 0, STATE, now=NOW, message="message-4711", answer=ANSWER)
        files = b"".join(file.read_bytes() for file in path.parent.iterdir())

    assert len(files) > 4096
    said = [WHO.id, OTHER.id, "13800138000", "13900139000", "李小明", "武汉路", "834571", "message-4711"]
    assert [word for word in said if word.encode() in files or word.encode("utf-16-le") in files] == []


async def test_a_full_disk_keeps_what_was_confirmed(path: Path) -> None:
    """Every turn that was confirmed is there, every other was told, and reading goes on."""
    people = [Address("wechat", f"citizen {number}") for number in range(300)]
    async with opened(path, NEW) as (store, writer):
        await writer.run(lambda c: c.execute("PRAGMA max_page_count = 30").close())
        outcomes = await asyncio.gather(
            *(store.commit(who, 0, STATE * 5, now=NOW, message="m", answer=ANSWER) for who in people),
            return_exceptions=True,
        )
        loaded = [await store.load(who, "m") for who in people]

    assert {type(outcome) for outcome in outcomes} == {bool, Unkept}
    assert [found.answer is not None for found in loaded] == [outcome is True for outcome in outcomes]
    assert [found.revision for found in loaded] == [int(outcome is True) for outcome in outcomes]


async def test_a_locked_file_is_unkept(path: Path) -> None:
    """While another process writes for too long, a turn is told so; what was confirmed is read; then all goes on."""
    async with opened(path, NEW) as (store, _):
        await store.commit(WHO, 0, STATE, now=NOW)
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(Unkept):
                await store.commit(WHO, 1, b"lost", now=NOW, message="m", answer=ANSWER)
            assert await store.load(WHO, "m") == Loaded(1, STATE)

        assert await store.commit(WHO, 1, b"kept", now=NOW, message="m", answer=ANSWER)


async def test_a_damaged_file_is_unkept(path: Path) -> None:
    """What cannot be read is no empty conversation: nobody starts anew because a disk is bad."""
    async with opened(path, NEW) as (store, _):
        for number in range(50):
            await store.commit(Address("wechat", f"citizen {number}"), 0, STATE * 5, now=NOW)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)  # the first page, with the names of the tables, stays
        file.write(b"\xff" * (size - 4096))

    async with opened(path, NEW) as (store, _):
        with pytest.raises(Unkept, match="SQLITE_CORRUPT"):
            await store.load(WHO, "m")


async def test_a_row_moved_to_another_person_is_unreadable(path: Path) -> None:
    """Whoever can write to the file cannot show one citizen what another said."""
    async with opened(path, NEW) as (store, writer):
        await store.commit(WHO, 0, STATE, now=NOW, message="m", answer=ANSWER)
        await store.commit(OTHER, 0, b"other", now=NOW, message="m", answer=ANSWER)
        await writer.run(
            lambda c: c.execute("UPDATE conversation SET kept = (SELECT max(kept) FROM conversation)").close()
        )

        outcomes = await asyncio.gather(*(store.load(who, "") for who in (WHO, OTHER)), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Loaded", "UnreadableSeal"]


async def test_keys_rotate_without_a_break(path: Path) -> None:
    """What was kept under the old secret is found, answered messages too, and goes on under the new one."""
    async with opened(path, OLD) as (store, _):
        await store.commit(WHO, 0, STATE, now=NOW, message="m1", answer=ANSWER)

    async with opened(path, NEW, OLD) as (store, _):
        assert await store.load(WHO, "m1") == Loaded(1, STATE, ANSWER)
        assert not await store.commit(WHO, 1, b"again", now=NOW, message="m1", answer=ANSWER)
        assert not await store.commit(WHO, 0, b"anew", now=NOW)
        assert await store.commit(WHO, 1, b"on", now=NOW, message="m2", answer=ANSWER)

    async with opened(path, NEW) as (store, _):
        assert await store.load(WHO, "m2") == Loaded(2, b"on", ANSWER)


async def test_rekeying_lets_the_old_secret_go(path: Path) -> None:
    """Afterwards the new secret alone finds and opens all, and a second rekeying finds nothing to do."""
    people = [Address("wechat", f"citizen {number}") for number in range(50)]
    async with opened(path, OLD) as (store, _):
        for who in people:
            await store.commit(who, 0, STATE, now=NOW, message="m1", answer=ANSWER)

    async with opened(path, NEW, OLD) as (store, _):
        await store.commit(people[0], 1, b"on", now=NOW, message="m2", answer=ANSWER)
        assert await store.rekey(batch=7) == 49 + 50
        assert await store.rekey(batch=7) == 0

    async with opened(path, NEW) as (store, _):
        loaded = [await store.load(who, "m1") for who in people]
    assert loaded == [Loaded(2, b"on", ANSWER)] + [Loaded(1, STATE, ANSWER)] * 49


async def test_rekeying_goes_round_what_nobody_can_open(path: Path) -> None:
    """Rows of a secret that is gone stay where they are and stop nothing."""
    async with opened(path, "a secret that was lost") as (store, _):
        await store.commit(OTHER, 0, STATE, now=NOW)
    async with opened(path, OLD) as (store, _):
        await store.commit(WHO, 0, STATE, now=NOW)

    async with opened(path, NEW, OLD) as (store, _):
        assert await store.rekey() == 1
        assert await store.load(WHO, "") == Loaded(1, STATE)
        assert await store.load(OTHER, "") == Loaded(0, b"")


async def test_alone_is_wrong_for_one_turn_only(path: Path) -> None:
    """Where another process spoke after all, a turn that did not know loses, leaves nothing, and the next one knows."""
    writer = Writer(path)
    believer = SqliteConversations(writer, Keyring((NEW,)), alone=True)
    await believer.prepare()
    await believer.commit(WHO, 0, b"mine", now=NOW)
    async with opened(path, NEW) as (store, _):
        await store.commit(WHO, 1, b"theirs", now=NOW)

    believed = await believer.load(WHO, "m")
    kept = await believer.commit(WHO, believed.revision, b"on a wrong belief", now=NOW, message="m", answer=ANSWER)

    assert (believed.state, kept) == (b"mine", False)
    assert await believer.load(WHO, "m") == Loaded(2, b"theirs")
    assert await writer.run(lambda c: c.execute("SELECT count(*) FROM answered").fetchone()) == (0,)
    await believer.close()
    await writer.close()


async def test_many_people_are_more_than_one_keeps_in_mind(path: Path) -> None:
    """Who is no longer in mind is read from the file."""
    people = [Address("wechat", f"citizen {number}") for number in range(MOST_IN_MIND + 10)]
    writer = Writer(path)
    store = SqliteConversations(writer, Keyring((NEW,)), alone=True)
    await store.prepare()
    await asyncio.gather(*(store.commit(who, 0, who.id.encode(), now=NOW) for who in people))

    assert [(await store.load(who, "")).state for who in people[:20]] == [who.id.encode() for who in people[:20]]
    await store.close()
    await writer.close()


async def test_answers_of_another_day_are_let_go(path: Path) -> None:
    """A turn leaves out what is older than a day, so that a conversation of months stays small."""
    async with opened(path, NEW) as (store, _):
        await store.commit(WHO, 0, STATE, now=NOW, message="m1", answer=ANSWER)
        await store.commit(WHO, 1, STATE, now=Moment(NOW + DAY + 1), message="m2", answer=ANSWER)

        assert await store.load(WHO, "m1") == Loaded(2, STATE)
        assert await store.load(WHO, "m2") == Loaded(2, STATE, ANSWER)


async def test_a_flood_of_answers_costs_each_turn_little(path: Path) -> None:
    """However much one person writes in a day, the row of a turn stays small, and the last answers are found."""
    async with opened(path, NEW) as (store, writer):
        for number in range(MOST_ANSWERS + 10):
            await store.commit(WHO, number, STATE, now=NOW, message=f"m{number}", answer=ANSWER)
        size = await writer.run(lambda c: c.execute("SELECT length(kept) FROM conversation").fetchone()[0])
        answers = [(await store.load(WHO, f"m{number}")).answer for number in range(MOST_ANSWERS + 10)]

    assert size < 6000
    assert answers == [None] * 10 + [ANSWER] * MOST_ANSWERS


async def test_answers_are_forgotten_with_their_conversation(path: Path) -> None:
    """With time all rows of both tables go."""
    async with opened(path, NEW) as (store, writer):
        for number in range(20):
            await store.commit(WHO, number, STATE, now=NOW, message=f"m{number}", answer=ANSWER)

        assert await store.forget(before=Moment(NOW + 100)) == 1 + 20
        assert await writer.run(lambda c: c.execute("SELECT count(*) FROM answered").fetchone()) == (0,)


async def test_an_answer_whose_place_is_taken_lies_elsewhere(path: Path) -> None:
    """Stores that answer in the same microsecond, where most places are taken, keep each answer."""
    people = [Address("wechat", f"citizen {number}") for number in range(30)]
    async with opened(path, NEW) as (_, writer):
        stores = [SqliteConversations(writer, Keyring((NEW,))) for _ in people]
        await writer.run(fill_places)
        for store, who in zip(stores, people, strict=True):
            assert await store.commit(who, 0, STATE, now=NOW, message="m", answer=Answer((who.id,), NOW))
        answers = [(await stores[0].load(who, "m")).answer for who in people]
        for store in stores:
            await store.close()

    assert answers == [Answer((who.id,), NOW) for who in people]


def fill_places(connection: sqlite3.Connection) -> None:
    """Leave every fifth place of the moment free."""
    first = place_at(NOW)
    taken = ((first + number, b"") for number in range(PLACES_PER_MOMENT) if number % 5)
    connection.executemany("INSERT INTO answered VALUES (?, ?)", taken)


async def test_answers_go_after_a_day_and_their_conversation_stays(path: Path) -> None:
    """A message that comes again after its answer was forgotten is a message like any other, and is answered."""
    async with opened(path, NEW) as (store, _):
        await store.commit(WHO, 0, STATE, now=NOW, message="m", answer=ANSWER)
        later = Moment(NOW + 2 * DAY)

        assert await store.forget(before=Moment(NOW - DAY), answers=Moment(later - DAY)) == 1
        assert (await store.load(WHO, "m")).answer is None
        assert (await store.load(WHO, "m")).revision == 1
        assert await store.commit(WHO, 1, STATE, now=Moment(NOW + 1), message="m", answer=ANSWER)
        assert (await store.load(WHO, "m")).answer == ANSWER
        assert not await store.commit(WHO, 2, STATE, now=later, message="m", answer=ANSWER)
