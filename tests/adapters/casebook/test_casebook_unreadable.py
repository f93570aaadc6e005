import pytest
from casebook_world import ANNA, BORIS, World, filing, office, world
from sqlalchemy import select
from structlog.testing import capture_logs

from adapters.casebook import SqlRegistry
from adapters.casebook.outbox import SqlOutbox
from adapters.casebook.receipts import advance
from adapters.casebook.schema import media, outbox, receipts, timeline
from adapters.casebook.shelf import SqlShelf
from adapters.sealing import Keyring
from dialogs.facts import acts
from dialogs.facts.messages import Address, Attachment, MediaKind
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.ports import Outgoing
from dialogs.facts.records import Bearer, CaseFilter, Role

LOST = Keyring(("a made-up secret that was lost",))


@pytest.fixture
def before(town: World) -> World:
    """The same casebook as it was when another secret sealed."""
    return world(town.database, town.clock, town.office.chance, keyring=LOST)


def box(town: World) -> SqlOutbox:
    return SqlOutbox(town.database, town.office.keyring, town.office.chance)


def message(key: str, to: Address) -> Outgoing:
    return Outgoing(key, to, "gh_city", f"text of {key}")


async def states(town: World) -> dict[str, tuple[str, str]]:
    rows = await town.database.read(lambda c: c.execute(select(outbox.c.key, outbox.c.state, outbox.c.error)).all())
    return {row.key: (row.state, row.error) for row in rows}


async def photo(town: World, who: Address, name: str) -> None:
    await town.do(who, acts.KeepMedia((name,), (Attachment(MediaKind.IMAGE, f"ref of {name}"),)))


async def test_outbox_of_a_lost_key(town: World, before: World) -> None:
    """A text that no key opens is given up; what else waits goes on, also to the same person, and in one claim."""
    now = town.clock.now()
    await box(before).put((message(f"{BORIS.id}-old", BORIS), message("old", ANNA)), now=now)
    await box(town).put((message("new", BORIS),), now=now)
    with capture_logs() as logged:
        alone = await box(town).claim(now=now, limit=1)
        rest = await box(town).claim(now=now, limit=10)

    assert [row.message.key for row in (*alone, *rest)] == ["new"]
    assert await states(town) == {
        f"{BORIS.id}-old": ("dead", "unreadable"),
        "old": ("dead", "unreadable"),
        "new": ("waiting", ""),
    }
    assert [line["outbox"] for line in logged] == [1, 2]
    assert not any(secret in str(logged) for secret in (BORIS.id, ANNA.id, "text of"))


async def test_some_of_a_batch(town: World, before: World) -> None:
    """What can be read is claimed together with what cannot, and sent."""
    now = town.clock.now()
    await box(town).put((message("first", ANNA),), now=now)
    await box(before).put((message("lost", BORIS),), now=now)
    await box(town).put((message("last", Address("sms", "+8613900000009")),), now=now)

    assert [row.message.key for row in await box(town).claim(now=now, limit=10)] == ["first", "last"]


async def test_shelf_of_a_lost_key(town: World, before: World) -> None:
    """A photo that nobody can find any more is lost, and noted in its case; the others are fetched."""
    await photo(before, BORIS, "m1")
    case = await before.do(BORIS, filing(media=("m1",)))
    await photo(town, ANNA, "m2")
    with capture_logs() as logged:
        alone = await SqlShelf(town.database, town.office).claim(now=town.clock.now(), limit=1)
    row = await town.database.read(lambda c: c.execute(select(media).where(media.c.id == "m1")).one())
    told = select(timeline.c.kind, timeline.c.codes).where(timeline.c.case == case.number, timeline.c.seq == 2)

    assert [claim.wanted.id for claim in alone] == ["m2"]
    assert (row.state, row.reason, row.ref) == ("lost", "unreadable", None)
    assert tuple(await town.database.read(lambda c: c.execute(told).one())) == (
        "media-lost",
        '{"media":"m1","reason":"unreadable"}',
    )
    assert [line["media"] for line in logged] == ["m1"]
    assert BORIS.id not in str(logged)


async def test_lost_with_its_case(town: World, before: World) -> None:
    """Also where an outside backend would have to be told of a case that no key opens, a lost photo blocks nothing."""
    await photo(before, BORIS, "m1")
    await before.do(BORIS, filing(media=("m1",)))
    await photo(town, ANNA, "m2")
    told = office(town.office.chance, backends=("city",))
    claims = await SqlShelf(town.database, told).claim(now=town.clock.now(), limit=10)
    row = await town.database.read(lambda c: c.execute(select(media).where(media.c.id == "m1")).one())

    assert [claim.wanted.id for claim in claims] == ["m2"]
    assert (row.state, row.reason) == ("lost", "unreadable")


async def test_early_receipts_are_few(town: World) -> None:
    """Receipts that belong to nothing are kept for a day and no longer; what says nothing final is not kept."""
    now = town.clock.now()
    later = Moment(now + DAY)
    for receipt, state, at in (("r-1", "delivered", now), ("r-2", "sent", now), ("", "failed", now)):
        await town.database.write(lambda c, r=receipt, s=state, at=at: advance(c, r, s, at))
    first = await town.database.read(lambda c: c.scalars(select(receipts.c.receipt)).all())
    await town.database.write(lambda c: advance(c, "r-3", "failed", later))

    assert first == ["r-1"]
    assert await town.database.read(lambda c: c.scalars(select(receipts.c.receipt)).all()) == ["r-3"]


async def test_words_of_a_lost_key_spoil_no_page(town: World, before: World) -> None:
    """Words that no key opens are said to be unreadable, and the operator hears which; what else is there is shown."""
    old = await before.do(BORIS, filing())
    await before.do(BORIS, acts.Supplement(old.number, "It sparks"))
    new = await town.do(ANNA, filing())
    await town.do(ANNA, acts.Supplement(new.number, "It is dark"))
    with capture_logs() as logged:
        page = await SqlRegistry(town.database, town.office.keyring).page(CaseFilter(), Bearer("t", Role.AUDITOR))

    assert {case.number: case.timeline[-1].text for case in page.cases} == {
        old.number: "[unreadable]",
        new.number: "It is dark",
    }
    assert [line["case"] for line in logged] == [old.number]
