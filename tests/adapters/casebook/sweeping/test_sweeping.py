"""What the sweeper does about a time that runs out."""

from casebook_world import ANNA, BORIS
from sqlalchemy import select, update
from watchtower import ALL, DESK, LIGHTS, Watchtower, at

from adapters.casebook.schema import cases, handlings, notices, open_questions, timeline, warnings, watches
from adapters.casebook.verifying import verify
from dialogs.facts import acts
from dialogs.facts.cases import Status
from dialogs.facts.moment import MINUTE
from dialogs.facts.queries import StandingOf
from dialogs.facts.records import CaseRecord
from dialogs.facts.staff import CHECKS

ANSWER = "The lamp was mended on Monday evening and is bright again."


async def kinds(tower: Watchtower, number: str) -> list[str]:
    entries = await tower.rows(timeline, timeline.c.case == number)
    return [each.kind for each in entries]


async def record(tower: Watchtower, number: str) -> CaseRecord:
    return await tower.act("note", number, DESK, text="looked at")


async def test_a_case_that_nobody_takes(tower: Watchtower) -> None:
    """The desk is warned at half, at four fifths and at the end of the time to accept, then each working day."""
    await tower.bind(ALL)
    number = await tower.file()
    for moment in ("2026-03-03 11:30", "2026-03-03 16:54", "2026-03-03 18:00", "2026-03-04 08:00", "2026-03-05 08:00"):
        await tower.until(moment)
    given = await tower.rows(warnings)

    assert [(row.time, row.warning, row.unit) for row in given] == [("accept_by", n, "desk") for n in range(1, 6)]
    assert await kinds(tower, number) == ["file", *["warn"] * 5]
    assert (await record(tower, number)).warnings == 5


async def test_nothing_is_due(tower: Watchtower) -> None:
    """Before the time nothing is done, and a sweep does not repeat what it did."""
    await tower.file()
    await tower.until("2026-03-02 11:00")
    early = await tower.rows(warnings)
    await tower.until("2026-03-03 12:00")
    await tower.until("2026-03-03 12:00")

    assert early == []
    assert len(await tower.rows(warnings)) == 1


async def test_climbing(tower: Watchtower) -> None:
    """What is not urgent waits for the day's list, its end too: the officer's, then a rung higher each time."""
    await tower.bind(ALL)
    await tower.assigned()
    lists = []
    for day in ("2026-03-06", "2026-03-09", "2026-03-10"):
        before = len(await tower.told())
        await tower.until(f"{day} 08:30")
        lists.append((await tower.told())[before:])

    assert [sorted(each) for each in lists] == [
        [("li", "daily-list")],
        [("li", "daily-list"), ("lights-head", "daily-list")],
        [(officer, "daily-list") for officer in sorted(ALL)],
    ]


async def test_urgent_at_once(tower: Watchtower) -> None:
    """What is urgent is told at once at half of its time, whatever the hour."""
    await tower.bind(ALL)
    await tower.assigned(category="gas")
    await tower.until("2026-03-02 22:00")

    assert await tower.told() == [("li", "warn")]


async def test_missed_warnings_are_one(tower: Watchtower) -> None:
    """After a week without a sweeper a case is warned about once, for the last of what was missed."""
    await tower.file()
    await tower.until("2026-03-11 12:00")
    (given,) = await tower.rows(warnings)

    assert given.warning == 3 + 6


async def test_an_act_ends_the_warnings(tower: Watchtower) -> None:
    """Signing ends the warnings about signing, the answer those about answering."""
    await tower.bind(ALL)
    number = await tower.assigned()
    await tower.act("resolve", number, text=ANSWER, outcome="solved", checks=CHECKS)
    await tower.until("2026-03-09 09:00")

    assert await tower.rows(warnings) == []


async def test_nobody_is_bound(tower: Watchtower) -> None:
    """Of a unit without bound officers the desk hears, and the admin in one notice a day that names it."""
    await tower.bind({"desk-head": "desk"})
    await tower.assigned()
    await tower.assigned()
    await tower.until("2026-03-05 12:00")
    await tower.until("2026-03-06 08:30")
    (admin,) = await tower.rows(notices, notices.c.audience == "admin")

    assert await tower.told() == [("desk-head", "daily-list")]
    assert (admin.step, admin.facts) == ("unmanned", '{"count":"2","unit":"lights"}')


