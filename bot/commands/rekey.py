"""``huiyin rekey``: everything is sealed anew with the first secret."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.settings import Settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def rekey() -> None:
    """Seal everything anew with the first secret key; the others can be taken away a day later."""
    from bot import cli

    unreadable = cli.run(_rekey(cli.settings()))
    if unreadable:
        raise typer.Exit(1)


async def _rekey(settings: "Settings") -> int:
    from adapters.casebook.rekeying import rekey as rekey_casebook
    from bot import wiring

    async with wiring.stores(settings, role="") as kept:
        cases = await rekey_casebook(kept.database, kept.keyring)
        conversations = await kept.conversations.rekey()
        media = await kept.media.rekey()
    typer.echo(f"Sealed anew: {cases.renewed} in the casebook, {conversations} conversations, {media} media.")
    if cases.unreadable:
        typer.echo(f"{cases.unreadable} in the casebook were sealed by a key that is not configured.", err=True)
    return cases.unreadable
