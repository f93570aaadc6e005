"""``huiyin backup FILE``: all that a city has in one file, while it is served."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import Settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="The file to write, for its owner alone.")]) -> None:
    """Save database, photos and voice as they stand at this moment; serving goes on meanwhile."""
    from bot import cli

    cli.run(_backup(cli.settings(), file))


async def _backup(settings: "Settings", file: Path) -> None:
    from bot import wiring
    from bot.backup.places import source_of
    from bot.backup.saving import save
    from bot.clock import SystemClock
    from bot.commands.counting import counting
    from dialogs.facts.moment import civil

    now = civil(SystemClock().now(), wiring.zone_of(settings))
    async with source_of(settings) as source:
        with counting("Saving") as told:
            end = await save(file, source, now, told)
    rows = sum(end.rows.values())
    typer.echo(f"{file}: {rows} rows of {len(end.rows)} tables, {end.media} media. Sealed by key {source.key},")
    typer.echo("which is not in it: keep HUIYIN_SECRET_KEY in another place.")
    if settings.redis_url:
        typer.echo("Conversations under way are in Redis and not in this file; cases are.")
