"""A reporter takes a case back: it ends, or goes on for who joined it."""

from dataclasses import replace
from typing import Any

import pytest
from casebook_world import ANNA, BORIS
from staff_steps import DESK, Offices

from adapters.casebook.records import record_of
from adapters.casebook.reporters import SqlReporters
from adapters.casebook.schema import notices, reporters
from adapters.casebook.verifying import verify
from dialogs.facts import acts
from dialogs.facts.acts import Done, Refused, WhyNot, Withdrawn
from dialogs.facts.cases import Status
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY
from dialogs.facts.queries import FindCase, StandingOf

CARLA = Address("wechat", "o-carla-0003")


async def test_withdrawing(offices: Offices) -> None:
    """Withdrawn by its only reporter a case is ended, and no act fits it any more; its chain holds."""
    number = await offices.accepted(ANNA)
    await offices.do("ask", number, text="Which pole?")
    done = await offices.town.do(ANNA, acts.Withdraw(number, "It shines again"))
    refused = await offices.tried("reply", number, text="We come.")
    again = await offices.town.do(ANNA, acts.Withdraw(number))
    ring = offices.town.office.keyring

    assert done == Withdrawn(number)
    assert refused.status is Status.WITHDRAWN
    assert again == Refused(WhyNot.LATE)
    assert (await offices.town.casebook.look_up(ANNA, StandingOf())).open_questions == ()
    assert (await offices.town.database.read(lambda c: verify(c, ring, number))).intact


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (acts.Withdraw("", "It shines again"), "It shines again"),
        (acts.Withdraw("", "", "solved"), "withdraw-solved|en"),
        (acts.Withdraw(""), ""),
    ],
    ids=["written", "chosen", "none"],
)
async def test_why_it_was_withdrawn_is_read_by_the_unit(offices: Offices, given: acts.Withdraw, said: str) -> None:
    """What the citizen wrote, or the reason they chose in words, is the text of the entry."""
    number = await offices.accepted(ANNA)
    await offices.town.do(ANNA, replace(given, number=number))
    ring = offices.town.office.keyring
    record = await offices.town.database.read(lambda c: record_of(c, ring, number))

    assert record is not None
    assert (record.timeline[-1].kind, record.timeline[-1].text) == ("withdraw", said)


async def test_a_joiner_becomes_the_filer(offices: Offices) -> None:
    """Withdrawn by its filer, a case goes on for who joined first, who sees none of the filer's words."""
    number = await offices.accepted(ANNA)
    await offices.town.do(BORIS, acts.Join(number, "Dark at our door too"))
    await offices.town.do(CARLA, acts.Join(number, "and here"))
    done = await offices.town.do(ANNA, acts.Withdraw(number, "I moved away"))
    roles = {row["role"]: row["citizen"] for row in await offices.rows(reporters, number)}
    card = (await offices.town.casebook.look_up(BORIS, FindCase(number))).card
    known = SqlReporters(offices.town.database, offices.town.office, offices.town.clock)
    filer: Any = await known.of_case(number, DESK)
    told = len(await offices.rows(notices, number))
    await offices.do("reply", number, text="We are there.")

    assert done == Withdrawn(number, goes_on=True)
    assert sorted(roles) == ["filer", "joiner", "left"]
    assert (card.status, card.reporters, card.summary, card.own) == (Status.ASSIGNED, 2, "", True)
    assert (filer.channel, filer.words) == ("sms", "Dark at our door too")
    assert (await offices.town.casebook.look_up(ANNA, FindCase(number))).outcome == "other"
    assert len(await offices.rows(notices, number)) == told + 2


async def test_who_left_may_join_again(offices: Offices) -> None:
    """Who took a case back while others went on can join it like anybody else."""
    number = await offices.accepted(ANNA)
    await offices.town.do(BORIS, acts.Join(number, "mine too"))
    await offices.town.do(BORIS, acts.Withdraw(number))
    back = await offices.town.do(BORIS, acts.Join(number, "still dark"))

    assert back == Done(number)
    assert (await offices.town.casebook.look_up(BORIS, FindCase(number))).card.reporters == 2


async def test_a_pause_goes_on_while_another_is_asked(offices: Offices) -> None:
    """Where the filer leaves and a joiner was asked too, the unit waits for the joiner's answer."""
    number = await offices.accepted(ANNA)
    await offices.town.do(BORIS, acts.Join(number, "mine too"))
    await offices.do("ask", number, text="Which pole?")
    await offices.town.do(ANNA, acts.Withdraw(number))

    assert (await offices.do("note", number, text="x")).paused_until is not None


async def test_a_pause_ends_with_who_was_asked(offices: Offices) -> None:
    """Where all who were asked leave, the unit waits no more and its time runs on."""
    number = await offices.accepted(ANNA)
    asked = await offices.do("ask", number, text="Which pole?")
    await offices.town.do(BORIS, acts.Join(number, "mine too"))
    offices.town.clock.advance(2 * DAY)
    await offices.town.do(ANNA, acts.Withdraw(number))
    after = await offices.do("note", number, text="x")

    assert after.paused_until is None
    assert after.reply_by > asked.reply_by
