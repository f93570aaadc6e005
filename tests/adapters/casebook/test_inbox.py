"""What an outside backend does with a case reaches who brought it, as what is done here."""

from typing import Any

import pytest
from casebook_world import ANNA, BORIS, World, deliver, filing
from sqlalchemy import select

from adapters.casebook import SqlInbox
from adapters.casebook.records import record_of
from adapters.casebook.schema import notices
from dialogs.facts import acts
from dialogs.facts.cases import OpenQuestion, Status
from dialogs.facts.moment import DAY
from dialogs.facts.queries import StandingOf
from dialogs.facts.records import BackendUpdate

ANSWER = "The lamp was replaced and shines again."


class City:
    """A backend of the city that names its steps as it likes."""

    def __init__(self, town: World) -> None:
        self.town = town
        self.inbox = SqlInbox(town.database, town.office, town.clock)
        self.steps = 0

    async def does(
        self, number: str, status: Status | None, text: str = "", *, kind: str = "step", **more: Any
    ) -> None:
        self.steps += 1
        told = BackendUpdate(f"u{self.steps}", number, self.town.clock.now(), kind, status, text=text, **more)
        assert await self.inbox.take("city", (told,), "") == 1

    async def told(self, number: str) -> list[str]:
        wanted = select(notices.c.step).where(notices.c.case == number).order_by(notices.c.position)
        return list(await self.town.database.read(lambda c: c.scalars(wanted).all()))

    async def asks(self, who: Any) -> tuple[OpenQuestion, ...]:
        return (await self.town.casebook.look_up(who, StandingOf())).open_questions


@pytest.fixture
def city(town: World) -> City:
    return City(town)


async def test_a_result_is_told_and_asked_about(city: City) -> None:
    """Accepted and resolved elsewhere: the citizen hears of both with the words, and can rate."""
    number = (await city.town.do(ANNA, filing())).number
    await city.does(number, Status.ACCEPTED, unit="lights")
    first = await deliver(city.town)
    await city.does(number, Status.RESOLVED, ANSWER)
    second = await deliver(city.town)
    (question,) = await city.asks(ANNA)

    assert (first, second) == (("accept",), ("resolve",))
    assert (question.case, question.kind) == (number, "rating")
    assert isinstance(await city.town.do(ANNA, acts.AnswerQuestion(question.id, "satisfied")), acts.Done)


async def test_every_reporter_hears(city: City) -> None:
    """Who joined is told and asked for a rating too."""
    number = (await city.town.do(ANNA, filing())).number
    await city.town.do(BORIS, acts.Join(number, "here as well"))
    await city.does(number, Status.RESOLVED, ANSWER)
    await deliver(city.town)

    assert [len(await city.asks(who)) for who in (ANNA, BORIS)] == [1, 1]


async def test_a_question_of_the_backend(city: City) -> None:
    """A question from elsewhere waits for an answer while the time to answer rests; the answer lets it run on."""
    number = (await city.town.do(ANNA, filing())).number
    await city.does(number, Status.ASSIGNED, unit="lights")
    await city.does(number, None, "Which side of the road?", kind="ask")
    await deliver(city.town)
    (question,) = await city.asks(ANNA)
    paused = await record(city, number)
    city.town.clock.advance(2 * DAY)
    await city.town.do(ANNA, acts.AnswerQuestion(question.id, text="the north side"))
    after = await record(city, number)

    assert (question.kind, question.text) == ("ask", "Which side of the road?")
    assert paused.paused_until is not None
    assert after.paused_until is None
    assert after.reply_by > paused.reply_by


async def test_the_result_ends_the_question(city: City) -> None:
    """What was asked waits for nothing once there is a result."""
    number = (await city.town.do(ANNA, filing())).number
    await city.does(number, Status.ASSIGNED, unit="lights")
    await city.does(number, None, "Which side of the road?", kind="ask")
    await city.does(number, Status.RESOLVED, ANSWER)

    assert await deliver(city.town) == ("resolve",)
    assert [each.kind for each in await city.asks(ANNA)] == ["rating"]
    assert (await record(city, number)).paused_until is None


async def test_handled_again(city: City) -> None:
    """A case that is taken up again is told as such, and its next result is asked about as a new one."""
    number = (await city.town.do(ANNA, filing())).number
    await city.does(number, Status.RESOLVED, ANSWER)
    await deliver(city.town)
    (first,) = await city.asks(ANNA)
    city.town.clock.advance(DAY)
    await city.does(number, Status.ASSIGNED, unit="lights")
    between = await city.asks(ANNA)
    await city.does(number, Status.RESOLVED, "A new cable was laid.")
    await deliver(city.town)
    (second,) = await city.asks(ANNA)

    assert await city.told(number) == ["resolve", "reopen", "resolve"]
    assert (between, first.id == second.id) == ((), False)
    assert (await record(city, number)).reopened == 1


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([(Status.DECLINED, "for a court", {})], ["decline"]),
        ([(Status.WITHDRAWN, "", {})], ["withdraw"]),
        ([(Status.CLOSED, "done long ago", {})], ["close"]),
        ([(Status.RESOLVED, "done", {}), (Status.CLOSED, "", {})], ["resolve"]),
        ([(Status.ASSIGNED, "", {"unit": "lights"}), (Status.ACCEPTED, "", {})], ["assign"]),
        ([(Status.ASSIGNED, "", {"unit": "lights"}), (None, "", {"unit": "parks"})], ["assign", "assign"]),
        ([(Status.ASSIGNED, "", {}), (Status.ASSIGNED, "again", {})], ["assign"]),
        ([(None, "the crew comes on Friday", {"kind": "reply"})], ["reply"]),
        ([(None, "", {"kind": "reply"}), (None, "", {"kind": "ask"})], []),
        ([(None, "the budget is used up", {"kind": "note"})], []),
        ([(None, "the road is closed today", {"kind": "site-visit", "public": True})], ["note"]),
        ([(Status.DECLINED, "", {}), (Status.ACCEPTED, "after all", {})], ["decline"]),
    ],
)
async def test_what_is_told(
    city: City, steps: list[tuple[Status | None, str, dict[str, Any]]], told: list[str]
) -> None:
    """Where the case came to is told, and words that are for the citizen; what is between offices is not."""
    number = (await city.town.do(ANNA, filing())).number
    for status, text, more in steps:
        await city.does(number, status, text, **more)

    assert await city.told(number) == told


async def record(city: City, number: str) -> Any:
    ring = city.town.office.keyring
    return await city.town.database.read(lambda c: record_of(c, ring, number))
