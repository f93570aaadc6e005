"""What an act answers with is the case as it is: ``Offices.do`` reads it again after each, and compares."""

from casebook_world import ANNA
from staff_steps import ANSWER, DESK, PARKS, TOWN, Offices

from adapters.casebook.sweeping import SqlSweeper
from bot.demo.clock import HandClock
from dialogs.facts.cases import Status
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.records import Bearer, Role
from dialogs.facts.staff import CHECKS

AUDITOR = Bearer("auditor-token", Role.AUDITOR)


async def test_from_the_desk_to_the_end(offices: Offices, clock: HandClock) -> None:
    """Every step of units and desk on the way of a case answers with all that it changed, and with what was there."""
    number = await offices.accepted(ANNA)
    later = Moment(clock.now() + 20 * DAY)
    await offices.do("return", number, reason="Not ours.")
    await offices.do("assign", number, DESK, unit="lights", joint=("parks",))
    await offices.do("sign", number, officer="li")
    await offices.do("reply", number, PARKS, text="Our part is done.")
    await offices.do("ask", number, text="Which of the lamps?")
    await offices.do("note", number, text="Asked by phone as well.", public=True)
    await offices.do("ask-extension", number, reason="Parts.", until=later)
    await offices.do("refuse", number, TOWN, reason="There are some.")
    await offices.do("ask-extension", number, reason="No parts.", until=later)
    await offices.do("grant", number, TOWN)
    await offices.do("lead", number, DESK, official="Wang", team="Lamps", plan="Mend them all.")
    await offices.do("supervise", number, DESK, kind="letter", text="How does it stand?")
    await offices.do("resolve", number, text=ANSWER, outcome="solved", checks=CHECKS, confirm=True)
    reopened = await offices.do("reopen", number, DESK, reason="Dark again.")

    assert (reopened.reopened, reopened.lead is not None) == (1, True)


async def test_what_the_desk_decides(offices: Offices) -> None:
    """A case that is sorted anew, and one that is declined, are answered with as they are then."""
    sorted_anew = await offices.accepted(ANNA)
    declined = await offices.filed(ANNA, what="The lamp of another street")

    noise = await offices.do("reclassify", sorted_anew, DESK, category="noise")
    court = await offices.do("decline", declined, DESK, reason="Before a court.", path="court")

    assert (noise.category, noise.status, court.status) == ("noise", Status.ASSIGNED, Status.DECLINED)


async def test_after_the_end(offices: Offices, clock: HandClock) -> None:
    """Who is called, and what is inspected, is answered with as a closed case."""
    number = await offices.accepted(ANNA)
    await offices.resolved(number)
    clock.advance(40 * DAY)
    sweeper = SqlSweeper(offices.town.database, offices.town.office, clock)
    while await sweeper.round():
        pass

    await offices.do("follow-up", number, DESK, result="satisfied", text="All is well.")
    inspected = await offices.do("inspect", number, AUDITOR, verdict="sound")

    assert inspected.status is Status.CLOSED
