"""The book's hash of each day: over every entry of the day and the hash of the day before, to be kept elsewhere.

Whoever could rewrite the database, triggers and chains and all, could not rewrite what was written down outside it.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import Final

from sqlalchemy import Connection, select

from adapters.casebook.schema import timeline
from dialogs.facts.moment import HOUR, Moment, civil, moment_of

START: Final = bytes(32)
SETTLED: Final = HOUR
"""How long after its end a day is closed: what began before midnight has been committed by then."""


@dataclass(frozen=True, slots=True)
class DayHash:
    """``last``: the position of the day's last entry; ``entries``: how many came since the line before."""

    day: str
    last: int
    entries: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.day} {self.last} {self.entries} {self.hash.hex()}"


def parse(line: str) -> DayHash:
    """Read a line back; ``ValueError`` for what is none."""
    day, last, entries, digest = line.split()
    return DayHash(day, int(last), int(entries), bytes.fromhex(digest))


def next_day(connection: Connection, before: DayHash | None, zone: tzinfo, now: Moment) -> DayHash | None:
    """Give the next day that has entries, is over and not hashed yet."""
    after = before.last if before else 0
    oldest = connection.scalar(select(timeline.c.at).where(timeline.c.position > after).order_by(timeline.c.position))
    if oldest is None:
        return None
    day = civil(oldest, zone).date()
    end = moment_of(datetime.combine(day + timedelta(days=1), time(), zone))
    if now < end + SETTLED:
        return None
    beyond = timeline.c.position > after, timeline.c.at >= end
    first = connection.scalar(select(timeline.c.position).where(*beyond).order_by(timeline.c.position).limit(1))
    last = select(timeline.c.position).where(timeline.c.position > after).order_by(timeline.c.position.desc()).limit(1)
    found = connection.scalar(last.where(timeline.c.position < first) if first else last)
    return hashed(connection, before, str(day), found or after)


def hashed(connection: Connection, before: DayHash | None, day: str, last: int) -> DayHash:
    """Hash what came after a line up to a position, in order."""
    digest, entries = hashlib.sha256(before.hash if before else START), 0
    rows = select(timeline.c.digest).where(timeline.c.position > (before.last if before else 0))
    for row in connection.execute(rows.where(timeline.c.position <= last).order_by(timeline.c.position)):
        digest.update(row.digest)
        entries += 1
    return DayHash(day, last, entries, digest.digest())
