"""The outbox as operators see it."""

import pytest
from casebook_world import ANNA, World, filing
from sqlalchemy import update

from adapters.casebook.acts import telling
from adapters.casebook.occasion import Occasion
from adapters.casebook.outbox import SqlOutbox
from adapters.casebook.outbox_looking import SqlPostbag
from adapters.casebook.outbox_notices import SqlNotices
from adapters.casebook.schema import notices, outbox
from dialogs.facts.delivery import MailFilter
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, HOUR
from dialogs.facts.ports import Outgoing


@pytest.fixture
async def number(town: World) -> str:
    """A case with three notices, and two replies beside them; the clock goes on between."""
    filed = (await town.do(ANNA, filing())).number
    for step in ("note", "reply", "danger"):
        town.clock.advance(HOUR)
        await town.database.write(
            lambda connection, step=step: telling.tell_citizens(
                Occasion(connection, town.office, Address("api", "t"), town.clock.now()), filed, 1, step, {}
            )
        )
    kept = SqlOutbox(town.database, town.office.keyring, town.office.chance)
    for key in ("wechat:m1:0", "wechat:m2:0"):
        town.clock.advance(HOUR)
        await kept.put((Outgoing(key, ANNA, "", "words"),), now=town.clock.now())
    return str(filed)


async def set_all(town: World, **values: object) -> None:
    for table in (notices, outbox):
        await town.database.write(lambda c, table=table: c.execute(update(table).values(values)) and None)


async def test_pages(town: World, number: str) -> None:
    """Both kinds stand in one list, newest first, each once over all pages."""
    bag, cursor, seen = SqlPostbag(town.database, town.clock), "", []
    while True:
        page = await bag.page(MailFilter(cursor=cursor, limit=2))
        seen += [(mail.kind, mail.step) for mail in page.mails]
        if not (cursor := page.next):
            break

    assert seen == [("reply", ""), ("reply", ""), ("notice", "danger"), ("notice", "reply"), ("notice", "note")]


async def test_at_one_moment(town: World, number: str) -> None:
    """What was put at one moment is not lost between pages."""
    await set_all(town, not_before=0)
    await town.database.write(lambda c: c.execute(update(notices).values(at=5)) and None)
    await town.database.write(lambda c: c.execute(update(outbox).values(put_at=5)) and None)
    bag, cursor, seen = SqlPostbag(town.database, town.clock), "", []
    while True:
        page = await bag.page(MailFilter(cursor=cursor, limit=1))
        seen += [mail.id for mail in page.mails]
        if not (cursor := page.next):
            break

    assert seen == ["r2", "r1", "n3", "n2", "n1"]


async def test_filtered(town: World, number: str) -> None:
    """By state and by case; what is sent is listed where it is asked for."""
    bag = SqlPostbag(town.database, town.clock)
    await town.database.write(lambda c: c.execute(update(outbox).values(state="sent")) and None)

    assert len((await bag.page(MailFilter())).mails) == 3
    assert [mail.kind for mail in (await bag.page(MailFilter(state="sent"))).mails] == ["reply"] * 2
    assert len((await bag.page(MailFilter(case=number))).mails) == 3
    assert (await bag.page(MailFilter(state="dead"))).mails == ()


@pytest.mark.parametrize("id", ["", "n", "x1", "n999", "n-1", "n1'", "n" + "9" * 30])
async def test_no_such_mail(town: World, number: str, id: str) -> None:
    """What is no id names nothing."""
    assert await SqlPostbag(town.database, town.clock).mail(id) is None
    assert await SqlPostbag(town.database, town.clock).replay((id,)) == 0


@pytest.mark.parametrize("state", ["dead", "held", "unknown", "unreached"])
async def test_replayed(town: World, number: str, state: str) -> None:
    """What is over goes out again as if for the first time, however old it is."""
    bag = SqlPostbag(town.database, town.clock)
    await set_all(town, state=state, attempts=40, error="Busy 1", lease="")
    town.clock.advance(30 * DAY)
    count = await bag.replay(tuple(mail.id for mail in (await bag.page(MailFilter())).mails))
    kept = SqlNotices(town.database, town.office.keyring, town.office.chance, town.office.city)
    (claimed,) = await kept.claim(now=town.clock.now(), limit=9)
    shown = await bag.mail(f"n{claimed.notice.id}")

    assert count == 5
    assert claimed.notice.expires > town.clock.now()
    assert (claimed.attempts, shown.state) == (0, "waiting")


@pytest.mark.parametrize("state", ["waiting", "sent", "delivered", "told", "superseded"])
async def test_not_replayed(town: World, number: str, state: str) -> None:
    """What arrived, or is on its way, is not sent again."""
    await set_all(town, state=state)

    assert await SqlPostbag(town.database, town.clock).replay(("n1", "n2", "r1")) == 0
