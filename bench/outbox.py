"""An outbox full of notices, for ``bench.outbound``."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert

from adapters.casebook import SqlNotices, SqlOutbox, seals
from adapters.casebook.migrations import migrate
from adapters.casebook.schema import cases, citizens, notices
from adapters.sealing import Keyring
from adapters.sql import SqliteDatabase, Writer
from bot.clock import SystemChance, SystemClock
from bot.speech import Speech
from bot.worker.carriers import TextCarrier
from bot.worker.telling import NoticeLine
from dialogs.facts.delivery import Habits, Rung
from dialogs.facts.moment import DAY, SECOND, Moment
from dialogs.facts.notices import Audience
from dialogs.facts.ports import Voice
from dialogs.updates import told

SECRETS = ("a made-up secret of some length",)
SPEECH = Speech(Path("city/demo"))


@asynccontextmanager
async def filled(folder: Path, count: int) -> AsyncIterator[tuple[SqlNotices, SqlOutbox, SystemChance]]:
    """Leave as many notices, each of another citizen."""
    writer, ring, chance = Writer(folder / "bench.db"), Keyring(SECRETS), SystemChance()
    database = SqliteDatabase(writer)
    await migrate(database)
    await database.write(lambda connection: _fill(connection, ring, count))
    try:
        yield SqlNotices(database, ring, chance, lambda: SPEECH.now.city), SqlOutbox(database, ring, chance), chance
    finally:
        await database.close()
        await writer.close()


def line_of(kept: SqlNotices, voice: Voice, chance: SystemChance) -> NoticeLine:
    carrier = TextCarrier(Rung("wechat", "wechat"), voice, {Audience.CITIZEN: told}, lambda: SPEECH.now)
    zone = ZoneInfo(SPEECH.now.city.zone)
    return NoticeLine(kept, (carrier,), clock=SystemClock(), chance=chance, zone=zone, habits=Habits())


def _fill(connection: Connection, ring: Keyring, count: int) -> None:
    now, unit = Moment(int(time.time() * SECOND)), SPEECH.now.city.units[0].code
    people, matters, left = [], [], []
    for index in range(count):
        person, number = f"c{index}", f"20261123{index:04}"
        address = seals.seal(ring, citizens.c.address, f"o-{index}", person)
        people.append({"id": person, "person": b"%d" % index, "channel": "wechat", "address": address})
        matters.append({"number": number, "head": b"", "submitted_at": now, "unit": unit})
        row = {"audience": "citizen", "citizen": person, "case": number, "line": f"{person}/{number}", "at": now}
        row |= {"facts": f'{{"reply_by":"{now + 7 * DAY}","unit":"{unit}"}}', "step": "assign", "state": "waiting"}
        left.append(row | {"not_before": now, "expires": now + DAY})
    connection.execute(insert(citizens), [each | {"first_contact": now, "last_contact": now} for each in people])
    connection.execute(insert(cases), matters)
    connection.execute(insert(notices), left)
