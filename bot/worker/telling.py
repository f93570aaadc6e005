"""Tells notices: up the ladder of voices, from the cheapest that reaches the person."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from functools import partial
from typing import Any, Final

import structlog

from adapters.casebook.rules.notices import Telling, telling_of
from bot.delivery import name_of, next_attempt
from bot.worker.carriers import Carrier
from bot.worker.counts import NO_COUNTS, Counts
from bot.worker.lines import BROKEN_OFF, Alarm, Onward, no_alarm
from dialogs.facts.delivery import ClaimedNotice, Cost, Fate, GiveUp, Go, Habits, Hold, Later, Notices, Rung, Way
from dialogs.facts.errors import OutcomeUnknown, SendError, WindowClosed
from dialogs.facts.moment import MINUTE, Chance, Clock, Moment
from dialogs.facts.notices import Audience
from dialogs.facts.ports import Sent
from dialogs.reach import Decision, Hour, Pressing, left, next_rung

log = structlog.get_logger()

LOOKED_AGAIN: Final = 15 * MINUTE
"""When an officer or the admin whom no rung reaches now is tried again: nothing is held for them."""


@dataclass
class _Trip:
    """One try of a notice: what it has cost and who refused it so far."""

    claimed: ClaimedNotice
    telling: Telling
    voice: str
    parts: int
    refused: set[str]
    passing: set[str] = field(default_factory=set)
    """Voices that cannot take it now; another time they may."""
    soon: bool = False
    """One of them is only out of order."""
    error: str = ""
    begun_at: Moment | None = None
    costs: list[Cost] = field(default_factory=list)

    def fate(self, state: str, **more: Any) -> Fate:
        kept = {"voice": self.voice, "error": self.error, "refused": frozenset(self.refused), "parts": self.parts}
        return Fate(state, **{**kept, "begun_at": self.begun_at, "costs": tuple(self.costs), **more})

    def spend(self, rung: Rung, way: Way) -> None:
        notice = self.claimed.notice
        # Parts of one notice count each against a channel's window, and as one push in the city's measure.
        measured = self.parts == 0 and not notice.urgent and notice.audience is Audience.CITIZEN
        template = rung.consents.get(notice.step, "")
        left = max(0, way.consents.get(template, 0) - 1) if template else None
        counted = rung.window is not None
        self.costs.append(
            Cost(way, rung.voice, 1, counted=counted, measured=measured, template=template, consents=left)
        )


class NoticeLine:
    """``carriers`` in the order of the ladder."""

    def __init__(
        self,
        notices: Notices,
        carriers: Sequence[Carrier],
        *,
        clock: Clock,
        chance: Chance,
        zone: tzinfo,
        habits: Habits,
        alarm: Alarm = no_alarm,
        heard: Callable[[], Awaitable[None]] | None = None,
        counts: Counts = NO_COUNTS,
    ) -> None:
        """``heard`` notes who was heard in this process, before ways are looked at."""
        self._heard = heard
        self._counts = counts
        self._notices = notices
        self._carriers: Mapping[str, Carrier] = {carrier.rung.voice: carrier for carrier in carriers}
        self._ways = {audience: (_ladder(carriers, audience), _habits(habits, audience)) for audience in Audience}
        self._clock = clock
        self._chance = chance
        self._zone = zone
        self._alarm = alarm

    async def claim(self, limit: int) -> Sequence[ClaimedNotice]:
        if self._heard:
            await self._heard()
        return await self._notices.claim(now=self._clock.now(), limit=limit)

    def untouched(self, row: ClaimedNotice) -> Fate:
        return _trip(row).fate("waiting", not_before=self._clock.now())

    async def settle(self, settled: Sequence[tuple[ClaimedNotice, Fate]]) -> None:
        await self._notices.settle(settled, now=self._clock.now())
        for _, fate in settled:
            self._counts.notice_told(fate.voice, fate.state)

    def begin(self, row: ClaimedNotice) -> Onward | Fate:
        trip = _trip(row)
        if row.notice.expires <= self._clock.now():
            return trip.fate("unreached", error="expired")
        return self._next(trip)

    def _next(self, trip: _Trip) -> Onward | Fate:
        """Climb to the rung that may take it now."""
        decision = self._decide(trip)
        if not isinstance(decision, Go):
            return self._stay(trip, decision)
        return Onward(decision.rung.channel, partial(self._go, trip, decision, self._early(trip, decision)))

    def _early(self, trip: _Trip, go: Go) -> tuple[Any, ...]:
        """Put it into words before it is its turn: that takes half the time when many are worded one after the other.

        What goes wrong here goes wrong again when it is sent, and is told then.
        """
        try:
            return self._carriers[go.rung.voice].compose(trip.claimed.notice, go.way)
        except Exception:  # noqa: BLE001
            return ()

    def _decide(self, trip: _Trip) -> Decision:
        notice = trip.claimed.notice
        asks = trip.telling.asks and notice.audience is Audience.CITIZEN
        pressing = Pressing(notice.step, notice.urgent, asks, trip.refused | trip.passing)
        ladder, habits = self._ways[notice.audience]
        return next_rung(ladder, trip.claimed.ways, pressing, Hour(self._clock.now(), self._zone, habits))

    def _stay(self, trip: _Trip, decision: Later | Hold | GiveUp) -> Fate:
        """Do without a send: wait, hold it for the person's next message, or give up."""
        if isinstance(decision, Later):
            return self._again(trip, decision.at, meant=True)
        if trip.soon:
            return self._again(trip)
        if isinstance(decision, GiveUp):
            return trip.fate("unreached", error=decision.reason)
        error = trip.error or decision.reason
        if trip.claimed.notice.audience is Audience.CITIZEN:
            return trip.fate("held", error=error)
        trip.refused.clear()
        return self._again(trip, Moment(self._clock.now() + LOOKED_AGAIN), error=error, meant=True)

    async def _go(self, trip: _Trip, go: Go, messages: Sequence[Any]) -> Onward | Fate:
        """Send by one rung; where it refuses, the next one has its turn."""
        if trip.voice != go.rung.voice:
            trip.voice, trip.parts = go.rung.voice, 0
        began = self._clock.now()
        if go.rung.window:
            self._counts.window_left(go.rung.voice, left(go.rung, go.way, began))
        try:
            sent = await self._send(trip, go, messages)
        except SendError as error:
            return await self._failed(trip, go, error, began)
        except asyncio.CancelledError:  # the worker waits no longer
            return await self._failed(trip, go, OutcomeUnknown(BROKEN_OFF), began)
        except Exception as bug:  # noqa: BLE001  one notice's bug must not stop the others
            # Only its type: its words may hold what was to be sent.
            return await self._failed(trip, go, OutcomeUnknown(type(bug).__name__), began)
        if sent is None:
            return trip.fate("unknown")
        return trip.fate("sent", receipt=sent.receipt, error="", begun_at=None)

    async def _send(self, trip: _Trip, go: Go, messages: Sequence[Any]) -> Sent | None:
        """Send what has not left yet; None where it may have arrived and a double would be worse than none."""
        carrier = self._carriers[go.rung.voice]
        sent = Sent("")
        for message in (messages or carrier.compose(trip.claimed.notice, go.way))[trip.parts :]:
            found = await carrier.sought(message, trip.begun_at) if trip.begun_at else None
            if found is None and trip.begun_at and not go.rung.recalls and not trip.telling.twice:
                return None
            sent = found or await carrier.send(message)
            trip.begun_at = None
            trip.spend(go.rung, go.way)
            trip.parts += 1
        return sent

    async def _failed(self, trip: _Trip, go: Go, error: SendError, began: Moment) -> Onward | Fate:
        trip.error = name_of(error)
        self._note(trip, go, error)
        if error.alarm:
            await self._alarm(go.rung.channel, error)
        if isinstance(error, OutcomeUnknown):
            trip.begun_at = trip.begun_at or began
            return self._unknown(trip, go)
        if error.next_rung:
            # What is known of the way from now on says when it is open again; a message refused as it stands stays so.
            lasting = not (error.retry or error.stop_address or isinstance(error, WindowClosed))
            (trip.refused if lasting else trip.passing).add(go.rung.voice)
            trip.soon |= error.retry
            return self._next(trip)
        return self._again(trip) if error.retry else trip.fate("dead")

    def _unknown(self, trip: _Trip, go: Go) -> Fate:
        if go.rung.recalls or trip.telling.twice:
            trip.spend(go.rung, go.way)
            return self._again(trip)
        return trip.fate("unknown")

    def _note(self, trip: _Trip, go: Go, error: SendError) -> None:
        notice = trip.claimed.notice
        said = {"channel": go.rung.channel, "voice": go.rung.voice, "notice": notice.id, "case": notice.case}
        log.warning("notice", **said, step=notice.step, error=trip.error, attempts=trip.claimed.attempts)
        closed = isinstance(error, WindowClosed)
        template = go.rung.consents.get(trip.claimed.notice.step, "") if closed else ""
        cost = Cost(
            go.way,
            go.rung.voice,
            shut=closed and go.rung.window is not None,
            stopped=error.stop_address,
            template=template,
            consents=0 if template else None,
        )
        if cost != Cost(go.way, go.rung.voice):
            trip.costs.append(cost)

    def _again(self, trip: _Trip, at: Moment | None = None, **more: Any) -> Fate:
        """Wait; what would come too late to be news is dead."""
        now = self._clock.now()
        again_at = at or next_attempt(trip.claimed.attempts, now, self._chance.fraction())
        if again_at < trip.claimed.notice.expires:
            return trip.fate("waiting", not_before=again_at, **more)
        return trip.fate("dead" if trip.error else "unreached", **more)


def _trip(row: ClaimedNotice) -> _Trip:
    telling = telling_of(row.notice.step)
    return _Trip(row, telling, row.voice, row.parts, set(row.refused), begun_at=row.begun_at)


def _ladder(carriers: Sequence[Carrier], audience: Audience) -> tuple[Rung, ...]:
    return tuple(carrier.rung for carrier in carriers if audience in carrier.rung.audiences)


def _habits(habits: Habits, audience: Audience) -> Habits:
    """Count pushes a day for citizens only."""
    return habits if audience is Audience.CITIZEN else replace(habits, a_day=0)
