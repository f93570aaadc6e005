from dataclasses import replace

from casebook_world import ANNA, BORIS, SECRETS, World, filing, world
from sqlalchemy import select

from adapters.casebook.blocks import SqlBlocks
from adapters.casebook.outbox import SqlOutbox
from adapters.casebook.rekeying import Renewed, rekey, sealed_columns
from adapters.casebook.shelf import SqlShelf
from adapters.casebook.verifying import verify
from adapters.sealing import Keyring
from dialogs.facts import acts
from dialogs.facts.acts import DoKey
from dialogs.facts.binding import SendPhoneCode
from dialogs.facts.messages import Attachment, MediaKind
from dialogs.facts.queries import FindCase, MyCases

NEW = "the new made-up secret"


def under(town: World, *secrets: str) -> World:
    """The same casebook as a process with other secrets sees it."""
    again = world(town.database, town.clock, town.office.chance)
    office = replace(again.office, keyring=Keyring(secrets))
    return World(town.database, office, town.clock, type(town.casebook)(town.database, office, town.clock))


async def lived_in(town: World) -> str:
    await town.do(ANNA, acts.KeepMedia(("m1", "m2"), (Attachment(MediaKind.IMAGE, "r"),) * 2))
    filed = await town.casebook.perform(ANNA, DoKey("run", "file"), filing(media=("m1",)))
    await town.do(ANNA, acts.CallBack("please"))
    await town.do(ANNA, SendPhoneCode(BORIS.id))
    await town.do(ANNA, acts.KeepDraft("run-half", "half told"))
    blocks = SqlBlocks(town.database, town.office.keyring, town.office.chance, town.clock)
    await blocks.add(BORIS, reason="floods", by="t1")
    shelf = SqlShelf(town.database, town.office)
    claim, _ = await shelf.claim(now=town.clock.now(), limit=2)
    await shelf.lost("m1", claim.lease, reason="gone", now=town.clock.now())
    return filed.number


async def test_while_keys_rotate(town: World) -> None:
    """With the new secret first and the old one behind it, everybody is known and every code counts."""
    number = await lived_in(town)
    renewed = await town.do(ANNA, acts.RenewCode(number))
    both = under(town, NEW, *SECRETS)

    assert [card.number for card in await both.casebook.look_up(ANNA, MyCases())] == [number]
    assert (await both.casebook.look_up(BORIS, FindCase(number, renewed.code))).outcome == "opened"
    assert await both.casebook.perform(ANNA, DoKey("run", "file"), filing(media=("m1",)))


async def test_after_rekeying(town: World) -> None:
    """After it the new secret alone opens everything that was sealed, and finds it again."""
    number = await lived_in(town)
    code = (await town.do(ANNA, acts.RenewCode(number))).code
    first = await rekey(town.database, Keyring((NEW, *SECRETS)), batch=2)
    second = await rekey(town.database, Keyring((NEW, *SECRETS)))
    new = under(town, NEW)
    outbox = SqlOutbox(town.database, new.office.keyring, new.office.chance)
    claimed = await outbox.claim(now=town.clock.now(), limit=5)
    (wanted,) = [
        claim.wanted.attachment.ref
        for claim in await SqlShelf(town.database, new.office).claim(now=town.clock.now() + 10**10, limit=5)
    ]

    assert (first.renewed > 8, first.unreadable, second) == (True, 0, Renewed())
    assert [card.number for card in await new.casebook.look_up(ANNA, MyCases())] == [number]
    assert (await new.casebook.look_up(BORIS, FindCase(number, code))).outcome == "opened"
    assert (await town.database.read(lambda c: verify(c, new.office.keyring, number))).intact
    assert {each.message.to for each in claimed} == {ANNA, BORIS}
    assert wanted == "r"


async def test_nothing_forgotten(town: World) -> None:
    """Every sealed column that the test's life filled is current afterwards."""
    await lived_in(town)
    ring = Keyring((NEW, *SECRETS))
    await rekey(town.database, ring)
    filled = {}
    for column in sealed_columns():
        rows = await town.database.read(lambda c, column=column: c.scalars(select(column)).all())
        filled[str(column)] = {ring.is_current(value) for value in rows if value is not None}

    assert {True} == set().union(*filled.values())
    of_citizens = {name: found for name, found in filled.items() if not name.startswith("officer")}
    assert {name for name, found in of_citizens.items() if not found} == {"open_questions.text"}


async def test_secret_that_is_gone(town: World) -> None:
    """What a secret that is gone has sealed is counted and left alone."""
    await lived_in(town)
    renewed = await rekey(town.database, Keyring((NEW,)))

    assert renewed.renewed == 0
    assert renewed.unreadable > 8
