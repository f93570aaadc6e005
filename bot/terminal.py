"""What others wrote, printed so that it is read and never obeyed."""

import typer

from dialogs.facts.characters import escaped


def echo(text: str) -> None:
    typer.echo(escaped(text))
