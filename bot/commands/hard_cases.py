"""``huiyin case list --backlog``: the cases that are open far too long or come back again and again."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import typer

from bot import terminal
from dialogs.facts.moment import Moment, civil
from dialogs.facts.records import Bearer
from dialogs.facts.supervision import Backlog, BacklogFilter

if TYPE_CHECKING:
    from bot.settings import Settings


async def listed(settings: "Settings", wanted: BacklogFilter, reader: Bearer) -> bool:
    """Print the ranking of the units, and the cases, longest due first. Whether there are any."""
    from adapters.casebook import SqlOversight
    from bot import wiring
    from bot.city import load_city
    from bot.clock import SystemClock

    city = load_city(settings.city)
    async with wiring.stores(settings, role="") as kept:
        found = await SqlOversight(kept.database, lambda: city, SystemClock()).backlog(wanted, reader)
    _print(found, ZoneInfo(city.zone))
    return bool(found.cases)


def _print(found: Backlog, zone: ZoneInfo) -> None:
    for ranked in found.ranking:
        led = f"{ranked.unled} without a lead"
        terminal.echo(f"{ranked.cases:>5}  {ranked.unit or '-':<24}  since {_day(ranked.oldest, zone)}  {led}")
    if found.ranking:
        typer.echo()
    for case in found.cases:
        due = _day(case.due_at, zone) if case.due_at is not None else ""
        facts = f"{case.times:>6.1f} times its time  reopened {case.reopened}  warned {case.warnings}"
        terminal.echo(f"{case.number}  due {due}  {facts}  {case.category}  {case.unit}  {case.official}".rstrip())


def _day(moment: Moment, zone: ZoneInfo) -> str:
    return f"{civil(moment, zone):%Y-%m-%d}"
