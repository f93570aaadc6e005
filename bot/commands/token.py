"""``huiyin token``: who may use the API."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot import terminal
from dialogs.facts.moment import Moment, civil
from dialogs.facts.records import Role

if TYPE_CHECKING:
    from datetime import tzinfo

    from bot.settings import Settings

app = typer.Typer(
    help="API tokens: create, list, revoke.", no_args_is_help=True, add_completion=False, rich_markup_mode=None
)


@app.command()
def create(
    role: Annotated[Role, typer.Option(help="What it may do.")],
    unit: Annotated[str, typer.Option(help="The unit's code, for the role unit.")] = "",
    name: Annotated[str, typer.Option(help="Whose it is, for the list.")] = "",
) -> None:
    """Make a token; it is shown this once."""
    from bot import cli

    settings = cli.settings()
    if problem := _misfit(settings, role, unit):
        typer.echo(f"huiyin: {problem}", err=True)
        raise typer.Exit(2)
    cli.run(_create(settings, role, unit, name))


@app.command(name="list")
def list_() -> None:
    """List all tokens, without the tokens themselves."""
    from bot import cli

    cli.run(_list(cli.settings()))


@app.command()
def revoke(id: Annotated[str, typer.Argument(help="The token's id, as listed.")]) -> None:
    """End a token at once."""
    from bot import cli

    if not cli.run(_revoke(cli.settings(), id)):
        typer.echo("huiyin: there is no such token, or it has ended", err=True)
        raise typer.Exit(1)


def _misfit(settings: "Settings", role: Role, unit: str) -> str:
    """Say why role and unit do not fit; a unit's token without a unit would see nothing."""
    from bot.city import load_city

    if (role is Role.UNIT) != bool(unit):
        return "--unit goes with --role unit, and only with it"
    if unit and load_city(settings.city).unit(unit) is None:
        return f"the city has no unit {unit}"
    return ""


async def _create(settings: "Settings", role: Role, unit: str, name: str) -> None:
    from bot import wiring
    from bot.clock import SystemChance, SystemClock

    async with wiring.stores(settings, role="") as kept:
        made, token = await wiring.tokens(settings, kept, SystemClock(), SystemChance()).make(
            role, unit=unit, name=name
        )
    typer.echo(f"{made} {role}", err=True)
    typer.echo(token)


async def _list(settings: "Settings") -> None:
    from bot import wiring
    from bot.clock import SystemChance, SystemClock

    zone = wiring.zone_of(settings)
    async with wiring.stores(settings, role="") as kept:
        for note in await wiring.tokens(settings, kept, SystemClock(), SystemChance()).listed():
            used = f"last used {_day(note.last_used, zone)}" if note.last_used else "never used"
            ended = f", revoked {_day(note.revoked_at, zone)}" if note.revoked_at else ""
            terminal.echo(f"{note.id}  {note.role:<8}  {note.unit:<16}  {used}{ended}  {note.name}".rstrip())


async def _revoke(settings: "Settings", id: str) -> bool:
    from bot import wiring
    from bot.clock import SystemChance, SystemClock

    async with wiring.stores(settings, role="") as kept:
        return await wiring.tokens(settings, kept, SystemClock(), SystemChance()).revoke(id)


def _day(moment: Moment, zone: "tzinfo") -> str:
    return f"{civil(moment, zone):%Y-%m-%d}"
