"""``huiyin migrate``: the database is brought to this version."""

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def migrate() -> None:
    """Bring the database to this version; does nothing where it is there."""
    from bot import cli, wiring

    version = cli.run(wiring.migrated(cli.settings()))
    typer.echo(f"The database is at version {version}.")
