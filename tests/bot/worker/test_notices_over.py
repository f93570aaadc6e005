"""What is not true any more is not told: neither what waits or is held, nor what comes back."""

import pytest
from casebook_world import World
from notice_world import ANNA, BORIS, WECHAT, Post, Speaks, filing, open_questions, post
from sqlalchemy import update

from adapters.casebook import closing
from adapters.casebook.acts import telling
from adapters.casebook.acts.holding import hold
from adapters.casebook.entries import locked_case
from adapters.casebook.outbox_looking import SqlPostbag
from adapters.casebook.receipts import advance
from adapters.casebook.records import record_of
from adapters.casebook.schema import cases, notices
from dialogs.facts import acts
from dialogs.facts.delivery import Habits, MailFilter, Rung
from dialogs.facts.moment import DAY, HOUR, MINUTE
from dialogs.facts.queries import StandingOf

TEMPLATE = Rung("wechat-template", "wechat", followers=True)
NIGHT = Habits(22, 8)


@pytest.fixture
def office(town: World, sms: Speaks) -> Post:
    """An office that sends SMS, and none at night; the clock begins at ten in the morning."""
    return post(town, sms, habits=NIGHT)


async def filed(office: Post, who=BORIS) -> str:
    number: str = (await office.town.do(who, filing())).number
    return number


async def resolved(office: Post, number: str) -> None:
    """Have a case resolved, its reporters told, and asked."""
    now = office.town.clock.now()
    values = {"status": "resolved", "resolved_at": now, "unit": "lights"}
    await office.town.database.write(
        lambda c: c.execute(update(cases).where(cases.c.number == number).values(values)) and None
    )
    await office.town.database.write(lambda c: telling.ask_for_rating(office.occasion(c), number))
    await office.leave(number, "resolve")
    await office.worker.drain()


async def question(office: Post, who=BORIS) -> str:
    (asked,) = (await office.town.casebook.look_up(who, StandingOf())).open_questions
    return str(asked.id)


async def test_what_was_taken_back_at_night(office: Post, sms: Speaks) -> None:
    """A step that waits for the morning is not told to who has taken the case back meanwhile."""
    office.town.clock.advance(13 * HOUR)
    number = await filed(office)
    office.town.clock.advance(15 * MINUTE)
    await office.leave(number, "assign")
    await office.worker.drain()
    waits = await office.states()
    await office.town.do(BORIS, acts.Withdraw(number))
    office.town.clock.advance(10 * HOUR)
    await office.worker.drain()

    assert (waits, sms.said) == ([("assign", "waiting")], [])
    assert ("assign", "superseded") in await office.states()


async def test_what_was_in_hand_when_it_was_taken_back(office: Post, sms: Speaks) -> None:
    """What a worker gives back after the case was taken back is not tried again."""
    number = await filed(office)
    await office.leave(number, "assign")
    (claimed,) = await office.line.claim(10)
    await office.town.do(BORIS, acts.Withdraw(number))
    await office.line.settle([(claimed, office.line.untouched(claimed))])
    await office.worker.drain()

    assert (await office.states(), sms.said) == ([("assign", "superseded"), ("withdraw", "superseded")], [])


async def test_what_a_killed_worker_had_in_hand(office: Post, sms: Speaks) -> None:
    """What a worker had when it was killed, and a newer state has made stale since, is not told by the next one."""
    number = await filed(office)
    for step in ("accept", "reply"):
        await office.leave(number, step)
    await office.line.claim(10)
    await office.leave(number, "resolve")
    office.town.clock.advance(HOUR)
    await office.worker.drain()

    assert sms.said == [f"{number[-2:]} reply", f"{number[-2:]} resolve"]
    assert await office.states() == [("accept", "superseded"), ("reply", "sent"), ("resolve", "sent")]


async def test_who_has_rated_is_not_reminded(office: Post, sms: Speaks) -> None:
    """A reminder that waits for the morning is not sent to who rates before; the other reporter still gets theirs."""
    number = await filed(office)
    await office.town.do(ANNA, acts.Join(number, "here as well"))
    await resolved(office, number)
    office.town.clock.advance(5 * DAY + 13 * HOUR)
    await office.leave(number, "remind-rating")
    await office.worker.drain()
    await office.town.do(BORIS, acts.AnswerQuestion(await question(office), "satisfied"))
    office.town.clock.advance(10 * HOUR)
    await office.worker.drain()
    rows = [(row["line"], row["state"]) for row in await office.rows() if row["step"] == "remind-rating"]

    assert sms.said == [f"{number[-2:]} resolve"]
    assert sorted(state for _, state in rows) == ["held", "superseded"]


