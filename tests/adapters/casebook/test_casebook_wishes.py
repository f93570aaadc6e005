from typing import Any

import pytest
from casebook_world import ANNA, BORIS
from sqlalchemy import insert, update
from staff_steps import DESK, Offices

from adapters.casebook.schema import notices, officers, open_questions
from dialogs.facts import acts
from dialogs.facts.acts import Done, Refused, Reopened, Urged, WhyNot, Withdrawn
from dialogs.facts.cases import Contact, Place, Privacy, Status
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, HOUR
from dialogs.facts.queries import MyCases, MyRights, Rights, StandingOf


async def may(offices: Offices, who: Address, number: str) -> tuple[str, ...]:
    found: Rights = await offices.town.casebook.look_up(who, MyRights(number))
    return found.may


async def rate(offices: Offices, who: Address, value: str) -> Any:
    """Rate what was asked last, once its voice has said that it was."""
    told = update(open_questions).values(voice="test")
    await offices.town.database.write(lambda c: c.execute(told))
    question = (await offices.town.casebook.look_up(who, StandingOf())).open_questions[0]
    return await offices.town.do(who, acts.AnswerQuestion(question.id, value))


async def test_urging(offices: Offices) -> None:
    """Before half of the time the due date is the answer; then a case is urged once a day, also when it is late."""
    number = await offices.accepted(ANNA)
    await offices.town.do(BORIS, acts.Join(number, "mine too"))
    due = (await offices.do("note", number, text="x")).reply_by
    early = await offices.town.do(ANNA, acts.Urge(number))
    offices.town.clock.advance((due - offices.town.clock.now()) // 2 + HOUR)
    first = await offices.town.do(ANNA, acts.Urge(number))
    again = [await offices.town.do(who, acts.Urge(number)) for who in (ANNA, BORIS)]
    offices.town.clock.advance(DAY)
    tomorrow = await offices.town.do(BORIS, acts.Urge(number))
    after = (await offices.do("note", number, text="x")).reply_by
    offices.town.clock.advance(due - offices.town.clock.now())
    late, today = [await offices.town.do(ANNA, acts.Urge(number)) for _ in range(2)]

    assert (late, today) == (Urged(number, "lights", None, late=True), Refused(WhyNot.TODAY))
    assert early == Refused(WhyNot.EARLY, due)
    assert first == tomorrow == Urged(number, "lights", due)
    assert again == [Refused(WhyNot.TODAY, due)] * 2
    assert after == due


async def test_urging_what_is_done(offices: Offices) -> None:
    """What is resolved is urged no more, and nobody urges somebody else's case."""
    number = await offices.accepted(ANNA)
    strange = await offices.town.do(BORIS, acts.Urge(number))
    await offices.resolved(number)
    late = await offices.town.do(ANNA, acts.Urge(number))

    assert strange == Refused(WhyNot.UNKNOWN)
    assert late.reason == WhyNot.LATE


async def test_reopening(offices: Offices) -> None:
    """A reporter who rated 3 or 4 has a case handled again; the second time it goes to the level above."""
    number = await offices.accepted(ANNA)
    await offices.resolved(number)
    unrated = await offices.town.do(ANNA, acts.Reopen(number))
    await rate(offices, ANNA, "acceptable")
    content = await offices.town.do(ANNA, acts.Reopen(number))
    await rate_again(offices, ANNA, "unsolved")
    first = await offices.town.do(ANNA, acts.Reopen(number, "Still dark"))
    await offices.resolved(number, "The cable was replaced and tested on Tuesday.")
    await rate(offices, ANNA, "dissatisfied")
    second = await offices.town.do(ANNA, acts.Reopen(number, "Dark once more"))
    record = await offices.do("note", number, DESK, text="x")

    assert unrated == content == Refused(WhyNot.UNRATED)
    assert isinstance(first, Reopened)
    assert (first.unit, first.above) == ("lights", False)
    assert isinstance(second, Reopened)
    assert (second.unit, second.above, second.due_at) == ("town", True, record.reply_by)
    assert (record.status, record.reopened, record.rating) == (Status.ASSIGNED, 2, None)


async def rate_again(offices: Offices, who: Address, value: str) -> None:
    def last(connection: Any) -> str:
        return str(connection.scalar(open_questions.select().with_only_columns(open_questions.c.id)))

    question = await offices.town.database.read(last)
    assert await offices.town.do(who, acts.AnswerQuestion(question, value)) == Done(await own(offices, who))


async def own(offices: Offices, who: Address) -> str:
    return str((await offices.town.casebook.look_up(who, MyCases()))[0].number)


async def test_closed_when_rated(offices: Offices) -> None:
    """A case is closed once all who were asked have rated it, not before."""
    number = await offices.accepted(ANNA)
    await offices.town.do(BORIS, acts.Join(number, "mine too"))
    await offices.resolved(number)
    await rate(offices, ANNA, "satisfied")
    halfway = (await offices.do("note", number, text="x")).status
    await rate(offices, BORIS, "unsolved")
    record = await offices.do("note", number, text="x")

    assert halfway is Status.RESOLVED
    assert (record.status, record.rating.value) == (Status.CLOSED, "satisfied")


async def test_amending_a_place(offices: Offices) -> None:
    """Until it is accepted the filer can say that it is elsewhere; who joined cannot, and nothing new is nothing."""
    number = await offices.filed(ANNA)
    await offices.town.do(BORIS, acts.Join(number, "mine too"))
    there = Place("Hill Road 9, call 13900000009", 31.3, 121.5, "east", "hill")
    joiner = await offices.town.do(BORIS, acts.Amend(number, place=there))
    moved = await offices.town.do(ANNA, acts.Amend(number, place=there))
    same = await offices.town.do(ANNA, acts.Amend(number, place=there))
    record = await offices.do("accept", number, DESK)
    late = await offices.town.do(ANNA, acts.Amend(number, place=Place("elsewhere")))

    assert (joiner, moved) == (Refused(WhyNot.NOT_FILER), Done(number))
    assert (same, late) == (Refused(WhyNot.NOTHING), Refused(WhyNot.LATE))
    assert (record.place.street, record.district) == ("hill", "east")
    assert "13900000009" not in record.place.text
    assert [step.kind for step in record.timeline][:3] == ["file", "join", "amend"]


async def test_amending_the_contact(offices: Offices) -> None:
    """How a reporter is known they change as long as the case is open: hidden, the unit no longer learns who it is."""
    number = await offices.accepted(ANNA)
    done = await offices.town.do(ANNA, acts.Amend(number, contact=Contact(Privacy.ANONYMOUS)))
    record = await offices.do("note", number, text="x")
    named = Contact(Privacy.SHOWN, name="Anna", phone="+8613900000001")
    await offices.town.do(ANNA, acts.Amend(number, contact=named, text="And the bin is full."))
    rights = await offices.town.casebook.look_up(ANNA, MyRights(number))
    await offices.resolved(number)
    await rate(offices, ANNA, "satisfied")
    late = await offices.town.do(ANNA, acts.Amend(number, contact=Contact()))

    assert (done, record.anonymous) == (Done(number), True)
    assert rights.contact == named
    assert late == Refused(WhyNot.CLOSED)


async def test_rights(offices: Offices) -> None:
    """What may be done is offered as the case goes along, and of a stranger's case nothing."""
    number = await offices.filed(ANNA)
    seen = [await may(offices, ANNA, number)]
    await offices.do("accept", number, DESK)
    offices.town.clock.advance(6 * DAY)
    seen.append(await may(offices, ANNA, number))
    await offices.resolved(number)
    seen.append(await may(offices, ANNA, number))
    await rate(offices, ANNA, "unsolved")
    seen.append(await may(offices, ANNA, number))

    assert seen == [
        ("supplement", "amend", "withdraw"),
        ("supplement", "urge", "amend", "withdraw"),
        ("supplement", "amend", "rate"),
        ("supplement", "rate", "reopen"),
    ]
    assert await may(offices, BORIS, number) == ()


async def test_on_a_merged_case(offices: Offices) -> None:
    """What a reporter asks of a case that went into another one is done where it goes on."""
    first = await offices.accepted(ANNA)
    second = await offices.accepted(BORIS)
    await offices.do("merge", second, DESK, into=first)
    offices.town.clock.advance(6 * DAY)
    added = await offices.town.do(BORIS, acts.Supplement(second, "And the next one"))
    urged = await offices.town.do(BORIS, acts.Urge(second))
    left = await offices.town.do(BORIS, acts.Withdraw(second))

    assert added == Done(first)
    assert isinstance(urged, Urged)
    assert urged.number == first
    assert left == Withdrawn(first, goes_on=True)


@pytest.mark.parametrize(
    ("value", "told"), [("acceptable", set()), ("dissatisfied", {"li", "boss"}), ("unsolved", {"li", "boss"})]
)
async def test_the_level_above_hears_of_a_bad_rating(offices: Offices, value: str, told: set[str]) -> None:
    """A rating of 3 or 4 is told to who handles the case and to the head above, as its giver is promised."""
    now = offices.town.clock.now()
    bound = [
        {"id": who, "unit": unit, "head": who == "boss", "channel": "sms", "bound_at": now}
        for who, unit in (("li", "lights"), ("boss", "town"), ("gardener", "parks"))
    ]
    await offices.town.database.write(lambda c: c.execute(insert(officers), bound).rowcount)
    number = await offices.accepted(ANNA)
    await offices.resolved(number)
    await rate(offices, ANNA, value)

    rows = await offices.rows(notices, number)

    assert {row["officer"] for row in rows if row["step"] == "rate" and row["officer"]} == told
