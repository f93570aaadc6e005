"""Notices on their way: claimed, told up the ladder, noted."""

from notice_world import ANNA, BORIS, Post, Speaks, filed, open_questions, pushes

from adapters.casebook.receipts import advance
from dialogs.facts import acts
from dialogs.facts.errors import Busy, WindowClosed
from dialogs.facts.moment import DAY, HOUR, MINUTE, SECOND, Moment
from dialogs.facts.queries import StandingOf


async def test_told_and_noted(office: Post, wechat: Speaks) -> None:
    """A notice is said once, is noted with its voice and receipt, and stands in the ledger."""
    number = await filed(office)
    await office.leave(number, "accept")
    await office.worker.drain()
    (row,) = await office.rows()
    (push,) = await office.rows(pushes)

    assert wechat.said == [f"{number[-2:]} accept"]
    assert (row["state"], row["voice"], row["receipt"]) == ("sent", "wechat", f"r-wechat-{row['position']}:0")
    assert row["reached_at"] == row["settled_at"] == office.town.clock.now()
    assert (push["voice"], push["counted"], push["measured"]) == ("wechat", True, True)


async def test_in_order(office: Post, wechat: Speaks) -> None:
    """What a case's reporter is told keeps its order, whatever fails in between; others do not wait."""
    number, other = await filed(office), await filed(office, BORIS)
    await office.leave(number, "note")
    await office.leave(number, "reply")
    await office.leave(other, "note")
    wechat.script = [Busy()]
    await office.worker.drain()
    before = await office.states()
    office.town.clock.advance(3 * SECOND)
    await office.worker.drain()

    assert before == [("note", "waiting"), ("reply", "waiting"), ("note", "sent")]
    assert wechat.said == [f"{number[-2:]} note", f"{number[-2:]} reply"]


async def test_the_newest_state_says_it_all(office: Post, wechat: Speaks) -> None:
    """A newer state supersedes what was not sent; words of the unit are not dropped."""
    number = await filed(office)
    for step in ("accept", "reply", "assign", "resolve"):
        await office.leave(number, step)
    await office.worker.drain()
    rows = await office.rows()

    assert wechat.said == [f"{number[-2:]} reply", f"{number[-2:]} resolve"]
    assert [row["state"] for row in rows] == ["superseded", "sent", "superseded", "sent"]
    assert rows[0]["superseded_by"] == rows[2]["position"]


async def test_the_sixth_goes_to_nobody(office: Post, wechat: Speaks) -> None:
    """Five messages follow one of the citizen's; the sixth is held, not sent, and the ledger says five."""
    number = await filed(office)
    await office.heard(ANNA, message_at=office.town.clock.now())
    for _ in range(6):
        office.town.clock.advance(5 * HOUR)
        await office.leave(number, "note")
        await office.worker.drain()
    states = [state for _, state in await office.states()]

    assert (len(wechat.said), states) == (5, ["sent"] * 5 + ["held"])
    assert len(await office.rows(pushes)) == 5


async def test_the_other_sides_word_counts(office: Post, wechat: Speaks) -> None:
    """Where our ledger knows nothing the other side decides; it is not asked again until the citizen writes."""
    number = await filed(office)
    wechat.script = [WindowClosed("errcode 45047")]
    await office.leave(number, "note")
    await office.worker.drain()
    await office.leave(number, "reply")
    await office.worker.drain()
    shut = await office.states()
    await office.heard(ANNA, message_at=Moment(office.town.clock.now() + 1))
    office.town.clock.advance(SECOND)
    await office.leave(number, "note")
    await office.worker.drain()

    assert shut == [("note", "held"), ("reply", "held")]
    assert wechat.said == [f"{number[-2:]} {step}" for step in ("note", "reply", "note")]
    assert len(await office.rows(pushes)) == 3


async def test_opted_out_is_held(office: Post, wechat: Speaks) -> None:
    """Who opted out is sent nothing; it waits for when they write."""
    number = await filed(office)
    await office.town.do(ANNA, acts.OptOut())
    await office.leave(number, "resolve")
    await office.worker.drain()

    assert (await office.states(), wechat.said) == ([("resolve", "held")], [])


async def test_too_old_to_be_news(office: Post, wechat: Speaks) -> None:
    """What was not sent in time is not sent any more."""
    number = await filed(office)
    await office.leave(number, "note")
    office.town.clock.advance(8 * DAY)
    await office.worker.drain()

    assert (await office.states(), wechat.said) == ([("note", "unreached")], [])


async def test_a_question_is_open_when_it_was_sent(office: Post) -> None:
    """The seven days of a rating run from when the result has reached the citizen, by the voice that took it."""
    number = await filed(office)
    row = {"id": "q", "case": number, "kind": "rating", "asked_at": office.town.clock.now()}
    row |= {"citizen": (await office.rows(open_questions.metadata.tables["citizens"]))[0]["id"]}
    await office.town.database.write(lambda c: c.execute(open_questions.insert().values(row)) and None)
    await office.leave(number, "resolve")
    office.town.clock.advance(2 * DAY)
    await office.worker.drain()
    (question,) = await office.rows(open_questions)

    assert (question["voice"], question["asked_at"]) == ("wechat", office.town.clock.now())

    (told,) = await office.rows()
    await office.town.database.write(lambda c: advance(c, told["receipt"], "failed", office.town.clock.now()))
    (question,) = await office.rows(open_questions)

    assert question["voice"] == ""  # it has not arrived: nobody was asked yet


async def test_a_question_waits_for_a_free_moment(office: Post, wechat: Speaks) -> None:
    """Who is in the middle of something is asked when they are done; news come at once."""
    number = await filed(office)
    now = office.town.clock.now()
    await office.heard(ANNA, message_at=now, busy_until=Moment(now + 30 * MINUTE))
    await office.leave(number, "note")
    await office.leave(number, "ask")
    await office.worker.drain()
    early = list(wechat.said)
    office.town.clock.advance(30 * MINUTE)
    await office.worker.drain()

    assert early == [f"{number[-2:]} note"]
    assert wechat.said[1:] == [f"{number[-2:]} ask"]


async def test_one_at_a_time_for_each_person(office: Post) -> None:
    """Of one person's cases one notice is in hand at a time, so that the ledger is right when the next is weighed."""
    first, second = await filed(office), await filed(office, words="another lamp")
    await office.leave(first, "note")
    await office.leave(second, "note")

    assert len(await office.line.claim(10)) == 1
    assert len(await office.line.claim(10)) == 0


async def test_held_is_told_when_they_write(office: Post) -> None:
    """What was held stands with the citizen's next message; told then, its question is open and it is held no more."""
    number = await filed(office)
    await office.town.do(ANNA, acts.OptOut())
    await office.leave(number, "reply")
    await office.leave(number, "resolve", outcome="solved")
    await office.worker.drain()
    held = (await office.town.casebook.look_up(ANNA, StandingOf())).held
    await office.town.do(ANNA, acts.TellHeld(tuple(each.id for each in held)))
    rows = await office.rows()

    assert [(each.case, each.step, each.fact("category")) for each in held] == [
        (number, "resolve", "lamp"),
        (number, "reply", "lamp"),
    ]
    assert [(row["state"], row["voice"]) for row in rows] == [("told", "wechat")] * 2
    assert (await office.town.casebook.look_up(ANNA, StandingOf())).held == ()
    assert (await office.town.casebook.look_up(BORIS, StandingOf())).held == ()
