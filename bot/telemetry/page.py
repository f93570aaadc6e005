"""The page of figures: what this process counted, and how much waits and is late in the whole city."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, final

import structlog
from prometheus_client import Gauge, generate_latest

from adapters.casebook.gauges import Gauges
from bot.telemetry.meters import Meters
from dialogs.facts.errors import Unkept
from dialogs.facts.moment import SECOND, Clock, Moment

FRESH: Final = 10 * SECOND  # who asks more often gets the same counts

log = structlog.get_logger()


@final
class Page:
    def __init__(self, meters: Meters, read: Callable[[], Awaitable[Gauges]], clock: Clock) -> None:
        self._meters, self._read, self._clock = meters, read, clock
        self._read_at = Moment(-FRESH)
        self._reading = asyncio.Lock()
        ours = meters.registry
        self._up = Gauge("huiyin_database_up", "Whether the counts below could be read", registry=ours)
        self._states = Gauge("huiyin_unsettled", "Messages not settled", ("what", "state"), registry=ours)
        self._oldest = Gauge("huiyin_oldest_seconds", "Wait of the oldest that is due", ("what",), registry=ours)
        self._open = Gauge("huiyin_open_cases", "Cases that have not ended", registry=ours)
        self._overdue = Gauge("huiyin_overdue", "Times of open cases that have run out", ("time",), registry=ours)
        about = "Times of open cases that run out within a day"
        self._due = Gauge("huiyin_due_within_a_day", about, ("time",), registry=ours)

    async def text(self) -> bytes:
        """Give all of it as Prometheus reads it; while the database is down, what this process counted."""
        async with self._reading:
            if self._clock.now() - self._read_at >= FRESH:
                await self._look()
        return generate_latest(self._meters.registry)

    async def _look(self) -> None:
        try:
            counts = await self._read()
        except Unkept as error:
            log.warning("metrics", error=error.detail)
            self._up.set(0)
            return
        self._read_at = self._clock.now()
        self._up.set(1)
        for (what, state), count in counts.states.items():
            self._states.labels(what, state).set(count)
        for what, waited in counts.oldest.items():
            self._oldest.labels(what).set(waited / SECOND)
        self._open.set(counts.open_cases)
        for gauge, times in ((self._overdue, counts.overdue), (self._due, counts.due)):
            for time, count in times.items():
                gauge.labels(time).set(count)
