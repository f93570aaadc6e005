"""Who may not file for now, and as much as one may file in a day."""

from casebook_world import ANNA, BORIS, SECRETS, World, filing

from adapters.casebook.blocks import SqlBlocks
from adapters.casebook.rekeying import rekey
from adapters.sealing import Keyring
from bot.blocks import Guard
from dialogs.facts.acts import Filed, Refused
from dialogs.facts.errors import Unkept
from dialogs.facts.moment import DAY
from dialogs.facts.results import TOO_MANY

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