async def test_a_reminder_does_not_outlive_its_question(office: Post) -> None:
    """A reminder that was held is told within its day only, and not once the case is closed."""
    number = await filed(office)
    await resolved(office, number)
    await office.town.do(BORIS, acts.OptOut())
    await office.leave(number, "remind-rating")
    await office.worker.drain()
    first = await held(office)
    office.town.clock.advance(25 * HOUR)
    late = await held(office)
    await office.leave(number, "remind-rating")
    await office.worker.drain()
    again = await held(office)
    await closed(office, number)

    assert (first, late, again) == (["remind-rating"], [], ["remind-rating"])
    assert await held(office) == []


async def test_a_result_outlives_the_time_to_rate(office: Post) -> None:
    """Who hears of the result after the case was closed hears it without the question, which nobody waits for."""
    number = await filed(office)
    await office.town.do(BORIS, acts.OptOut())
    await resolved(office, number)
    open_still = (await office.town.casebook.look_up(BORIS, StandingOf())).held
    await closed(office, number)
    (kept,) = (await office.town.casebook.look_up(BORIS, StandingOf())).held

    assert [(each.step, each.fact("rated")) for each in open_still] == [("resolve", "")]
    assert (kept.step, kept.fact("rated")) == ("resolve", "yes")


async def held(office: Post) -> list[str]:
    return [each.step for each in (await office.town.casebook.look_up(BORIS, StandingOf())).held]


async def closed(office: Post, number: str) -> None:
    """Close a case as the clock does when nobody has rated it in time."""

    def close(connection) -> None:
        occasion = office.occasion(connection)
        closing.close(occasion, hold(occasion, locked_case(connection, number)), rated=False)

    await office.town.database.write(close)


async def test_a_lost_receipt_brings_back_nothing_old(town: World) -> None:
    """That an old state did not arrive is no reason to send it after a newer one."""
    template, custom = Speaks(TEMPLATE), Speaks(WECHAT)
    office = post(town, template, custom)
    number = await filed(office, ANNA)
    await office.leave(number, "accept")
    await office.worker.drain()
    (row,) = await office.rows()
    await office.leave(number, "resolve")
    await office.worker.drain()
    assert await town.database.write(lambda c: advance(c, row["receipt"], "failed", town.clock.now()))
    await office.worker.drain()
    old, new = await office.rows()

    assert (old["state"], old["superseded_by"], new["state"]) == ("superseded", new["position"], "sent")
    assert custom.said == []


async def test_replaying_sends_nothing_old(town: World) -> None:
    """Of what is dead an operator sends again what is news still; an old state is superseded instead."""
    wechat = Speaks(WECHAT)
    office = post(town, wechat)
    number = await filed(office, ANNA)
    for step in ("assign", "note"):
        await office.leave(number, step)
    await town.database.write(lambda c: c.execute(update(notices).values(state="dead")) and None)
    await office.leave(number, "resolve")
    await office.worker.drain()
    bag = SqlPostbag(town.database, town.clock)
    dead = tuple(mail.id for mail in (await bag.page(MailFilter("dead"))).mails)
    again = await bag.replay(dead)
    await office.worker.drain()

    assert (len(dead), again) == (2, 1)
    assert wechat.said == [f"{number[-2:]} resolve", f"{number[-2:]} note"]
    assert await office.states() == [("assign", "superseded"), ("note", "sent"), ("resolve", "sent")]


async def test_one_reporter_answers_for_all(office: Post, sms: Speaks) -> None:
    """A unit's question is put to who joined too; the first answer ends the pause, and what waits for the other."""
    number = await filed(office, ANNA)
    await office.town.do(BORIS, acts.Join(number, "here as well"))
    await paused(office, number)
    await office.leave(number, "ask")
    await office.worker.drain()
    asked = await question(office)
    done = await office.town.do(BORIS, acts.AnswerQuestion(asked, text="the north side"))
    record = await office.town.database.read(lambda c: record_of(c, office.town.office.keyring, number))

    assert (sms.said, done) == ([f"{number[-2:]} ask"], acts.Done(number))
    assert record.paused_until is None
    assert all(row["closed_at"] for row in await office.rows(open_questions))
    assert [row["state"] for row in await office.rows() if row["step"] == "ask"] == ["superseded", "sent"]
    assert (await office.town.casebook.look_up(ANNA, StandingOf())).held == ()


async def paused(office: Post, number: str) -> None:
    """Let the unit ask, so that the time to answer rests."""
    now = office.town.clock.now()

    def ask(connection) -> None:
        given = {"status": "assigned", "unit": "lights", "paused_until": now + 5 * DAY, "reply_by": now + 9 * DAY}
        connection.execute(update(cases).where(cases.c.number == number).values(given))
        connection.execute(cases.metadata.tables["handlings"].insert().values(case=number, paused_at=now))
        telling.ask(office.occasion(connection), number, "Which side of the road?")

    await office.town.database.write(ask)
