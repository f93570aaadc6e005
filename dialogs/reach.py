"""The ladder: by which voice a person is told, when, and what is held until they write."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, time, timedelta, tzinfo
from typing import Final, TypeAlias

from dialogs.facts.delivery import GiveUp, Go, Habits, Hold, Later, Quota, Rung, Way
from dialogs.facts.discreet import Discreet
from dialogs.facts.moment import DAY, MINUTE, Moment, civil, moment_of

ECHO: Final = 10 * MINUTE
"""What answers something that was written so recently wakes nobody."""
Decision: TypeAlias = Go | Later | Hold | GiveUp


class Pressing(Discreet, frozen=True):
    """What of a notice decides about its way."""

    step: str
    urgent: bool = False
    asks: bool = False
    """It expects an answer."""
    refused: AbstractSet[str] = frozenset()
    """Voices that refused it already."""


class Hour(Discreet, frozen=True):
    """When it is, in the city."""

    now: Moment
    zone: tzinfo
    habits: Habits = Habits()


def next_rung(ladder: Sequence[Rung], ways: Sequence[Way], notice: Pressing, hour: Hour) -> Decision:
    """Go up the ladder, the cheapest rung first; what nothing carries now is held for the person's next message."""
    if not ways:
        return GiveUp("no address")
    if notice.asks and (busy := max(way.busy_until for way in ways)) > hour.now:
        return Later(busy)
    if not notice.urgent and (free := _next_push(ways, hour)) > hour.now:
        return Later(free)
    return _climb(ladder, ways, notice, hour)


def _climb(ladder: Sequence[Rung], ways: Sequence[Way], notice: Pressing, hour: Hour) -> Decision:
    night = Moment(0)
    for rung, way in _open(ladder, ways, notice, hour.now):
        if rung.quiet and not notice.urgent and hour.now - way.wrote_at > ECHO:
            night = _morning(hour)
            if night > hour.now:
                continue
        return Go(rung, way)
    if night > hour.now:
        return Later(night)
    return Hold("opted-out" if any(way.opted_out for way in ways) else "no way now")


def _open(ladder: Sequence[Rung], ways: Sequence[Way], notice: Pressing, now: Moment) -> Iterator[tuple[Rung, Way]]:
    for rung in ladder:
        if rung.voice in notice.refused or (rung.steps is not None and notice.step not in rung.steps):
            continue
        for way in ways:
            if way.address.channel == rung.channel and _carries(rung, way, notice.step, now):
                yield rung, way


def _carries(rung: Rung, way: Way, step: str, now: Moment) -> bool:
    if way.opted_out or way.stopped or (rung.followers and not way.follows):
        return False
    template = rung.consents.get(step)
    if template is not None and way.consents.get(template, 0) < 1:
        return False
    return rung.window is None or left(rung, way, now) > 0


def left(rung: Rung, way: Way, now: Moment) -> int:
    """Say how many messages a window has left; where nothing is known of it the other side is asked by sending one.

    A window that the other side closed stays closed until the person does something again.
    """
    if rung.window is None:
        return 1
    if way.shut_at and way.shut_at >= way.wrote_at:
        return 0
    if not way.wrote_at:
        return 1
    after = rung.window.after_message, way.message_at
    return max(_left(*after, way, now), _left(rung.window.after_click, way.click_at, way, now))


def _left(quota: Quota, since: Moment, way: Way, now: Moment) -> int:
    if not since or now >= since + quota.within:
        return 0
    return quota.messages - sum(at >= since for at in way.spent)


def _next_push(ways: Sequence[Way], hour: Hour) -> Moment:
    """Give the moment from which one more push is not too many."""
    day = [at for way in ways for at in way.pushed if at > hour.now - DAY]
    most = hour.habits.a_day
    return Moment(sorted(day)[-most] + DAY) if 0 < most <= len(day) else hour.now


def _morning(hour: Hour) -> Moment:
    """Give the end of the night that it is now, or now."""
    here = civil(hour.now, hour.zone)
    start, end = hour.habits.quiet_from, hour.habits.quiet_until
    if not _within(here.hour, start, end):
        return hour.now
    day = here.date() + timedelta(days=1 if here.hour >= end else 0)
    return moment_of(datetime.combine(day, time(end), hour.zone))


def _within(hour: int, start: int, end: int) -> bool:
    return start <= hour < end if start <= end else hour >= start or hour < end
