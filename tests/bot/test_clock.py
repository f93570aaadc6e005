"""Time and chance as they are passed in."""

import time
from datetime import UTC, datetime

import pytest

from bot.clock import SystemChance, SystemClock
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.moment import HOUR, Chance, Clock, Moment, moment_of

NEW_YEAR = moment_of(datetime(2026, 1, 1, tzinfo=UTC))


def test_the_system_clock_counts_microseconds() -> None:
    """The system's clock gives the machine's time in whole microseconds."""
    clock: Clock = SystemClock()

    before, now, after = time.time_ns() // 1000, clock.now(), time.time_ns() // 1000

    assert before <= now <= after


def test_a_hand_clock_turns_only_by_hand() -> None:
    """A hand clock stands still, goes on by what it is told, and can be set."""
    clock = HandClock(NEW_YEAR)

    assert clock.now() == clock.now() == NEW_YEAR
    assert clock.advance(HOUR) == clock.now() == NEW_YEAR + HOUR
    clock.set(Moment(5))
    assert clock.now() == 5


def test_a_hand_clock_shows_its_time_in_its_zone() -> None:
    """A hand clock with a zone prints the wall-clock time there."""
    assert repr(HandClock(NEW_YEAR, UTC)) == "HandClock(2026-01-01 00:00:00+00:00)"


def test_a_hand_clock_never_goes_back_by_advancing() -> None:
    """Advancing by less than nothing is a mistake of the caller."""
    with pytest.raises(ValueError, match="-1"):
        HandClock(NEW_YEAR).advance(-1)


def test_seeded_chance_repeats_itself() -> None:
    """Two chances of one seed draw the same; another seed draws otherwise."""
    first, second, other = SeededChance(7), SeededChance(7), SeededChance("seven")

    draws = [[chance.token(9), chance.digits(6), chance.fraction()] for chance in (first, second, other)]

    assert draws[0] == draws[1] != draws[2]


@pytest.mark.parametrize("chance", [SystemChance(), SeededChance(1)], ids=["system", "seeded"])
def test_chance_keeps_its_shapes(chance: Chance) -> None:
    """Tokens are URL-safe text without padding, digits keep leading zeros, fractions lie in [0, 1)."""
    for _ in range(200):
        assert len(chance.token(12)) == 16
        assert "=" not in chance.token(7)
        assert len(chance.digits(4)) == 4
        assert chance.digits(4).isdecimal()
        assert 0 <= chance.fraction() < 1
    assert chance.token(12) != chance.token(12)
