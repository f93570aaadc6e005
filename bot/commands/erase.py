"""``huiyin erase``: a citizen's right to have erased what is kept of them."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from dialogs.facts.messages import Address
from dialogs.facts.moment import civil
from dialogs.facts.records import Bearer, Role

if TYPE_CHECKING:
    from datetime import tzinfo

    from adapters.casebook.erasing import Erased, Found, SqlErasure
    from bot.settings import Settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)
OPERATOR = Bearer("command line", Role.ADMIN)
ONE_OF = "say whose: one of --case, --phone and --openid"
ASKED = "-"
"""In place of a number or identity: who sees the machine's processes, or the shell's history, is not to read it."""


@app.command()
def erase(
    case: Annotated[str, typer.Option(help="A case: what it holds of whoever reported it.")] = "",
    phone: Annotated[
        str, typer.Option(help="Who writes from this number, with + and the country's code; - asks.")
    ] = "",
    openid: Annotated[str, typer.Option(help="Who writes from this WeChat identity; - asks.")] = "",
    *,
    also_running: Annotated[bool, typer.Option("--also-running", help="Cases too that are not over yet.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")] = False,
) -> None:
    """Erase for good what is kept of a citizen; entries, times and figures stay."""
    from bot import cli

    if sum(map(bool, (case, phone, openid))) != 1:
        typer.echo(f"huiyin: {ONE_OF}", err=True)
        raise typer.Exit(2)
    whose = case or _address(_given(phone), _given(openid))
    if not cli.run(_erase(cli.settings(), whose, also_running=also_running, yes=yes)):
        raise typer.Exit(1)


def _given(said: str) -> str:
    return str(typer.prompt("Whose", err=True)).strip() if said == ASKED else said


def _address(phone: str, openid: str) -> Address:
    from handlers.sms.phones import e164

    try:
        return Address("sms", e164(phone)) if phone else Address("wechat", openid)
    except ValueError:
        typer.echo("huiyin: that is no phone number with + and the country's code", err=True)
        raise typer.Exit(2) from None


async def _erase(settings: "Settings", whose: str | Address, *, also_running: bool, yes: bool) -> bool:
    from bot import wiring

    async with _erasure(settings) as erasure:
        found = await (erasure.of_case(whose) if isinstance(whose, str) else erasure.of_person(whose))
        if found is None:
            typer.echo("huiyin: there is no such case or person", err=True)
            return False
        for line in _told(found, wiring.zone_of(settings)):
            typer.echo(line)
        if found.running and not also_running:
            typer.echo(f"huiyin: not over yet: {', '.join(found.running)}; see --also-running", err=True)
            return False
        if not yes and not typer.confirm("Erase it for good?"):
            return False
        typer.echo(_sums(await erasure.erase(found, OPERATOR)))
        return True


@asynccontextmanager
async def _erasure(settings: "Settings") -> "AsyncIterator[SqlErasure]":
    from adapters.casebook.erasing import SqlErasure
    from bot import outside, wiring
    from bot.clock import SystemChance, SystemClock
    from bot.speech import Speech

    async with wiring.stores(settings, role="") as kept:
        here = wiring.office(Speech(settings.city), kept.keyring, SystemChance(), backends=outside.names(settings))
        yield SqlErasure(kept.database, here, SystemClock(), media=kept.media, talk=kept.conversations)


def _told(found: "Found", zone: "tzinfo") -> "Iterator[str]":
    """Say what there is, and what stays: whether a number is still that of who asks, only who reads this can tell."""
    heard = f", last heard on {civil(found.person.heard_at, zone):%Y-%m-%d}" if found.person else ""
    yield f"Cases: {len(list(found.by_case()))}, photos: {found.photos}{heard}."
    if found.former:
        yield f"Cases of a former owner of the number, which stay: {found.former}. Erase them by --case."
    if found.blocks:
        yield f"Blocks, which stay until they are removed: {found.blocks}."


def _sums(erased: "Erased") -> str:
    return (
        f"Erased: cases {erased.cases}, texts {erased.texts}, photos {erased.photos}, "
        f"conversations {erased.conversations}, messages {erased.messages}, items of the desk {erased.items}."
    )
