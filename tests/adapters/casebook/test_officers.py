"""Officers in the casebook: their tasks, what they do with a case, and what they are told of it."""

import asyncio

from casebook_world import ANNA
from officer_steps import CLERK, DESK, DONE, HEAD, Office

from adapters.casebook.records import record_of
from adapters.casebook.schema import audits, cases, notices, timeline
from dialogs.facts.acts import DoKey, Supplement
from dialogs.facts.cases import Privacy, Status
from dialogs.facts.moment import DAY, HOUR, MINUTE
from dialogs.facts.officers import FindTask, Handle, Handled, MyTasks, ShowCaller, WhoAmI
from dialogs.facts.staff import CHECKS, StaffAct


async def test_tasks_come_by_urgency(place: Office) -> None:
    """What has to be signed for first stands first, and what a colleague has signed for stands last."""
    await place.bound(CLERK)
    await place.bound(HEAD)
    first = await place.case("The first lamp is out at the school gate")
    place.town.clock.advance(MINUTE)
    second = await place.case("Another lamp is out at the harbour")
    await place.do(HEAD, Handle("sign", first))
    listed = await place.casebook.look_up(CLERK, MyTasks())

    assert [(each.number, each.signed, each.elsewhere) for each in listed.tasks] == [
        (second, False, False),
        (first, True, True),
    ]
    assert listed.all == 2


async def test_a_card_offers_what_can_be_done(place: Office) -> None:
    """What was done already is not offered again, and a case is found by its last digits too."""
    await place.bound(CLERK)
    number = await place.case()
    before = await place.casebook.look_up(CLERK, FindTask(number[-5:]))
    await place.do(CLERK, Handle("sign", number))
    after = await place.casebook.look_up(CLERK, FindTask(number))

    assert "sign" in before.acts
    assert "resolve" in before.acts
    assert "sign" not in after.acts
    assert (before.step, after.step) == ("assign", "sign")


async def test_another_units_case_is_not_there(place: Office) -> None:
    """An officer sees no case of a unit that is neither theirs nor below it."""
    await place.bound(CLERK, "parks")
    number = await place.case()

    assert await place.casebook.look_up(CLERK, FindTask(number)) is None
    assert await place.do(CLERK, Handle("sign", number)) == Handled("forbidden", Status.ASSIGNED)


async def test_an_act_stands_in_the_timeline_with_channel_and_officer(place: Office) -> None:
    """The entry names the channel and the officer by id, and the case its officer; no name stands in clear."""
    clerk = await place.bound(CLERK)
    number = await place.case()
    done = await place.do(CLERK, Handle("sign", number))
    entry = (await place.rows(timeline.c.codes, timeline.c.actor))[-1]

    assert done == Handled("done", Status.ASSIGNED, left=1)
    assert '"channel":"wechat"' in entry["codes"]
    assert f'"token":"{clerk}"' in entry["codes"]
    assert (entry["actor"], "Li" in entry["codes"]) == ("lights", False)
    assert (await place.rows(cases.c.officer))[-1]["officer"] == clerk


async def test_of_two_officers_at_once_one_is_told_the_new_state(place: Office) -> None:
    """One resolves; the other hears where the case stands now."""
    await place.bound(CLERK)
    await place.bound(HEAD)
    number = await place.case()
    both = [Handle("resolve", number, text=f"{DONE} {who}", outcome="solved", checks=CHECKS) for who in ("A", "B")]
    done = await asyncio.gather(place.do(CLERK, both[0]), place.do(HEAD, both[1]))

    assert sorted(each.outcome for each in done) == ["changed", "done"]
    assert {each.status for each in done} == {Status.RESOLVED}


async def test_the_same_act_is_done_once(place: Office) -> None:
    """An act performed again under its key leaves one entry."""
    await place.bound(CLERK)
    number, key = await place.case(), DoKey("run", "handle")
    for _ in range(2):
        await place.casebook.perform(CLERK, key, Handle("note", number, text="Seen on the spot"))

    assert [each["kind"] for each in await place.rows(timeline.c.kind)].count("note") == 1


async def test_what_looks_wrong_is_asked_about(place: Office) -> None:
    """A doubted answer is not taken until it is confirmed, and it is said what looks wrong."""
    await place.bound(CLERK)
    number = await place.case()
    doubted = await place.do(CLERK, Handle("resolve", number, text=DONE, outcome="solved", checks=CHECKS[:4]))
    done = await place.do(
        CLERK, Handle("resolve", number, text=DONE, outcome="solved", checks=CHECKS[:4], confirm=True)
    )

    assert doubted == Handled("doubted", Status.ASSIGNED, ("solved",))
    assert (done.outcome, done.status) == ("done", Status.RESOLVED)


