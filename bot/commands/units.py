"""What commands say of a unit that the city does not have."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.settings import Settings


def exit_if_unknown(settings: "Settings", unit: str, *, found: bool) -> None:
    """Exit with an error where nothing was found and the city has no such unit; a former one may have cases still."""
    from bot.city import load_city

    if unit and not found and load_city(settings.city).unit(unit) is None:
        typer.echo(f"huiyin: the city has no unit {unit}", err=True)
        raise typer.Exit(2)
