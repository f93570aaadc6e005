"""``huiyin city``: the profile of a city."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The city profile: check it.", no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@app.callback()
def city() -> None:
    """Check the city profile."""


@app.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="The profile's folder; HUIYIN_CITY where none is named.")
    ] = None,
) -> None:
    """Say everything that is wrong with a profile: file, line, what."""
    from bot.city import city_folder, load_city, problems

    folder = city_folder(folder or _configured())
    found = problems(folder)
    for problem in found:
        typer.echo(problem.told(folder))
    if found:
        raise typer.Exit(1)
    profile = load_city(folder)
    typer.echo(
        f"{folder} is sound: {len(profile.categories)} categories, {len(profile.units)} units, "
        f"{len(profile.streets)} streets, {', '.join(profile.languages)}."
    )


def _configured() -> Path:
    from bot.settings import read_settings

    return read_settings().city
