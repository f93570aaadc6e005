"""``huiyin block``: identities that may not file for now."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bot import terminal
from dialogs.facts.blocks import Block
from dialogs.facts.moment import civil

if TYPE_CHECKING:
    from adapters.casebook.blocks import SqlBlocks
    from bot.settings import Settings

app = typer.Typer(help="Blocks: add, list, remove.", no_args_is_help=True, add_completion=False, rich_markup_mode=None)
OPERATOR = "command line"


@app.command()
def add(
    case: Annotated[str, typer.Argument(help="A case; who filed it is blocked.")],
    reason: Annotated[str, typer.Option(help="Why, for those who decide on an appeal.")],
    days: Annotated[int, typer.Option(min=0, help="For how long; 0 until it is removed.")] = 0,
) -> None:
    """Block who filed a case; processes that serve know it within ten seconds."""
    from bot import cli

    made = cli.run(_add(cli.settings(), case, reason, days))
    if made is None:
        typer.echo(f"huiyin: there is no case {case}", err=True)
        raise typer.Exit(1)
    typer.echo(made.id)


@app.command(name="list")
def list_() -> None:
    """List the blocks that stand; who they are is not told."""
    from bot import cli

    cli.run(_list(cli.settings()))


@app.command()
def remove(id: Annotated[str, typer.Argument(help="The block's id, as listed.")]) -> None:
    """Lift a block."""
    from bot import cli

    if not cli.run(_remove(cli.settings(), id)):
        typer.echo("huiyin: no such block stands", err=True)
        raise typer.Exit(1)


@asynccontextmanager
async def _blocks(settings: "Settings") -> "AsyncIterator[SqlBlocks]":
    from adapters.casebook.blocks import SqlBlocks
    from bot import wiring
    from bot.clock import SystemChance, SystemClock

    async with wiring.stores(settings, role="") as kept:
        yield SqlBlocks(kept.database, kept.keyring, SystemChance(), SystemClock())


async def _add(settings: "Settings", case: str, reason: str, days: int) -> Block | None:
    async with _blocks(settings) as blocks:
        return await blocks.add(case, reason=reason, by=OPERATOR, days=days)


async def _list(settings: "Settings") -> None:
    from bot import wiring

    zone = wiring.zone_of(settings)
    async with _blocks(settings) as blocks:
        for each in await blocks.listed():
            until = f"until {civil(each.until, zone):%Y-%m-%d}" if each.until is not None else "until removed"
            terminal.echo(f"{each.id}  {each.channel:<6}  {civil(each.at, zone):%Y-%m-%d}  {until}  {each.reason}")


async def _remove(settings: "Settings", id: str) -> bool:
    async with _blocks(settings) as blocks:
        return await blocks.lift(id)
