"""Notices that do not get through: tried again, sought, sent another way, held or given up."""

import pytest
from notice_world import ANNA, BORIS, SMS, Post, Speaks, filed, post, pushes, sightings
from sqlalchemy import update

from adapters.casebook.receipts import advance
from adapters.casebook.schema import notices
from dialogs.facts.errors import Busy, Misconfigured, OutcomeUnknown, PersonGone, Rejected, TokenRejected, Unpaid
from dialogs.facts.moment import MINUTE, SECOND


async def test_superseded_on_its_way(office: Post, wechat: Speaks) -> None:
    """What fails while a newer state was left is not tried again."""
    number = await filed(office)
    await office.leave(number, "accept")
    (claimed,) = await office.line.claim(10)
    await office.leave(number, "resolve")
    await office.line.settle([(claimed, office.line.untouched(claimed))])
    await office.worker.drain()

    assert await office.states() == [("accept", "superseded"), ("resolve", "sent")]


@pytest.mark.parametrize(
    ("error", "state", "kind"),
    [
        (Busy("1"), "waiting", ""),
        (PersonGone("1"), "held", ""),
        (Rejected("1"), "held", ""),
        (Misconfigured("1"), "waiting", "refused"),
        (TokenRejected("1"), "waiting", "refused"),
        (Unpaid("1"), "waiting", "unpaid"),
        (OutcomeUnknown("1"), "waiting", ""),
        (KeyError("words"), "waiting", ""),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
async def test_what_fails(office: Post, wechat: Speaks, error: Exception, state: str, kind: str) -> None:
    """From the error's properties follows whether it is tried again, held, and whether the admin hears of it."""
    number = await filed(office)
    wechat.script = [error]
    await office.leave(number, "note")
    await office.worker.drain()
    (row,) = await office.rows()

    assert (row["state"], [alarm for _, alarm in office.alarms]) == (state, [kind] if kind else [])
    assert "words" not in row["error"]


async def test_gone_until_they_write(office: Post, wechat: Speaks) -> None:
    """Where nobody is there nothing more is sent, until somebody writes from there."""
    number = await filed(office)
    wechat.script = [PersonGone("43004")]
    await office.leave(number, "note")
    await office.leave(number, "reply")
    await office.worker.drain()
    (seen,) = await office.rows(sightings)
    office.town.clock.advance(SECOND)
    await office.heard(ANNA, message_at=office.town.clock.now())
    await office.leave(number, "note")
    await office.worker.drain()

    assert seen["stopped_at"]
    assert wechat.said == [f"{number[-2:]} {step}" for step in ("note", "reply", "note")]
    assert {state for _, state in await office.states()} == {"sent"}


@pytest.mark.parametrize(("step", "state"), [("note", "waiting"), ("remind-rating", "unknown")])
async def test_nobody_knows(office: Post, wechat: Speaks, step: str, state: str) -> None:
    """What may have arrived is sent again where a double is better than none, and else is not."""
    number = await filed(office)
    wechat.script = [OutcomeUnknown("timeout")]
    await office.leave(number, step)
    await office.worker.drain()

    assert await office.states() == [(step, state)]


async def test_the_other_side_is_asked(office: Post, sms: Speaks) -> None:
    """Before a doubtful notice is sent again the other side is asked, and what it has is not sent twice."""
    number = await filed(office, BORIS)
    sms.script = [OutcomeUnknown("timeout")]
    await office.leave(number, "remind-rating")
    sms.rung = SMS.__class__("sms", "sms", recalls=True)
    asking = post(office.town, sms)
    await asking.worker.drain()
    (row,) = await office.rows()
    sms.known = {f"{row['position']}:0": "SM-known"}
    office.town.clock.advance(MINUTE)
    await asking.worker.drain()
    (again,) = await office.rows()

    assert (row["state"], sms.said) == ("waiting", [])
    assert (again["state"], again["receipt"]) == ("sent", "SM-known")


async def test_a_killed_worker(office: Post, wechat: Speaks) -> None:
    """What a killed worker had is taken over when its lease is over, as something that may have arrived."""
    number = await filed(office)
    await office.leave(number, "note")
    await office.leave(number, "remind-rating")
    await office.line.claim(10)
    await office.worker.drain()
    before = list(wechat.said)
    office.town.clock.advance(3 * MINUTE)
    await office.worker.drain()
    await office.line.claim(10)

    assert before == []
    assert wechat.said == [f"{number[-2:]} note", f"{number[-2:]} remind-rating"]


async def test_parts_go_on_where_they_stopped(office: Post, wechat: Speaks) -> None:
    """Of a long notice only the parts that have not left are sent again."""
    number = await filed(office)
    wechat.parts, wechat.script = 3, [None, Busy()]
    await office.leave(number, "note")
    await office.worker.drain()
    office.town.clock.advance(MINUTE)
    await office.worker.drain()

    assert wechat.said == [f"{number[-2:]} note {part}" for part in range(3)]
    assert [row["measured"] for row in await office.rows(pushes)] == [True, False, False]


async def test_a_dead_letter(office: Post, wechat: Speaks) -> None:
    """What fails until it is no news any more is dead, after growing waits."""
    number = await filed(office)
    wechat.script = [Busy() for _ in range(5000)]
    await office.leave(number, "danger")
    for _ in range(26 * 12):
        office.town.clock.advance(5 * MINUTE)
        await office.worker.drain()
    (row,) = await office.rows()

    assert row["state"] == "dead"
    assert 50 < row["attempts"] < 200


async def test_receipts_move_forward_only(office: Post, wechat: Speaks) -> None:
    """Delivered stays delivered; undelivered gives the next rung its turn; an unknown receipt changes nothing."""
    number = await filed(office)
    await office.leave(number, "note")
    await office.worker.drain()
    (row,) = await office.rows()
    now = office.town.clock.now()

    async def said(receipt: str, state: str) -> bool:
        return await office.town.database.write(lambda c: advance(c, receipt, state, now))

    assert await said("SM-unknown", "delivered") is False
    assert await said(row["receipt"], "undelivered") is True
    assert [(row["state"], row["refused"].split()) for row in await office.rows()] == [("waiting", ["wechat"])]
    assert await said(row["receipt"], "delivered") is False
    await office.worker.drain()
    assert await office.states() == [("note", "held")]


async def test_unreadable_is_no_stop(office: Post, wechat: Speaks) -> None:
    """An address that no key opens keeps nobody else waiting."""
    number, other = await filed(office), await filed(office, BORIS)
    await office.town.database.write(
        lambda c: c.execute(update(notices.metadata.tables["citizens"]).where().values(address=b"\x01lost")) and None
    )
    await office.leave(number, "note")
    await office.leave(other, "note")
    await office.worker.drain()

    assert [state for _, state in await office.states()] == ["unreached", "unreached"]


async def test_a_dead_token_goes_round_by_sms(office: Post, wechat: Speaks, sms: Speaks) -> None:
    """Where WeChat takes no token of ours, who has a phone bound is told by SMS, and the admin hears of it."""
    number = await filed(office, BORIS)
    wechat.rung = SMS.__class__("wechat", "sms")
    wechat.script = [TokenRejected("errcode 40001")]
    both = post(office.town, wechat, sms)
    await both.leave(number, "note")
    await both.worker.drain()

    assert (sms.said, [alarm for _, alarm in both.alarms]) == ([f"{number[-2:]} note"], ["refused"])
