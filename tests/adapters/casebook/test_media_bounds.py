"""How many photos of one person are kept in a day, whichever address they come from."""

import pytest
from casebook_world import ANNA, BORIS, World
from sqlalchemy import func, select, update

from adapters.casebook.schema import citizens, media
from dialogs.facts.acts import Done, KeepMedia, Refused
from dialogs.facts.messages import Address, Attachment, MediaKind
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.results import MOST_MEDIA, TOO_MANY

CLARA = Address("wechat", "o-clara-0003")


async def send(town: World, who: Address, message: str, photos: int = 1) -> Done | Refused:
    ids = tuple(f"{message}.{index}" for index in range(photos))
    return await town.do(who, KeepMedia(ids, tuple(Attachment(MediaKind.IMAGE, f"ref-{each}") for each in ids)))


async def kept(town: World) -> int:
    return await town.database.read(lambda c: c.scalar(select(func.count()).select_from(media)))


@pytest.fixture
async def bound(town: World) -> None:
    """Anna on WeChat and Boris by SMS are one person."""
    await send(town, ANNA, "first")
    await send(town, BORIS, "second")

    def bind(connection) -> int:
        main = connection.scalar(select(media.c.citizen).where(media.c.id == "first.0"))
        connection.execute(update(media).values(citizen=main))
        return connection.execute(update(citizens).where(citizens.c.id != main).values(bound_to=main)).rowcount

    assert await town.database.write(bind) == 1


@pytest.mark.usefixtures("bound")
async def test_two_addresses_share_a_day(town: World) -> None:
    """What came by WeChat leaves less room by SMS; the next day there is room again, and others have their own."""
    for index in range(MOST_MEDIA - 4):
        assert await send(town, ANNA if index % 2 else BORIS, f"m{index}") == Done()
    too_many = await send(town, BORIS, "album", photos=3)
    last_two = await send(town, BORIS, "pair", photos=2)
    over = [await send(town, who, f"over-{who.channel}") for who in (ANNA, BORIS)]

    assert (too_many, last_two, over) == (Refused(TOO_MANY), Done(), [Refused(TOO_MANY)] * 2)
    assert await kept(town) == MOST_MEDIA
    assert await send(town, CLARA, "other") == Done()
    town.clock.set(Moment((town.clock.now() // DAY + 1) * DAY))
    assert await send(town, BORIS, "tomorrow") == Done()
