"""``huiyin officer``: who handles cases by WeChat and phone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bot import terminal
from dialogs.facts.moment import HOUR, Moment, civil
from dialogs.facts.officers import INVITE_KEPT, Invite
from dialogs.facts.records import Bearer, Role
from dialogs.facts.staff import Unfit

if TYPE_CHECKING:
    from datetime import tzinfo

    from adapters.casebook.officers_admin import SqlOfficerAdmin
    from bot.settings import Settings

app = typer.Typer(
    help="Officers: invite, list, unbind.", no_args_is_help=True, add_completion=False, rich_markup_mode=None
)
OPERATOR = Bearer("command line", Role.ADMIN)


@app.command()
def invite(
    unit: Annotated[str, typer.Option(help="The unit's code.")],
    name: Annotated[str, typer.Option(help="Whose it is, for the list.")] = "",
    *,
    head: Annotated[bool, typer.Option("--head", help="The head of the unit: told when a case is late.")] = False,
) -> None:
    """Make a code that binds whoever sends it first; it is shown this once."""
    from bot import cli

    made = cli.run(_invite(cli.settings(), unit, name, head=head))
    if isinstance(made, Unfit):
        typer.echo(f"huiyin: the city has no unit {unit}", err=True)
        raise typer.Exit(2)
    typer.echo(f"{made.id} {made.unit}, to be sent within {INVITE_KEPT // HOUR} hours", err=True)
    typer.echo(made.code)


@app.command(name="list")
def list_(
    unit: Annotated[str, typer.Option(help="Only officers of this unit.")] = "",
    *,
    left: Annotated[bool, typer.Option("--left", help="Those who have left too.")] = False,
) -> None:
    """List officers by unit."""
    from bot import cli
    from bot.commands.units import exit_if_unknown

    settings = cli.settings()
    exit_if_unknown(settings, unit, found=cli.run(_list(settings, unit, left=left)))


@app.command()
def unbind(id: Annotated[str, typer.Argument(help="The officer's id, as listed.")]) -> None:
    """Unbind an officer at once; what they signed for goes to the head of the unit, or to all of it."""
    from bot import cli

    if not cli.run(_unbind(cli.settings(), id)):
        typer.echo("huiyin: there is no such officer, or they have left", err=True)
        raise typer.Exit(1)


@asynccontextmanager
async def _admin(settings: "Settings") -> "AsyncIterator[SqlOfficerAdmin]":
    from bot import office, wiring
    from bot.clock import SystemChance, SystemClock
    from bot.speech import Speech

    async with wiring.stores(settings, role="") as kept:
        here = wiring.office(Speech(settings.city), kept.keyring, SystemChance())
        yield office.officer_admin(kept, here, SystemClock())


async def _invite(settings: "Settings", unit: str, name: str, *, head: bool) -> Invite | Unfit:
    async with _admin(settings) as admin:
        return await admin.invite(unit, head=head, name=name, by=OPERATOR)


async def _list(settings: "Settings", unit: str, *, left: bool) -> bool:
    from bot import wiring

    zone = wiring.zone_of(settings)
    async with _admin(settings) as admin:
        officers = await admin.listed(OPERATOR, unit=unit, left=left)
    for each in officers:
        ended = f", left {_day(each.unbound_at, zone)}" if each.unbound_at is not None else ""
        place = "head" if each.head else "officer"
        bound = f"bound {_day(each.bound_at, zone)}"
        terminal.echo(
            f"{each.id}  {each.unit:<18}  {place:<7}  {each.channel:<6}  {bound}{ended}  {each.name}".rstrip()
        )
    return bool(officers)


async def _unbind(settings: "Settings", id: str) -> bool:
    async with _admin(settings) as admin:
        return not isinstance(await admin.unbind(id, by=OPERATOR), Unfit)


def _day(moment: Moment, zone: "tzinfo") -> str:
    return f"{civil(moment, zone):%Y-%m-%d}"
