"""Deliveries of one message wait for its one result, also those that come to wait when it is there."""

import asyncio
import time

import pytest

from bot.flights import Flight
from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Answer
from dialogs.facts.moment import Moment

ANSWER = Answer(("登记好了",), Moment(1))


@pytest.mark.parametrize("within", [None, 4.5])
async def test_who_comes_when_it_has_landed_is_answered(within: float | None) -> None:
    """A delivery that was still being counted while the turn ended gets its answer, at once and no holding line."""
    flight = Flight()
    flight.land(ANSWER)

    assert await flight.landing(within) == ANSWER


@pytest.mark.parametrize(("error", "told"), [(Unkept("full"), "full"), (KeyboardInterrupt(), "broken off")])
async def test_who_comes_when_it_has_crashed_is_told(error: BaseException, told: str) -> None:
    """What became of the turn is what a later delivery of it hears."""
    flight = Flight()
    flight.crash(error)

    with pytest.raises(Unkept, match=told):
        await flight.landing(None)


async def test_a_turn_knows_at_once_that_patience_has_ended() -> None:
    """No turn lands between the end of a delivery's patience and its holding line, for nobody would be told of it."""
    flight, seen = Flight(), []
    waiting = asyncio.create_task(flight.landing(0.01))
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(0.01, lambda: seen.append((flight.late, waiting.done())))
    time.sleep(0.05)  # noqa: ASYNC251 - so that both are due at once

    assert await waiting is None
    assert seen == [(True, False)]
