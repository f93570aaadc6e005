"""``huiyin outbox``: what waits, is held or dead, and sending it again."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot import terminal
from dialogs.facts.delivery import Mail, MailFilter, MailState
from dialogs.facts.moment import Moment, civil

if TYPE_CHECKING:
    from datetime import tzinfo

    from adapters.casebook import SqlPostbag
    from bot.settings import Settings

app = typer.Typer(
    help="Messages on their way: list, show, replay.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
AT_ONCE = 200


@app.command(name="list")
def list_(
    state: Annotated[MailState | None, typer.Option(help="Only those in this state.")] = None,
    case: Annotated[str, typer.Option(help="Only those about this case.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many at most, newest first.")] = 50,
) -> None:
    """List what has not arrived, newest first; with --state what is in that state."""
    from bot import cli

    cli.run(_list(cli.settings(), MailFilter(state or "", case, limit=limit)))


@app.command()
def show(id: Annotated[str, typer.Argument(help="Its id, as listed.")]) -> None:
    """Show one message: how often it was tried, who refused it and why."""
    from bot import cli

    if not cli.run(_show(cli.settings(), id)):
        typer.echo("huiyin: there is no such message", err=True)
        raise typer.Exit(1)


@app.command()
def replay(
    ids: Annotated[list[str] | None, typer.Argument(help="Their ids, as listed.")] = None,
    state: Annotated[MailState | None, typer.Option(help="In place of ids: all in this state.")] = None,
) -> None:
    """Send again what is dead, held or unknown, as if for the first time; what is sent or waits stays as it is."""
    from bot import cli

    if bool(ids) == bool(state):
        typer.echo("huiyin: give ids, or --state", err=True)
        raise typer.Exit(2)
    count = cli.run(_replay(cli.settings(), tuple(ids or ()), state or ""))
    typer.echo(f"{count} {'is' if count == 1 else 'are'} sent again")
    if ids and count < len(ids):
        raise typer.Exit(1)


async def _list(settings: "Settings", wanted: MailFilter) -> None:
    from bot import wiring

    zone = wiring.zone_of(settings)
    async with wiring.stores(settings, role="") as kept:
        for mail in (await wiring.postbag(kept).page(wanted)).mails:
            about = f"{mail.step or mail.kind:<14}  {mail.case:<12}  {mail.voice:<10}"
            said = f"{mail.id:<8}  {mail.state:<10}  {_time(mail.at, zone)}  {about}  {mail.attempts:>3}"
            terminal.echo(f"{said}  {mail.error}".rstrip())


async def _show(settings: "Settings", id: str) -> bool:
    from bot import wiring

    async with wiring.stores(settings, role="") as kept:
        mail = await wiring.postbag(kept).mail(id)
    if mail:
        _print(mail, wiring.zone_of(settings))
    return mail is not None


async def _replay(settings: "Settings", ids: tuple[str, ...], state: str) -> int:
    """Send them again; a state is gone through once, in batches, from its newest."""
    from bot import wiring

    async with wiring.stores(settings, role="") as kept:
        bag, count, cursor = wiring.postbag(kept), 0, ""
        if ids:
            return sum([await _replayed(bag, each) for each in ids])
        while True:
            page = await bag.page(MailFilter(state, cursor=cursor, limit=AT_ONCE))
            count += await bag.replay(tuple(mail.id for mail in page.mails))
            if not (cursor := page.next):
                return count


async def _replayed(bag: "SqlPostbag", id: str) -> bool:
    """Send one again, or say why it is not."""
    if await bag.replay((id,)):
        return True
    mail = await bag.mail(id)
    typer.echo(f"huiyin: {id} {f'is {mail.state} and stays so' if mail else 'is no message'}", err=True)
    return False


def _print(mail: Mail, zone: "tzinfo") -> None:
    facts = {
        "kind": mail.kind,
        "state": mail.state,
        "since": _time(mail.at, zone),
        "case": mail.case,
        "step": mail.step,
        "for": mail.audience,
        "voice": mail.voice,
        "refused by": ", ".join(mail.refused),
        "tried": str(mail.attempts),
        "error": mail.error,
        "next try": _time(mail.not_before, zone) if mail.state == "waiting" else "",
        "settled": _time(mail.settled_at, zone) if mail.settled_at else "",
        "superseded": f"by {mail.superseded_by}" if mail.superseded_by else "",
    }
    typer.echo(mail.id)
    for name, value in facts.items():
        if value:
            terminal.echo(f"  {name:<10} {value}")


def _time(moment: Moment, zone: "tzinfo") -> str:
    return f"{civil(moment, zone):%Y-%m-%d %H:%M}"
