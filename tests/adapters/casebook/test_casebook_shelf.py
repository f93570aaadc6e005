from casebook_world import ANNA, BORIS, World, filing
from sqlalchemy import select

from adapters.casebook.outbox import SqlOutbox
from adapters.casebook.records import record_of
from adapters.casebook.schema import media, timeline
from adapters.casebook.shelf import SqlShelf
from dialogs.facts import acts
from dialogs.facts.messages import Address, Attachment, MediaKind
from dialogs.facts.moment import HOUR, Moment
from dialogs.facts.ports import Claimed, WantedClaim

PHOTOS = acts.KeepMedia(("m1", "m2"), tuple(Attachment(MediaKind.IMAGE, f"media-{index}") for index in (1, 2)))


def shelf_of(town: World) -> SqlShelf:
    return SqlShelf(town.database, town.office)


async def waiting(town: World) -> tuple[Claimed, ...]:
    box = SqlOutbox(town.database, town.office.keyring, town.office.chance)
    return await box.claim(now=town.clock.now(), limit=10)


async def claimed(town: World, who: Address = ANNA) -> tuple[WantedClaim, ...]:
    await town.do(who, PHOTOS)
    return await shelf_of(town).claim(now=town.clock.now(), limit=10)


async def test_wanted_once(town: World) -> None:
    """What a message carried is wanted once, however often the message comes, and claimed by one worker."""
    await town.do(ANNA, PHOTOS)
    claims = await claimed(town)

    assert [claim.wanted.id for claim in claims] == ["m1", "m2"]
    assert claims[0].wanted.attachment == PHOTOS.attachments[0]
    assert await shelf_of(town).claim(now=town.clock.now(), limit=10) == ()


async def test_kept(town: World) -> None:
    """A kept photo of a filed case is in its record; where it was at the channel is forgotten."""
    claims = await claimed(town)
    filed = await town.do(ANNA, filing(media=("m1", "m2")))
    now = town.clock.now()
    kept = await shelf_of(town).kept("m1", claims[0].lease, mime="image/jpeg", size=9, now=now)
    record = await town.database.read(lambda c: record_of(c, town.office.keyring, filed.number))
    ref = await town.database.read(lambda c: c.scalar(select(media.c.ref).where(media.c.id == "m1")))

    assert kept
    assert record.photos == ("m1",)
    assert ref is None


async def test_not_anothers(town: World) -> None:
    """Nobody attaches what another one sent, nor a photo of another case."""
    claims = await claimed(town, BORIS)
    stolen = await town.do(ANNA, filing(media=("m1",)))
    own = await town.do(BORIS, filing(media=("m1",)))
    moved = await town.do(BORIS, filing("Another thing", media=("m1",)))
    await shelf_of(town).kept("m1", claims[0].lease, mime="image/jpeg", size=9, now=town.clock.now())
    ring = town.office.keyring
    numbers = [case.number for case in (stolen, own, moved)]
    records = [await town.database.read(lambda c, number=number: record_of(c, ring, number)) for number in numbers]

    assert [record.photos for record in records] == [(), ("m1",), ()]


async def test_retry_and_lease(town: World) -> None:
    """A fetch that failed is tried again later, with its attempt counted; a lost lease changes nothing."""
    claims = await claimed(town)
    now, later = town.clock.now(), Moment(town.clock.now() + HOUR)
    shelf = shelf_of(town)
    assert await shelf.retry("m1", claims[0].lease, not_before=later, now=now)
    assert not await shelf.retry("m1", claims[0].lease, not_before=later, now=now)
    again = await shelf.claim(now=later, limit=10)

    assert [(claim.wanted.id, claim.wanted.attempts) for claim in again] == [("m2", 0), ("m1", 1)]
    assert not await shelf.lost("m2", claims[1].lease, reason="late", now=later)


async def test_lost(town: World) -> None:
    """What is lost for good is an entry of its case, and the citizen is asked once, in their language."""
    claims = await claimed(town)
    filed = await town.do(ANNA, filing(media=("m1", "m2")))
    for claim in claims:
        await shelf_of(town).lost(claim.wanted.id, claim.lease, reason="gone", now=town.clock.now())
    kinds = await town.database.read(
        lambda c: c.scalars(select(timeline.c.kind).where(timeline.c.case == filed.number)).all()
    )
    (asked,) = await waiting(town)

    assert kinds == ["file", "media-lost", "media-lost"]
    assert (asked.message.to, asked.message.text) == (ANNA, "media-lost|en")


async def test_lost_of_who_opted_out(town: World) -> None:
    """Who opted out is not asked again."""
    claims = await claimed(town)
    await town.do(ANNA, acts.OptOut())
    await shelf_of(town).lost("m1", claims[0].lease, reason="gone", now=town.clock.now())

    assert await waiting(town) == ()
