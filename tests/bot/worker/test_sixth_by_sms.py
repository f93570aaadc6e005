"""The window of a citizen, over the doors: what the ledger counts, and that WeChat is not asked beyond it."""

from pathlib import Path

from sqlalchemy import select
from transcript_stage import Stage, stage

from adapters.casebook.schema import notices, pushes, sightings
from dialogs.facts.moment import HOUR


async def bound(on: Stage) -> None:
    """Somebody who filed a case on WeChat and bound their phone to it."""
    for text in ("花桥路12号门口路灯坏了三天", "1", "1", "绑定手机", "{my number}"):
        await on.do("wechat", "", text)
    await on.sent()
    await on.do("wechat", "", "{sent code}")


async def test_the_sixth_goes_by_sms_by_the_ledger(tmp_path: Path) -> None:
    """Five messages on WeChat stand in the ledger; the sixth goes by SMS without WeChat being asked for it."""
    async with stage(tmp_path) as on:
        await bound(on)
        await on.office.do("-- accept")
        for count in (2, 3):  # at most five a day
            for _ in range(count):
                await on.office.do("-- note 有新情况")
            await on.sent()
            on.clock.advance(25 * HOUR)
        database = on.town.parts.database
        told = await database.read(lambda c: c.execute(select(notices.c.voice).order_by(notices.c.position)).all())
        spent = await database.read(lambda c: c.execute(select(pushes.c.voice, pushes.c.counted)).all())
        shut = await database.read(lambda c: c.scalars(select(sightings.c.shut_at)).all())

    assert [row.voice for row in told if row.voice] == ["wechat"] * 5 + ["sms"]
    assert [tuple(row) for row in spent] == [("wechat", True)] * 5 + [("sms", False)]
    assert set(shut) == {None}
