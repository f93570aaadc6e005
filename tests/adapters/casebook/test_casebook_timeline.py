import pytest
from casebook_world import ANNA, World, filing
from sqlalchemy import Connection, select, text, update
from sqlalchemy.exc import DBAPIError

from adapters.casebook.migrations import upgrade
from adapters.casebook.rules.chain import Verdict
from adapters.casebook.schema import timeline, words
from adapters.casebook.verifying import verify
from dialogs.facts import acts

REPLACED = """INSERT OR REPLACE INTO timeline ("case", seq, at, kind, actor, codes, words, digest)
SELECT "case", seq, at, 'x', actor, codes, words, digest FROM timeline WHERE seq = 1"""
TRIGGERS = {
    f"{table}_{name}"
    for table in ("audits", "timeline")
    for name in ("keeps_entries", "loses_nothing", "replaces_nothing")
}


async def filed(town: World) -> str:
    """A case with three entries."""
    case = await town.do(ANNA, filing())
    await town.do(ANNA, acts.Supplement(case.number, "It is still dark"))
    await town.do(ANNA, acts.RenewCode(case.number))
    return case.number


async def verdict(town: World, number: str) -> Verdict | None:
    return await town.database.read(lambda c: verify(c, town.office.keyring, number))


def forced(connection: Connection, *statements: str) -> None:
    """Change what the triggers protect, as who holds the file could."""
    for trigger in TRIGGERS:
        connection.execute(text(f"DROP TRIGGER {trigger}"))
    for statement in statements:
        connection.execute(text(statement))


async def test_intact(town: World) -> None:
    """The chain of a case is intact after each act; there is no verdict on what is no case."""
    number = await filed(town)

    assert await verdict(town, number) == Verdict(3, 0)
    assert await verdict(town, "260302000017") is None


@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("UPDATE timeline SET actor = 'lights' WHERE seq = 1", 1),
        ("UPDATE timeline SET at = at + 1 WHERE seq = 2", 2),
        ("UPDATE timeline SET codes = '{}' WHERE seq = 1", 1),
        ("DELETE FROM timeline WHERE seq = 2", 2),
        ("DELETE FROM timeline WHERE seq = 3", 3),
        ("UPDATE timeline SET words = x'' WHERE seq = 2", 2),
        ("UPDATE words SET sealed = x'00' WHERE seq = 2", 2),
        ("UPDATE words SET sealed = NULL WHERE seq = 2", 2),
        ("DELETE FROM words WHERE seq = 1", 1),
        ("UPDATE cases SET head = x'00'", 4),
    ],
)
async def test_tampering(town: World, tampering: str, broken: int) -> None:
    """Whatever is changed, taken out or cut off behind the triggers' back is noticed where it was."""
    number = await filed(town)
    await town.database.write(lambda c: forced(c, tampering))
    found = await verdict(town, number)

    assert (found.intact, found.broken) == (False, broken)


async def test_erased_words(town: World) -> None:
    """An erasure leaves the chain intact and is counted."""
    number = await filed(town)
    erase = update(words).where(words.c.seq == 2).values(sealed=None, erased_at=town.clock.now())
    await town.database.write(lambda c: c.execute(erase).rowcount)

    assert await verdict(town, number) == Verdict(3, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE timeline SET kind = 'x'",
        "DELETE FROM timeline",
        "REPLACE INTO timeline SELECT * FROM timeline WHERE seq = 1",
        REPLACED,
    ],
)
async def test_append_only(town: World, statement: str) -> None:
    """The database refuses to change, delete or replace an entry."""
    number = await filed(town)

    with pytest.raises(DBAPIError, match="append-only"):
        await town.database.write(lambda c: c.execute(text(statement)).rowcount)
    assert (await verdict(town, number)).intact


async def test_triggers_come_back(town: World) -> None:
    """Migrating again makes anew the triggers that were lost with a table."""
    listing = select(text("name")).select_from(text("sqlite_master")).where(text("type = 'trigger'"))
    await town.database.write(forced)
    await town.database.write(upgrade)

    assert set(await town.database.read(lambda c: c.scalars(listing).all())) == TRIGGERS


async def test_words_are_sealed(town: World, tmp_path) -> None:
    """What was said rests sealed; in the file stands neither it nor who said it nor the code."""
    contact = "13912345678"
    case = await town.do(ANNA, filing(f"Reach me at {contact}"))
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    row = await town.database.read(lambda c: c.execute(select(timeline)).one())

    assert row.words != b""
    assert not any(secret.encode() in kept for secret in (contact, ANNA.id, f'"{case.code}"'))