async def test_more_time_is_counted_in_working_days(place: Office) -> None:
    """Three working days more end after the present due time."""
    await place.bound(CLERK)
    number = await place.case()
    before = (await place.rows(cases.c.reply_by))[-1]["reply_by"]
    asked = await place.do(CLERK, Handle("ask-extension", number, reason="Parts are ordered", days=3))
    again = await place.do(CLERK, Handle("ask-extension", number, reason="Parts are ordered", days=3))

    assert asked.outcome == "done"
    assert asked.until > before
    assert again.outcome == "changed"


async def test_each_look_at_a_number_leaves_a_trace(place: Office) -> None:
    """The number is told to the officer of the unit and noted with their id; who is hidden stays so."""
    clerk = await place.bound(CLERK)
    shown = await place.case(name="Anna", phone="+8613900000001")
    hidden = await place.case("A lamp is out, and I want no name", privacy=Privacy.HIDDEN, phone="+8613900000001")
    seen = await place.do(CLERK, ShowCaller(shown))

    assert (seen.outcome, seen.name, seen.phone) == ("shown", "Anna", "+8613900000001")
    assert (await place.do(CLERK, ShowCaller(hidden))).outcome == "hidden"
    assert [(each["token"], each["id"]) for each in await place.rows(audits.c.token, audits.c.id)] == [(clerk, shown)]


async def test_a_push_is_known(place: Office) -> None:
    """The case of the last notice that reached the officer within a day is known, and forgotten afterwards."""
    clerk = await place.bound(CLERK)
    number = await place.case()
    row = {"audience": "officer", "officer": clerk, "case": number, "step": "warning", "at": 0, "not_before": 0}
    now = place.town.clock.now()
    await place.town.database.write(
        lambda c: c.execute(notices.insert().values(row | {"expires": 0, "reached_at": now})).rowcount
    )

    assert (await place.casebook.look_up(CLERK, WhoAmI())).pushed == number
    place.town.clock.advance(DAY + MINUTE)
    assert (await place.casebook.look_up(CLERK, WhoAmI())).pushed == ""


async def test_a_record_shows_the_unit_as_who_did_it(place: Office) -> None:
    """What staff and citizens read of an act by message is the unit, as with any other."""
    await place.bound(CLERK)
    number = await place.case()
    await place.do(CLERK, Handle("reply", number, text="The crew comes tonight"))
    record = await place.town.database.read(lambda c: record_of(c, place.town.office.keyring, number))

    assert (record.timeline[-1].kind, record.timeline[-1].by) == ("reply", "lights")


async def test_officers_are_told_what_concerns_them(place: Office) -> None:
    """A new case goes to who works in the unit, what happens to a case signed for to its officer alone."""
    clerk, head = await place.bound(CLERK), await place.bound(HEAD, head=True)
    number = await place.case()
    await place.do(CLERK, Handle("sign", number))
    await place.do(CLERK, Handle("ask-extension", number, reason="Parts are ordered", days=3))
    await place.staff.act(StaffAct("grant", number, DESK))
    await place.town.do(ANNA, Supplement(number, "It flickers too"))
    told = [each for each in await place.rows(notices.c.officer, notices.c.step) if each["officer"]]

    assert [(each["officer"], each["step"]) for each in told] == [(clerk, "assign"), (clerk, "grant"), (clerk, "note")]
    assert head


async def test_who_adds_without_end_is_told_ten_times_an_hour(place: Office) -> None:
    """No citizen showers an officer with messages: each line is in the timeline, and later ones are told again."""
    await place.bound(CLERK)
    number = await place.case()
    for index in range(12):
        await place.town.do(ANNA, Supplement(number, f"line {index}"))
    within = await place.rows(notices.c.seq, notices.c.step)
    place.town.clock.advance(HOUR)
    await place.town.do(ANNA, Supplement(number, "an hour later"))
    later = await place.rows(notices.c.seq, notices.c.step)
    entries = await place.rows(timeline.c.kind)

    assert [sum(each["step"] == "note" for each in rows) for rows in (within, later)] == [10, 11]
    assert sum(each["kind"] == "note" for each in entries) == 13
