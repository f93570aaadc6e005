"""What commands say of a unit that the city does not have."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.settings import Settings


def unless_unknown(settings: "Settings", unit: str, *, found: bool) -> None:
    """End where nothing was found because of the unit; one of a former profile may have cases still."""
    from bot.city import load_city

    if unit and not found and load_city(settings.city).unit(unit) is None:
        typer.echo(f"huiyin: the city has no unit {unit}", err=True)
        raise typer.Exit(2)
