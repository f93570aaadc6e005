import pytest
from casebook_world import ANNA
from staff_steps import DESK, LIGHTS, PARKS, TOWN, Offices

from adapters.casebook.schema import leads, letters, notices, timeline
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.records import Bearer
from dialogs.facts.staff import Why


@pytest.mark.parametrize("kind", ["letter", "risk-warning", "accountability"])
async def test_a_letter_is_answered(offices: Offices, kind: str) -> None:
    """A letter of the level above has a due time and an answer of its own, and moves none of the case's times."""
    number = await offices.accepted(ANNA)
    before = (await offices.do("note", number, text="well")).reply_by
    after = await offices.do("supervise", number, TOWN, kind=kind, text="Report by Friday.")
    (written,) = await offices.rows(letters, number)
    await offices.do("answer-letter", number, text="We do, and here is how.")
    (answered,) = await offices.rows(letters, number)
    again = await offices.tried("answer-letter", number, text="Once more.")

    assert (written["kind"], written["unit"], written["by"]) == (kind, "lights", "town")
    assert written["due_at"] > offices.town.clock.now()
    assert after.reply_by == before
    assert (answered["answered_by"], answered["answer_seq"]) == ("lights", written["seq"] + 1)
    assert again.errors == (("letter", "none-waits"),)


async def test_a_letter_stays_with_whom_it_went_to(offices: Offices) -> None:
    """Handed on, a case leaves its letter behind: the former unit answers it, the new one and those above do not."""
    number = await offices.accepted(ANNA)
    await offices.do("supervise", number, TOWN, kind="letter")
    await offices.do("assign", number, DESK, unit="parks")
    refused = [(await offices.tried("answer-letter", number, who, text="So.")).why for who in (PARKS, TOWN, DESK)]
    await offices.do("supervise", number, TOWN, kind="letter")
    await offices.do("answer-letter", number, PARKS, text="To ours.")
    await offices.unseen("answer-letter", number, LIGHTS, text="To ours, before.")

    assert refused == [Why.FORBIDDEN] * 3
    assert [(each["unit"], each["answered_by"]) for each in await offices.rows(letters, number)] == [
        ("lights", "lights"),
        ("parks", "parks"),
    ]


@pytest.mark.parametrize("by", [DESK, TOWN], ids=["platform", "unit"])
async def test_a_letter_to_the_desk(offices: Offices, by: Bearer) -> None:
    """A letter about a case that no unit has goes to the desk, and is answered there by whatever token."""
    number = await offices.filed(ANNA)
    await offices.do("supervise", number, DESK, kind="letter")
    stranger = await offices.tried("answer-letter", number, LIGHTS, text="Not ours.")
    answer = offices.do if by is DESK else offices.unseen  # a unit reads no case that has none
    await answer("answer-letter", number, by, text="We take it today.")
    (letter,) = await offices.rows(letters, number)

    assert stranger.why is Why.FORBIDDEN
    assert (letter["unit"], letter["answered_at"] is None) == ("town", False)


async def test_letters_by_name(offices: Offices) -> None:
    """Of two letters that wait each can be answered by its id; the other one goes on waiting."""
    number = await offices.accepted(ANNA)
    await offices.do("supervise", number, DESK, kind="letter")
    await offices.do("supervise", number, DESK, kind="risk-warning")
    _, second = await offices.rows(letters, number)
    await offices.do("answer-letter", number, text="To the second.", letter=second["id"])
    wrong = await offices.tried("answer-letter", number, text="Again.", letter=second["id"])

    assert [each["answered_at"] is None for each in await offices.rows(letters, number)] == [True, False]
    assert wrong.errors == (("letter", "none-waits"),)


async def test_a_reminder_is_no_letter(offices: Offices) -> None:
    """A reminder is an entry and no letter; no citizen is told of supervision."""
    number = await offices.accepted(ANNA)
    told = len(await offices.rows(notices, number))
    record = await offices.do("supervise", number, DESK, kind="urge", text="Please hurry.")

    assert (record.timeline[-1].kind, record.timeline[-1].text) == ("supervise", "Please hurry.")
    assert await offices.rows(letters, number) == []
    assert len([each for each in await offices.rows(notices, number) if each["citizen"]]) == told


async def test_who_supervises(offices: Offices) -> None:
    """A unit does not supervise itself, nor its neighbour, and an unknown kind is named."""
    number = await offices.accepted(ANNA)
    refused = [(await offices.tried("supervise", number, by, kind="letter")).why for by in (LIGHTS, PARKS)]
    unknown = await offices.tried("supervise", number, DESK, kind="scolding")

    assert refused == [Why.FORBIDDEN, Why.FORBIDDEN]
    assert unknown.errors == (("kind", "unknown"),)


async def test_a_lead(offices: Offices) -> None:
    """A hard case gets a named lead with team, plan and date; a new one takes the former's place, the entries stay."""
    number = await offices.accepted(ANNA)
    until = Moment(offices.town.clock.now() + 30 * DAY)
    plan = {"team": "Roads, Lights", "plan": "Weekly visits", "until": until}
    await offices.do("lead", number, DESK, official="Vice mayor Xu", **plan)
    record = await offices.do("lead", number, DESK, official="Vice mayor Sun")
    (kept,) = await offices.rows(leads, number)
    entries = [each["codes"] for each in await offices.rows(timeline, number) if each["kind"] == "lead"]

    assert [step.text for step in record.timeline[-2:]] == [
        "Vice mayor Xu\nRoads, Lights\nWeekly visits",
        "Vice mayor Sun",
    ]
    assert (kept["official"], kept["team"], kept["until"]) == ("Vice mayor Sun", "", None)
    assert not any("mayor" in codes for codes in entries)


async def test_a_helper_signs_its_part(offices: Offices) -> None:
    """A unit that helps has entries of its own: no citizen is told, and the leading unit still signs."""
    number = await offices.accepted(ANNA)
    await offices.do("assign", number, DESK, unit="lights", joint=("parks",))
    told = len(await offices.rows(notices, number))
    await offices.do("sign", number, PARKS, officer="wang")
    helped = await offices.do("reply", number, PARKS, text="The tree is cut.")
    resolve = await offices.tried("resolve", number, PARKS, text="done", outcome="solved")
    led = await offices.do("sign", number, officer="li")

    assert [(step.kind, step.by) for step in helped.timeline[-2:]] == [("sign", "parks"), ("reply", "parks")]
    assert helped.officer == ""
    assert len(await offices.rows(notices, number)) == told
    assert resolve.why is Why.FORBIDDEN
    assert led.officer == "li"
