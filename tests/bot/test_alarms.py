"""What the admin hears of, and what is remembered of who was heard."""

from dataclasses import dataclass, field, replace

import pytest

from bot.alarms import Alarms, Late
from bot.demo.clock import HandClock
from bot.sightings import BUSY, Seen
from dialogs.facts.delivery import Sighting
from dialogs.facts.errors import AddressRefused, Misconfigured, Unkept, Unpaid
from dialogs.facts.messages import Address, Inbound, Signal
from dialogs.facts.moment import HOUR, MINUTE, Moment

ANNA = Address("wechat", "o-anna")


@dataclass
class Book:
    """Notes what it is told."""

    told: list[tuple[str, str, str]] = field(default_factory=list)
    since: Moment | None = None

    async def tell(self, kind: str, channel: str, detail: str = "") -> bool:
        self.told.append((kind, channel, detail))
        return True

    async def oldest(self) -> Moment | None:
        return self.since


async def test_at_most_hourly(clock: HandClock) -> None:
    """Each kind of trouble of each channel is told once an hour, whatever how many messages meet it."""
    book = Book()
    alarms = Alarms(book, clock, oldest=15 * MINUTE)
    for error in (Misconfigured("40013"), Misconfigured("40125"), AddressRefused("40164"), Unpaid("402")):
        await alarms.raised("wechat", error)
    await alarms.raised("sms", Unpaid("20005"))
    clock.advance(HOUR)
    await alarms.raised("wechat", Misconfigured("40013"))

    assert book.told == [
        ("refused", "wechat", "40013"),
        ("address", "wechat", "40164"),
        ("unpaid", "wechat", "402"),
        ("unpaid", "sms", "20005"),
        ("refused", "wechat", "40013"),
    ]


async def test_what_waits_too_long(clock: HandClock) -> None:
    """The age of what waits is told once it is too much, in minutes."""
    book = Book(since=clock.now())
    alarms = Alarms(book, clock, oldest=15 * MINUTE)
    await alarms.look()
    clock.advance(20 * MINUTE)
    await alarms.look()
    await alarms.look()

    assert book.told == [("late", "outbox", "20")]
    with pytest.raises(Late, match="20 minutes"):
        await alarms.in_time()
    book.since = clock.now()
    await alarms.in_time()


@dataclass
class Sightings:
    """Keeps what it is told; ``down`` is how many calls fail."""

    kept: list[Sighting] = field(default_factory=list)
    down: int = 0

    async def note(self, seen: tuple[Sighting, ...], *, now: Moment) -> None:
        if self.down:
            self.down -= 1
            raise Unkept
        self.kept += seen


def heard(clock: HandClock, **values: object) -> Inbound:
    return replace(Inbound("m", ANNA, "gh_1", clock.now()), **values)  # type: ignore[arg-type]


async def test_each_person_once(clock: HandClock) -> None:
    """Many messages of one person become one note: of the last one, the last click, and whether they are busy."""
    kept = Sightings()
    seen = Seen(kept, clock)
    first = clock.now()
    seen.note(heard(clock, text="a lamp"), busy=False)
    clock.advance(MINUTE)
    seen.note(heard(clock, text="1", tapped="rate:1"), busy=True)
    seen.note(heard(clock, signal=Signal.POSITION), busy=False)
    await seen.flush()
    await seen.flush()

    assert kept.kept == [Sighting(ANNA, "gh_1", first, clock.now(), Moment(clock.now() + BUSY))]


async def test_a_store_that_is_down(clock: HandClock) -> None:
    """What could not be noted is noted the next time; what was newer meanwhile wins."""
    kept = Sightings(down=1)
    seen = Seen(kept, clock)
    seen.note(heard(clock, text="a lamp"), busy=False)
    await seen.flush()
    await seen.flush()

    assert [each.address for each in kept.kept] == [ANNA]


async def test_who_leaves_is_not_heard(clock: HandClock) -> None:
    """To unfollow opens no window."""
    kept = Sightings()
    seen = Seen(kept, clock)
    seen.note(heard(clock, signal=Signal.UNFOLLOW), busy=False)
    await seen.flush()

    assert kept.kept == []
