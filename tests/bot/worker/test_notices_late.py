"""How long what is due has waited: as the alarm and the metric see it."""

from casebook_world import World
from notice_world import ANNA, BORIS, SMS, WECHAT, Speaks, filing, post

from adapters.casebook import SqlAlarms, SqlOutbox
from adapters.casebook.gauges import SqlGauges
from dialogs.facts.delivery import Habits
from dialogs.facts.errors import Busy
from dialogs.facts.moment import DAY, HOUR, MINUTE, SECOND
from dialogs.facts.ports import Outgoing, Settlement


async def waited(town: World) -> int:
    """Give for how many minutes the oldest has waited, which alarm and metric agree about."""
    since = await SqlAlarms(town.database, town.office, town.clock).oldest()
    alarm = town.clock.now() - since if since is not None else 0
    assert alarm == max((await SqlGauges(town.database, town.clock).read()).oldest.values())
    return alarm // MINUTE


async def test_what_fails_grows_old(town: World) -> None:
    """Two days of a WeChat that is down are seen as two days, whenever the next try is."""
    office = post(town, Speaks(WECHAT, script=[Busy("-1")] * 500))
    number = (await town.do(ANNA, filing())).number
    await office.leave(number, "note")
    ages = []
    for _ in range(48):
        town.clock.advance(HOUR)
        await office.worker.drain()
        ages.append(await waited(town))

    assert ages == [60 * (hour + 1) for hour in range(48)]


async def test_what_waits_on_purpose_is_not_late(town: World) -> None:
    """What waits for the morning is not late at night, nor is what waits behind it; from the morning on it is."""
    sms = Speaks(SMS, script=[Busy()] * 99)
    office = post(town, sms, habits=Habits(22, 8))
    town.clock.advance(13 * HOUR)  # eleven at night
    number = (await town.do(BORIS, filing())).number
    town.clock.advance(15 * MINUTE)
    for step in ("note", "reply"):
        await office.leave(number, step)
    await office.worker.drain()
    town.clock.advance(2 * HOUR)
    await office.worker.drain()
    night = await waited(town)
    town.clock.advance(6 * HOUR + 45 * MINUTE)  # eight in the morning
    for _ in range(8):
        await office.worker.drain()
        town.clock.advance(5 * MINUTE)

    assert (night, await waited(town)) == (0, 40)


async def test_a_reply_that_fails_grows_old(town: World) -> None:
    """A part of an answer is as old as it is, though its next try is yet to come."""
    outbox = SqlOutbox(town.database, town.office.keyring, town.office.chance)
    await outbox.put((Outgoing("k", BORIS, "", "a part"),), now=town.clock.now())
    (row,) = await outbox.claim(now=town.clock.now(), limit=1)
    town.clock.advance(HOUR)
    retry = Settlement("retry", error="Busy", not_before=town.clock.now() + DAY)
    await outbox.settle("k", row.lease, retry, now=town.clock.now())
    town.clock.advance(SECOND)

    assert await waited(town) == 60