async def test_a_pause_ends_by_itself(tower: Watchtower) -> None:
    """Where the citizen does not answer, the time runs on at the cap, and the entry says by how much it moved."""
    number = await tower.assigned()
    await tower.act("ask", number, text="Which pole is it?")
    await tower.until("2026-03-09 12:00")
    resting = await tower.rows(warnings)
    await tower.until("2026-03-09 18:00")
    after = await record(tower, number)
    (entry,) = await tower.rows(timeline, timeline.c.kind == "pause-over")
    (question,) = await tower.read(select(open_questions).where(open_questions.c.case == number))

    assert resting == []
    assert (after.paused_until, after.reply_by) == (None, at("2026-03-16 18:00"))
    assert f'"reply_by":"{at("2026-03-09 18:00")}>{at("2026-03-16 18:00")}"' in entry.codes
    assert question.closed_at is None


async def resolved(tower: Watchtower) -> str:
    number = await tower.assigned()
    await tower.world.do(BORIS, acts.Join(number, "here too"))
    await tower.act("resolve", number, text=ANSWER, outcome="solved", checks=CHECKS)
    return number


async def reached(tower: Watchtower, text: str) -> None:
    """Let the question how it went have reached everybody."""
    done = update(open_questions).values(voice="sms", asked_at=at(text))
    await tower.world.database.write(lambda c: c.execute(done).rowcount)


async def test_the_rating_window(tower: Watchtower) -> None:
    """Who has not rated is reminded once; at the end of the window the case is closed and waits for nothing."""
    number = await resolved(tower)
    await reached(tower, "2026-03-02 10:00")
    (question,) = (await tower.world.casebook.look_up(BORIS, StandingOf())).open_questions
    await tower.world.do(BORIS, acts.AnswerQuestion(question.id, "satisfied"))
    await tower.until("2026-03-07 10:00")
    await tower.until("2026-03-08 10:00")
    reminded = await tower.rows(notices, notices.c.step == "remind-rating")
    await tower.until("2026-03-09 10:00")
    closed = await record(tower, number)

    assert len(reminded) == 1
    assert closed.status is Status.CLOSED
    assert (await tower.world.casebook.look_up(ANNA, StandingOf())).open_questions == ()
    assert (await kinds(tower, number))[-2:] == ["close", "note"]


async def test_the_window_runs_from_the_news(tower: Watchtower) -> None:
    """The window begins when the result has reached the citizen, and a reminder waits for it too."""
    await resolved(tower)
    await reached(tower, "2026-03-04 09:00")
    await tower.until("2026-03-09 08:00")
    early = await tower.rows(notices, notices.c.step == "remind-rating")
    await tower.until("2026-03-09 10:00")
    (first, _) = await tower.rows(notices, notices.c.step == "remind-rating")
    await tower.until("2026-03-11 08:59")
    before = await tower.read(select(watches.c.kind))
    await tower.until("2026-03-11 09:00")
    after = await tower.read(select(watches.c.kind))

    assert early == []
    assert first.at == at("2026-03-09 10:00")
    assert (len(before), after) == (2, [])


async def test_the_chain_holds(tower: Watchtower) -> None:
    """Warnings are links of the chain like all else."""
    number = await tower.assigned()
    await tower.until("2026-03-12 12:00")
    verdict = await tower.world.database.read(lambda c: verify(c, tower.world.office.keyring, number))

    assert verdict.intact


async def test_units_that_help(tower: Watchtower) -> None:
    """A unit that helps and has said nothing is warned with the second warning, one that spoke is not."""
    await tower.bind({**ALL, "gardener": "parks"})
    number = await tower.file(category="gas")
    await tower.act("accept", number, DESK)
    await tower.act("assign", number, DESK, unit="lights", joint=("parks",))
    await tower.act("sign", number, officer="li")
    await tower.until("2026-03-02 22:00")
    first = await tower.told()
    await tower.until("2026-03-03 05:12")

    assert ("gardener", "warn") not in first
    assert ("gardener", "warn") in await tower.told()


