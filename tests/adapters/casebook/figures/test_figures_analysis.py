"""What stands out about a span: what grew, what many share, what came back."""

from ledger import Ledger, span

from adapters.casebook.rules.tallies import Tally
from dialogs.facts.cases import CaseKind, Status

MARCH = span("2026-03-01 00:00", "2026-04-01 00:00")
BEFORE = (
    span("2026-02-01 00:00", "2026-03-01 00:00"),
    span("2026-01-01 00:00", "2026-02-01 00:00"),
    span("2025-12-01 00:00", "2026-01-01 00:00"),
)
DAYS = ("2026-03-15 10:00", "2026-02-15 10:00", "2026-01-15 10:00", "2025-12-15 10:00")


async def months(ledger: Ledger, category: str, *much: int, **values: object) -> None:
    """Lay cases of a category, so many in March and in each month before it."""
    for day, times in zip(DAYS, much, strict=True):
        if times:
            await ledger.lay(day, times, category=category, **values)


async def test_what_grew(ledger: Ledger) -> None:
    """Categories with ten cases and more than the mean of the three spans before, the most grown first."""
    await months(ledger, "lamp", 10, 9, 9, 9)
    await months(ledger, "gas", 12, 0, 3, 6)
    await months(ledger, "noise", 9, 0, 0, 0)
    await months(ledger, "waste", 11, 11, 10, 12)
    found = await ledger.analysis(MARCH, *BEFORE)

    assert [(each.category, each.cases, each.before) for each in found.grown] == [
        ("gas", 12, (0, 3, 6)),
        ("lamp", 10, (9, 9, 9)),
    ]


async def test_what_counts_for_growth(ledger: Ledger) -> None:
    """Neither reports about officials nor cases that went into another one make a category grow."""
    await months(ledger, "lamp", 9, 0, 0, 0)
    await months(ledger, "lamp", 1, 0, 0, 0, kind=CaseKind.MISCONDUCT)
    await months(ledger, "lamp", 1, 0, 0, 0, status=Status.MERGED)

    assert (await ledger.analysis(MARCH, *BEFORE)).grown == ()


async def test_what_many_share(ledger: Ledger) -> None:
    """One matter of three reporters and more, the most shared first, all counted and twenty named."""
    await ledger.lay(DAYS[0], reporters=2)
    await ledger.lay(DAYS[1], reporters=9)
    three = await ledger.lay(DAYS[0], 20, reporters=3)
    seven = await ledger.lay(DAYS[0], reporters=7)
    found = await ledger.analysis(MARCH, *BEFORE)

    assert [each.number for each in found.shared] == seven + three[:19]
    assert (found.shared[0].reporters, found.shared_in_all) == (7, 21)


async def test_what_came_back(ledger: Ledger) -> None:
    """Matters about which the same citizen came again, the most often first; other tallies are none of it."""
    (often,), (once,) = await ledger.lay(DAYS[0]), await ledger.lay(DAYS[0])
    await ledger.tally(once, Tally.REPEATED, 1)
    await ledger.tally(often, Tally.REPEATED, 2)
    await ledger.tally(often, Tally.REPEATED, 2, unit="centre")
    await ledger.tally(once, Tally.REOPENED, 9)
    found = await ledger.analysis(MARCH, *BEFORE)

    assert [(each.number, each.times) for each in found.repeated] == [(often, 4), (once, 1)]
    assert found.repeated_in_all == 2


async def test_of_a_unit(ledger: Ledger) -> None:
    """Of a unit stands out what stands out among its own cases and those of the units below it."""
    (mine,), _ = await ledger.lay(DAYS[0], reporters=3), await ledger.lay(DAYS[0], reporters=3, unit="parks")
    found = await ledger.analysis(MARCH, *BEFORE, unit="centre")

    assert [each.number for each in found.shared] == [mine]
