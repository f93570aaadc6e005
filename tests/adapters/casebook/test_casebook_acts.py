from dataclasses import replace

import pytest
from casebook_world import ANNA, BORIS, CITY, World, deliver, filing, world
from sqlalchemy import select

from adapters.casebook.acts.performing import SqlStaff
from adapters.casebook.schema import notices, resolutions, timeline
from adapters.casebook.verifying import verify
from bot.demo.clock import HandClock, SeededChance
from dialogs.city import Dispatch
from dialogs.facts import acts
from dialogs.facts.cases import Status
from dialogs.facts.moment import DAY, HOUR
from dialogs.facts.queries import StandingOf
from dialogs.facts.records import Bearer, CaseRecord, Role
from dialogs.facts.staff import CHECKS, StaffAct, Unfit, Why

DESK = Bearer("desk-token", Role.PLATFORM)
LIGHTS = Bearer("lights-token", Role.UNIT, "lights")
ANSWER = "The lamp was mended on Monday evening and is bright again."


@pytest.fixture
def town(town: World, clock: HandClock, chance: SeededChance) -> World:
    """The small city, with a rule that sends lamps to the lights."""
    city = replace(CITY, dispatch=(Dispatch(categories=("lamp",), unit="lights"),))
    return world(town.database, clock, chance, city=lambda: city)


@pytest.fixture
def staff(town: World) -> SqlStaff:
    return SqlStaff(town.database, town.office, town.clock)


async def do(staff: SqlStaff, step: str, number: str, by: Bearer = LIGHTS, **body: object) -> CaseRecord:
    done = await staff.act(StaffAct(step, number, by, **body))
    assert isinstance(done, CaseRecord), done
    return done


async def rows(town: World, table, number: str) -> list:
    wanted = select(table).where(table.c.case == number)
    return await town.database.read(lambda c: c.execute(wanted).mappings().all())


async def accepted(town: World, staff: SqlStaff) -> str:
    number = (await town.do(ANNA, filing())).number
    await do(staff, "accept", number, DESK)
    return number


async def test_dispatched_by_rule(town: World, staff: SqlStaff) -> None:
    """An accepted case goes on by the city's rule, as an entry of its own that names the rule and the due time."""
    number = await accepted(town, staff)
    entries = await rows(town, timeline, number)

    assert [(each["kind"], each["actor"]) for each in entries][1:] == [("accept", "platform"), ("assign", "system")]
    assert '"rule":"1"' in entries[-1]["codes"]
    assert '"sign_by":">' in entries[-1]["codes"]


async def test_a_whole_life(town: World, staff: SqlStaff) -> None:
    """Filed, accepted, signed for, asked, answered, resolved, rated, reopened: the chain holds and all are told."""
    number = await accepted(town, staff)
    await town.do(BORIS, acts.Join(number, "here too"))
    await do(staff, "sign", number, officer="li")
    asked = await do(staff, "ask", number, text="Which pole is it?")
    await deliver(town)
    town.clock.advance(2 * DAY)
    (question,) = (await town.casebook.look_up(ANNA, StandingOf())).open_questions
    await town.do(ANNA, acts.AnswerQuestion(question.id, text="the third"))
    resolved = await do(staff, "resolve", number, text=ANSWER, outcome="solved", checks=CHECKS)
    await deliver(town)
    (rating,) = (await town.casebook.look_up(BORIS, StandingOf())).open_questions
    await town.do(BORIS, acts.AnswerQuestion(rating.id, "unsolved"))
    again = await do(staff, "reopen", number, DESK, reason="still dark")
    verdict = await town.database.read(lambda c: verify(c, town.office.keyring, number))
    told = [(each["step"], each["seq"]) for each in await rows(town, notices, number) if each["seq"]]

    assert question.text == "Which pole is it?"
    assert asked.paused_until is not None
    assert resolved.paused_until is None
    assert resolved.reply_by > asked.reply_by
    assert (rating.kind, rating.options[0]) == ("rating", "satisfied")
    assert (again.status, again.unit, again.reopened) == (Status.ASSIGNED, "lights", 1)
    assert verdict.intact
    assert told == [("accept", 2), ("assign", 3), ("ask", 6), ("ask", 6), *[("resolve", 8)] * 2, *[("reopen", 10)] * 2]
    assert (await town.casebook.look_up(ANNA, StandingOf())).open_questions == ()


