"""Who may not file for now, and as much as one may file in a day."""

import pytest
from casebook_world import ANNA, BORIS, SECRETS, World, filing

from adapters.casebook.blocks import SqlBlocks
from adapters.casebook.outbox import SqlOutbox
from adapters.casebook.rekeying import rekey
from adapters.sealing import Keyring
from bot.blocks import Guard
from bot.demo.clock import SeededChance
from dialogs.facts.acts import Done, Filed, Refused
from dialogs.facts.binding import BindPhone, Outcome, SendPhoneCode, TryPhoneCode, UnbindPhone
from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY
from dialogs.facts.results import TOO_MANY

CLARA = Address("wechat", "o-clara-0003")
NEW = "a newer made-up secret"


def blocks_of(town: World, keyring: Keyring | None = None) -> SqlBlocks:
    return SqlBlocks(town.database, keyring or town.office.keyring, town.office.chance, town.clock)


async def test_who_filed_a_case_is_blocked(town: World) -> None:
    """By the case's number alone, on every process that looks, and free again when the block is lifted or over."""
    blocks = blocks_of(town)
    guard = Guard(blocks, 30)
    filed = await town.do(ANNA, filing())
    assert isinstance(filed, Filed)

    made = await blocks.add(filed.number, reason="floods", by="t1", days=2)
    await guard.look()
    assert made
    assert [guard.bounds(who).blocked for who in (ANNA, BORIS)] == [True, False]
    assert [each.reason for each in await blocks.listed()] == ["floods"]
    assert await blocks.lift(made.id)
    assert not await blocks.lift(made.id)
    await guard.look()
    assert not guard.bounds(ANNA).blocked

    await blocks.add(BORIS, reason="again", by="t1", days=2)
    town.clock.advance(2 * DAY)
    await guard.look()
    assert not guard.bounds(BORIS).blocked
    assert await blocks.listed() == ()


@pytest.mark.parametrize("before", [True, False], ids=["bound before", "bound later"])
async def test_a_block_shuts_all_addresses_of_a_person(town: World, *, before: bool) -> None:
    """A phone that is bound to who is blocked is no way round it, nor is the way back; let go of, it is free."""
    blocks = blocks_of(town)
    guard = Guard(blocks, 30)
    filed = await town.do(ANNA, filing())
    if before:
        await _bind(town)
    await blocks.add(filed.number, reason="floods", by="t1")
    if not before:
        await _bind(town)
    await guard.look()
    shut = [guard.bounds(who).blocked for who in (ANNA, BORIS, CLARA)]
    await town.do(ANNA, UnbindPhone())
    await guard.look()

    assert shut == [True, True, False]
    assert [guard.bounds(who).blocked for who in (ANNA, BORIS)] == [True, False]


async def test_a_block_of_the_phone_shuts_who_it_is_bound_to(town: World) -> None:
    """From whichever address somebody is known, they are shut out everywhere, until the block is lifted."""
    blocks = blocks_of(town)
    guard = Guard(blocks, 30)
    await town.do(ANNA, filing())
    await _bind(town)
    made = await blocks.add(BORIS, reason="floods", by="t1")
    await guard.look()
    shut = [guard.bounds(who).blocked for who in (ANNA, BORIS)]
    assert made
    await blocks.lift(made.id)
    await guard.look()

    assert shut == [True, True]
    assert not guard.bounds(ANNA).blocked


async def test_a_number_that_fell_silent_is_somebody_elses(town: World) -> None:
    """After half a year without a word the bound number may have a new owner, who is not blocked."""
    blocks = blocks_of(town)
    guard = Guard(blocks, 30)
    await town.do(ANNA, filing())
    await _bind(town)
    await blocks.add(ANNA, reason="floods", by="t1")
    town.clock.advance(200 * DAY)
    await guard.look()

    assert [guard.bounds(who).blocked for who in (ANNA, BORIS)] == [True, False]


async def _bind(town: World) -> None:
    """Bind Boris's number to Anna's account, by the code that was sent there."""
    await town.do(ANNA, SendPhoneCode(BORIS.id))
    box = SqlOutbox(town.database, town.office.keyring, town.office.chance)
    worded = [each.message.worded for each in await box.claim(now=town.clock.now(), limit=50)]
    (code,) = [dict(each.facts)["code"] for each in worded if each]
    assert await town.casebook.look_up(ANNA, TryPhoneCode(code)) == Outcome.RIGHT
    assert await town.do(ANNA, BindPhone()) == Done()


async def test_the_id_of_a_block_is_never_an_option(town: World) -> None:
    """Whatever is drawn, it begins with a letter, so that a command line takes it as it was printed."""

    class Dashes(SeededChance):
        def token(self, size: int) -> str:
            return "-" * size

    blocks = SqlBlocks(town.database, town.office.keyring, Dashes(1), town.clock)
    made = await blocks.add(ANNA, reason="floods", by="t1")

    assert made
    assert made.id == "b----------"
    assert await blocks.lift(made.id)


async def test_there_is_nobody_to_block(town: World) -> None:
    """A number that is no case blocks nobody."""
    assert await blocks_of(town).add("260302000017", reason="floods", by="t1") is None


async def test_a_block_outlives_its_key(town: World) -> None:
    """Rekeyed, it is found by the new secret alone."""
    await blocks_of(town).add(ANNA, reason="floods", by="t1")
    await rekey(town.database, Keyring((NEW, *SECRETS)))
    guard = Guard(blocks_of(town, Keyring((NEW,))), 30)
    await guard.look()

    assert guard.bounds(ANNA).blocked


async def test_what_was_known_stays_while_the_database_is_down() -> None:
    """A block does not end because nobody can look."""

    class Failing:
        down = False

        async def identities(self) -> frozenset[bytes]:
            if self.down:
                raise Unkept("down")
            return frozenset({b"anna"})

        def marks(self, who: object) -> tuple[bytes, ...]:
            return (b"anna",) if who is ANNA else (b"other",)

    failing = Failing()
    guard = Guard(failing, 30)
    await guard.look()
    failing.down = True
    await guard.look()

    assert guard.bounds(ANNA).blocked
    assert not guard.bounds(BORIS).blocked


async def test_so_many_cases_a_day(town: World) -> None:
    """The one above is refused and leaves nothing; a day later there is room again, and others had it all along."""
    for number in range(town.office.filings):
        assert isinstance(await town.do(ANNA, filing(f"Lamp {number} is out")), Filed)

    assert await town.do(ANNA, filing("One lamp more")) == Refused(TOO_MANY)
    assert isinstance(await town.do(BORIS, filing()), Filed)
    town.clock.advance(DAY + 1)
    assert isinstance(await town.do(ANNA, filing("One lamp more")), Filed)