async def test_trouble_with_one(tower: Watchtower) -> None:
    """A case that cannot be looked at holds up no other, and is tried again some minutes later."""
    broken, sound = await tower.file(), await tower.file()
    odd = update(watches).where(watches.c.case == broken).values(kind="letter", ref="gone")
    await tower.world.database.write(lambda c: c.execute(odd).rowcount)
    await tower.until("2026-03-03 12:00")
    given = await tower.rows(warnings)
    (again,) = await tower.read(select(watches.c.at).where(watches.c.case == broken))

    assert [row.case for row in given] == [sound]
    assert again.at == at("2026-03-03 12:00") + 5 * MINUTE


async def test_a_letter_without_an_answer(tower: Watchtower) -> None:
    """A letter's time runs beside the case's: it is warned about until it is answered, also after the case's end."""
    await tower.bind(ALL)
    number = await tower.assigned()
    await tower.act("supervise", number, DESK, kind="letter", text="Report by Friday.")
    assert await tower.told() == [("li", "supervise")]
    await tower.act("resolve", number, text=ANSWER, outcome="solved", checks=CHECKS)
    await tower.until("2026-03-05 12:00")
    (half,) = await tower.rows(warnings)
    await tower.act("answer-letter", number, text="We do, and here is how.")
    await tower.until("2026-03-20 12:00")

    assert (half.time, half.unit, half.warning) == ("letter", "lights", 1)
    assert await tower.rows(warnings) == [half]


async def test_a_letter_about_officials_climbs_past_the_tree(tower: Watchtower) -> None:
    """Its warnings reach the unit it went to and the desk, and nobody between them."""
    await tower.bind(ALL)
    number = await tower.file(kind="misconduct")
    await tower.act("accept", number, DESK)
    await tower.act("assign", number, DESK, unit="lights")
    await tower.act("sign", number, officer="li")
    await tower.act("supervise", number, DESK, kind="letter", text="Report by Friday.")
    await tower.act("resolve", number, text=ANSWER, outcome="solved", checks=CHECKS)
    for day in range(3, 28):
        await tower.until(f"2026-03-{day:02} 12:00")
    told = {officer for officer, step in await tower.told() if step != "supervise"}

    assert {"lights-head", "desk-head"} <= told
    assert "centre-head" not in told


async def test_no_act_forgets_the_clock(tower: Watchtower) -> None:
    """After every act of a long life what is watched for is what would be planned for the case from nothing."""
    other = await tower.assigned()
    number = await tower.file()
    life = [
        ("accept", DESK, {}),
        ("return", LIGHTS, {"reason": "not ours"}),
        ("assign", DESK, {"unit": "lights"}),
        ("sign", LIGHTS, {}),
        ("ask", LIGHTS, {"text": "Which pole?"}),
        ("ask-extension", LIGHTS, {"reason": "parts", "until": at("2026-03-20 18:00")}),
        ("grant", DESK, {}),
        ("reclassify", DESK, {"category": "gas"}),
        ("merge", DESK, {"into": other}),
        ("unmerge", DESK, {}),
        ("resolve", LIGHTS, {"text": ANSWER, "outcome": "solved", "checks": CHECKS}),
        ("reopen", DESK, {"reason": "still dark"}),
    ]
    for step, by, body in life:
        await tower.act(step, number, by, **body)
        for each in (number, other):
            assert await watched(tower, each) == await planned_anew(tower, each), step


async def watched(tower: Watchtower, number: str) -> dict[str, int]:
    found = select(watches).where(watches.c.case == number, watches.c.kind.not_in(("close", "remind")))
    return {row.kind: row.due for row in await tower.read(found)}


async def planned_anew(tower: Watchtower, number: str) -> dict[str, int]:
    """Say what an unresolved case is watched for, by its own columns."""
    joined = select(cases, handlings.c.signed_at).join(handlings, handlings.c.case == cases.c.number, isouter=True)
    (row,) = await tower.read(joined.where(cases.c.number == number))
    wanted = {
        "accept_by": row.status == Status.SUBMITTED,
        "sign_by": row.status == Status.ASSIGNED and row.signed_at is None,
        "reply_by": row.status in {Status.ACCEPTED, Status.ASSIGNED},
    }
    dues = {kind: getattr(row, kind) for kind, runs in wanted.items() if runs}
    paused = row.status == Status.ASSIGNED and row.paused_until is not None
    return dues | ({"pause": row.paused_until} if paused else {})