async def test_refused_changes_nothing(town: World, staff: SqlStaff) -> None:
    """What looks wrong is refused until confirmed; then it is recorded with what looked wrong."""
    number = await accepted(town, staff)
    before = await rows(town, timeline, number)
    refused = await staff.act(StaffAct("resolve", number, LIGHTS, text="done", outcome="solved", checks=CHECKS))
    after = await rows(town, timeline, number)
    await do(staff, "resolve", number, text="done", outcome="solved", checks=CHECKS, confirm=True)
    (kept,) = await rows(town, resolutions, number)

    assert isinstance(refused, Unfit)
    assert refused.errors == (("confirm", "needs-confirmation"), ("text", "short"))
    assert before == after
    assert (kept["unit"], kept["outcome"], kept["doubts"]) == ("lights", "solved", "short")


async def test_a_copied_answer(town: World, staff: SqlStaff) -> None:
    """The unit's last answer given again to another citizen looks wrong."""
    first, second = await accepted(town, staff), await accepted(town, staff)
    body = {"text": ANSWER, "outcome": "solved", "checks": CHECKS}
    await do(staff, "resolve", first, **body)
    copied = await staff.act(StaffAct("resolve", second, LIGHTS, **{**body, "text": ANSWER.upper()}))

    assert isinstance(copied, Unfit)
    assert ("text", "copy") in copied.errors


async def test_same_key(town: World, staff: SqlStaff) -> None:
    """The same act under the same key is done once, even where it would not fit any more; another is refused."""
    number = await accepted(town, staff)
    note = StaffAct("return", number, LIGHTS, reason="not ours")
    await staff.act(note, key="k")
    again = await staff.act(note, key="k")
    other = await staff.act(replace(note, reason="changed"), key="k")
    theirs = await staff.act(StaffAct("note", number, DESK, text="a word"), key="k")

    assert isinstance(again, CaseRecord)
    assert [step.kind for step in again.timeline].count("return") == 1
    assert other == Unfit(Why.BODY, None, (("Idempotency-Key", "used"),))
    assert isinstance(theirs, CaseRecord)


async def test_a_refused_act_keeps_no_key(town: World, staff: SqlStaff) -> None:
    """A key under which nothing was done can be used for the act put right."""
    number = await accepted(town, staff)
    wrong = await staff.act(StaffAct("reply", number, LIGHTS, text=" "), key="k")
    right = await staff.act(StaffAct("reply", number, LIGHTS, text="We are on it."), key="k")

    assert isinstance(wrong, Unfit)
    assert isinstance(right, CaseRecord)


async def test_reclassified(town: World, staff: SqlStaff) -> None:
    """A case in another category is sent by that one's rule; where none fits it stays, and the answer's time too."""
    number = (await town.do(ANNA, filing(category="noise"))).number
    desk = await do(staff, "accept", number, DESK)
    town.clock.advance(HOUR)
    sent = await do(staff, "reclassify", number, DESK, category="lamp")

    assert (desk.status, desk.unit) == (Status.ACCEPTED, "")
    assert (sent.status, sent.unit, sent.category, sent.reply_by) == (Status.ASSIGNED, "lights", "lamp", desk.reply_by)


async def test_unknown_case(staff: SqlStaff) -> None:
    """An act on a case that is not there finds none."""
    assert await staff.act(StaffAct("note", "1", DESK, text="x"), key="k") == Unfit(Why.UNKNOWN)
