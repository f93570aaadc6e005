"""What ``huiyin check`` and a process that starts find in what is stored."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, update
from structlog.testing import capture_logs

from adapters.casebook import SqlOutbox
from adapters.casebook.keys import Keys, keys_of
from adapters.casebook.migrations import migrate
from adapters.casebook.schema import citizens, outbox
from adapters.sealing import Keyring
from adapters.sql import SqliteDatabase, Writer
from bot.check import examine
from bot.clock import SystemClock
from bot.demo.clock import SeededChance
from bot.findings import Finding, Level
from bot.settings import Settings, read_settings
from bot.stores import stores
from dialogs.facts.messages import Address
from dialogs.facts.moment import MINUTE, Moment
from dialogs.facts.ports import Outgoing

FORMER, NEW = "the former secret of the city", "the new secret of the city"


@pytest.fixture
async def database(tmp_path: Path):
    made = SqliteDatabase(Writer(tmp_path / "huiyin.db"))
    await migrate(made)
    yield made
    await made.close()


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Settings]:
    def read(key: str) -> Settings:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("HUIYIN_DATABASE_URL", f"sqlite:///{tmp_path}/huiyin.db")
        monkeypatch.setenv("HUIYIN_SECRET_KEY", key)
        return read_settings()

    return read


async def sealed_by(database: SqliteDatabase, *secrets: str) -> None:
    """Let citizens be known whom these secrets sealed."""
    for number, secret in enumerate(secrets):
        address = Keyring((secret,)).seal("citizens.address", b"+8613900139001")
        known = {"id": f"c{number}", "person": bytes([number] * 16), "channel": "sms", "address": address}
        row = insert(citizens).values(**known, first_contact=Moment(0), last_contact=Moment(0))
        await database.write(lambda connection, row=row: connection.execute(row).close())


async def told(settings: Settings, part: str) -> list[Finding]:
    return [each async for each in examine(settings) if each.part == part]


async def test_a_key_that_opens_what_is_stored_is_well(database: SqliteDatabase, settings) -> None:
    """While keys rotate both are there, and with nothing filed yet there is nothing to say."""
    assert await told(settings(NEW), "secret key") == []

    await sealed_by(database, FORMER, NEW)

    assert await told(settings(f"{NEW},{FORMER}"), "secret key") == [
        Finding(Level.OK, "secret key", "opens what is stored")
    ]


async def test_another_key_is_an_error(database: SqliteDatabase, settings) -> None:
    """Served with it, nobody who ever wrote would be known; the key that is missing is named, as a backup names it."""
    await sealed_by(database, FORMER)

    (finding,) = await told(settings(NEW), "secret key")

    assert finding.level is Level.ERROR
    assert Keyring((FORMER,)).fingerprint in finding.said


async def test_a_former_key_that_is_missing_is_a_warning(database: SqliteDatabase, settings) -> None:
    """As when it was taken away before everything was sealed anew."""
    await sealed_by(database, FORMER, NEW)

    (finding,) = await told(settings(NEW), "secret key")

    assert finding.level is Level.WARNING
    assert Keyring((FORMER,)).fingerprint in finding.said


async def test_serving_with_another_key_says_so_in_the_log(database: SqliteDatabase, settings) -> None:
    """At its start, once, with the missing key's name and what mends it; with the right one there is no line."""
    await sealed_by(database, FORMER)

    with capture_logs() as lines:
        async with stores(settings(NEW), role="serve"):
            pass
        async with stores(settings(f"{NEW},{FORMER}"), role="serve"):
            pass

    (line,) = lines
    assert (line["event"], line["log_level"]) == ("other key", "error")
    assert line["missing"] == [Keyring((FORMER,)).fingerprint]


async def test_the_first_and_the_last_are_looked_at(database: SqliteDatabase) -> None:
    """A key that sealed the oldest and one that sealed the newest are both seen."""
    await sealed_by(database, FORMER, NEW, NEW)

    former, new = (Keyring((secret,)) for secret in (FORMER, NEW))
    assert await keys_of(database, new) == Keys(frozenset({new.fingerprint}), frozenset({former.fingerprint}))


async def test_an_outbox_that_stands_still_is_a_warning(database: SqliteDatabase, settings) -> None:
    """How long the oldest has waited, and where to look; what is dead is counted."""
    assert await told(settings(NEW), "outbox") == [Finding(Level.OK, "outbox", "nothing waits too long")]

    now = SystemClock().now()
    replies = tuple(Outgoing(f"sms:m{n}:0", Address("sms", "+8613900139001"), "", "好") for n in range(2))
    await SqlOutbox(database, Keyring((NEW,)), SeededChance(1)).put(replies, now=Moment(now - 20 * MINUTE))
    died = update(outbox).where(outbox.c.key == "sms:m1:0").values(state="dead")
    await database.write(lambda connection: connection.execute(died).close())

    late, dead = await told(settings(NEW), "outbox")
    assert late.level is Level.WARNING
    assert late.said == "messages have waited for 20 minutes: see huiyin outbox list, and whether huiyin serve runs"
    assert (dead.level, dead.said) == (Level.NOTE, "dead: 1, see huiyin outbox list --state dead")
