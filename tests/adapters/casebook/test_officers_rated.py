"""Officers hear once of a citizen who is not satisfied: with it that the case is to be handled again, where it is."""

import pytest
from casebook_world import ANNA, BORIS, World
from officer_steps import CLERK, DESK, DONE, Office
from sqlalchemy import select

from adapters.casebook import SqlNotices
from adapters.casebook.schema import citizens, open_questions
from dialogs.facts.acts import AnswerQuestion, Join, Reopen
from dialogs.facts.delivery import Fate
from dialogs.facts.messages import Address
from dialogs.facts.moment import MINUTE
from dialogs.facts.notices import Audience, Notice
from dialogs.facts.staff import CHECKS, StaffAct
from dialogs.officer.notices import told

LATER = 10 * MINUTE


async def heard(town: World) -> list[Notice]:
    """Tell all that is due, and give what officers were told."""
    kept = SqlNotices(town.database, town.office.keyring, town.office.chance, town.office.city)
    found: list[Notice] = []
    while claimed := await kept.claim(now=town.clock.now(), limit=100):
        await kept.settle([(each, Fate("sent", voice="wechat")) for each in claimed], now=town.clock.now())
        found += [each.notice for each in claimed if each.notice.audience is Audience.OFFICER]
    return found


def lines(place: Office, notice: Notice) -> list[str]:
    return [line.key for line in told(notice, place.town.office.city()).paragraphs]


async def rated(place: Office, value: str, reason: str = "", text: str = "") -> str:
    """Have a case resolved and rated, and everything told until then."""
    number = await place.case()
    resolved = StaffAct("resolve", number, DESK, text=DONE, outcome="solved", checks=CHECKS, confirm=True)
    await place.staff.act(resolved)
    await heard(place.town)
    await rate(place, number, value, reason, text)
    return number


async def rate(
    place: Office, number: str, value: str, reason: str = "", text: str = "", *, who: Address = ANNA
) -> None:
    asked = select(open_questions.c.id).join(citizens, citizens.c.id == open_questions.c.citizen)
    wanted = asked.where(open_questions.c.case == number, citizens.c.channel == who.channel)
    question = await place.town.database.read(
        lambda c: c.scalars(wanted.where(open_questions.c.kind == "rating")).one()
    )
    await place.town.do(who, AnswerQuestion(question, value, text, reason))


async def test_a_bad_rating_waits_for_whether_it_is_handled_again(place: Office) -> None:
    """It is told ten minutes later, with why; until then its giver may say that the case is to be reopened."""
    await place.bound(CLERK)
    await rated(place, "unsolved", "slow")
    at_once = await heard(place.town)
    place.town.clock.advance(LATER)
    (notice,) = await heard(place.town)

    assert at_once == []
    assert (notice.step, notice.fact("why")) == ("rate", "slow")
    assert lines(place, notice)[:2] == ["officer-told-rate", "told-why"]


async def test_who_is_not_satisfied_and_has_it_reopened_is_heard_of_once(place: Office) -> None:
    """One message says both, and the rating alone is not told any more."""
    await place.bound(CLERK)
    number = await rated(place, "dissatisfied", "other", "Still dark")
    place.town.clock.advance(MINUTE)
    await place.town.do(ANNA, Reopen(number, "Still dark"))
    (notice,) = await heard(place.town)
    place.town.clock.advance(LATER)

    assert (notice.step, notice.words) == ("reopen", "Still dark")
    assert lines(place, notice)[:2] == ["officer-told-reopen-rated", "officer-told-said"]
    assert await heard(place.town) == []


async def test_a_reason_that_was_chosen_is_told_as_well(place: Office) -> None:
    """Who pressed a digit for why has it read by the officer in words."""
    await place.bound(CLERK)
    number = await rated(place, "unsolved", "untrue")
    await place.town.do(ANNA, Reopen(number))
    (notice,) = await heard(place.town)

    assert lines(place, notice)[:2] == ["officer-told-reopen-rated", "told-why"]


@pytest.mark.parametrize(("value", "steps"), [("satisfied", []), ("dissatisfied", ["rate"])])
async def test_a_rating_that_was_changed_meanwhile_is_not_told(place: Office, value: str, steps: list[str]) -> None:
    """Who pressed the wrong digit and mended it is heard of as they mean it, once or not at all."""
    await place.bound(CLERK)
    number = await rated(place, "unsolved", "slow")
    place.town.clock.advance(MINUTE)
    await rate(place, number, value)
    place.town.clock.advance(LATER)

    assert [each.step for each in await heard(place.town)] == steps


async def test_of_two_who_report_it_the_other_one_is_still_heard_of(place: Office) -> None:
    """That one of them thinks better of it takes nothing back of what the other one said."""
    await place.bound(CLERK)
    number = await place.case()
    await place.town.do(BORIS, Join(number, "here too"))
    resolved = StaffAct("resolve", number, DESK, text=DONE, outcome="solved", checks=CHECKS, confirm=True)
    await place.staff.act(resolved)
    await heard(place.town)
    for who, value in ((ANNA, "unsolved"), (BORIS, "unsolved"), (ANNA, "satisfied")):
        await rate(place, number, value, who=who)
    place.town.clock.advance(LATER)

    assert {each.step for each in await heard(place.town)} == {"rate"}


@pytest.mark.parametrize(("value", "line"), [("unsolved", "officer-told-reopen-rated"), ("", "officer-told-reopen")])
async def test_the_desk_reopens(place: Office, value: str, line: str) -> None:
    """Where the desk does it, the citizen is spoken of only if they were not satisfied."""
    await place.bound(CLERK)
    number = await rated(place, value or "satisfied")
    await place.staff.act(StaffAct("reopen", number, DESK, reason="Seen dark on the spot"))
    (notice,) = await heard(place.town)

    assert lines(place, notice)[:2] == [line, "officer-told-said"]


async def test_an_earlier_answers_rating_is_not_spoken_of(place: Office) -> None:
    """What was said of the answer before counts no more once there was another."""
    await place.bound(CLERK)
    number = await rated(place, "unsolved", "slow")
    await place.town.do(ANNA, Reopen(number))
    resolved = StaffAct("resolve", number, DESK, text=f"{DONE} Twice.", outcome="solved", checks=CHECKS, confirm=True)
    await place.staff.act(resolved)
    await heard(place.town)
    await place.staff.act(StaffAct("reopen", number, DESK, reason="Seen dark on the spot"))
    (notice,) = await heard(place.town)

    assert lines(place, notice)[0] == "officer-told-reopen"
