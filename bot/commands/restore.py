"""``huiyin restore FILE``: a backup is put back into an empty database."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import Settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def restore(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What backup wrote.")]) -> None:
    """Put a backup back, whole or not at all, into an empty database; nothing may be serving it."""
    from bot import cli

    cli.run(_restore(cli.settings(), file))


async def _restore(settings: "Settings", file: Path) -> None:
    from bot.backup.places import target_of
    from bot.backup.restoring import restore as put_back
    from bot.commands.counting import counting

    async with target_of(settings) as target:
        with counting("Restoring") as told:
            end = await put_back(file, target, told)
    typer.echo(f"Put back: {sum(end.rows.values())} rows of {len(end.rows)} tables, {end.media} media.")
