"""The hash of each day in a file outside the database: a line a day, only ever appended."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import tzinfo
from pathlib import Path

import structlog

from adapters.casebook.daily import DayHash, hashed, next_day, parse
from adapters.sql import Database
from dialogs.facts.moment import Moment

log = structlog.get_logger()


class DailyHashes:
    def __init__(self, database: Database, file: Path, zone: tzinfo) -> None:
        self._database = database
        self._file = file
        self._zone = zone

    async def write(self, now: Moment) -> int:
        """Append the next day that is over; 0 where none is. Of processes that share the file one does."""
        try:
            before = self._last()
        except ValueError:
            log.error("daily hashes unreadable")  # noqa: TRY400 - what the line holds says nothing more
            return 0
        found = await self._database.read(lambda connection: next_day(connection, before, self._zone, now))
        if found is None:
            return 0
        with self._held():
            if self._last() == before:
                self._append(found)
        return 1

    async def broken(self) -> str:
        """Name the first day whose entries are not those that were hashed, or the line that is none; else nothing."""
        before: DayHash | None = None
        for line in self._lines():
            try:
                kept = parse(line)
            except ValueError:
                return line[:20]
            found = await self._database.read(lambda c, b=before, k=kept: hashed(c, b, k.day, k.last))  # type: ignore[misc]
            if found != kept:
                return kept.day
            before = kept
        return ""

    def days(self) -> int:
        return len(self._lines())

    def _lines(self) -> list[str]:
        return self._file.read_text().splitlines() if self._file.exists() else []

    def _last(self) -> DayHash | None:
        lines = self._lines()
        return parse(lines[-1]) if lines else None

    def _append(self, found: DayHash) -> None:
        with self._file.open("a") as file:
            file.write(f"{found}\n")
            file.flush()
            os.fsync(file.fileno())
        log.info("day hashed", day=found.day, entries=found.entries)

    @contextmanager
    def _held(self) -> Iterator[None]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.with_suffix(".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
