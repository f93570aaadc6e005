"""``huiyin case``: cases as the desk sees them."""

import os
import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from bot import terminal
from dialogs.facts.cases import Status
from dialogs.facts.characters import escaped
from dialogs.facts.moment import Moment, civil
from dialogs.facts.records import EVERY, Bearer, CaseFilter, CaseRecord, Role
from dialogs.facts.supervision import BacklogFilter

if TYPE_CHECKING:
    from datetime import tzinfo

    from bot import wiring
    from bot.settings import Settings

app = typer.Typer(
    help="Cases: list, show, export, verify.", no_args_is_help=True, add_completion=False, rich_markup_mode=None
)
OPERATOR = Bearer("command line", Role.ADMIN)
BATCH = 100


@app.command(name="list")
def list_(
    status: Annotated[Status | None, typer.Option(help="Only cases that stand so.")] = None,
    unit: Annotated[str, typer.Option(help="Only cases of this unit.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many at most, newest first.")] = 50,
    *,
    backlog: Annotated[bool, typer.Option("--backlog", help="Hard cases alone, longest due first.")] = False,
) -> None:
    """List cases, newest first."""
    from bot import cli
    from bot.commands import hard_cases
    from bot.commands.units import exit_if_unknown

    settings = cli.settings()
    if backlog:
        found = cli.run(hard_cases.listed(settings, BacklogFilter(unit, limit=limit), OPERATOR))
    else:
        found = cli.run(_list(settings, CaseFilter(status=status, unit=unit, limit=limit)))
    exit_if_unknown(settings, unit, found=found)


@app.command()
def show(number: Annotated[str, typer.Argument(help="The case's number.")]) -> None:
    """Show a case with its timeline; personal data is masked."""
    from bot import cli

    if not cli.run(_show(cli.settings(), number)):
        typer.echo("huiyin: there is no such case", err=True)
        raise typer.Exit(1)


@app.command()
def verify(number: Annotated[str, typer.Argument(help="The case's number; all cases without it.")] = "") -> None:
    """Check that timelines are as they were written; exit code 1 where one is not."""
    from bot import cli

    if not cli.run(_verify(cli.settings(), number)):
        raise typer.Exit(1)


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to; standard output without it.")] = None,
    status: Annotated[Status | None, typer.Option(help="Only cases that stand so.")] = None,
    unit: Annotated[str, typer.Option(help="Only cases of this unit.")] = "",
) -> None:
    """Write cases as the API shows them, one JSON object a line, newest first; personal data is masked."""
    from bot import cli
    from bot.commands.units import exit_if_unknown

    settings, wanted = cli.settings(), CaseFilter(status=status, unit=unit, limit=BATCH, entries=EVERY)
    with nullcontext(sys.stdout) if file is None else _own(file) as out:
        found = cli.run(_export(settings, wanted, out))
    exit_if_unknown(settings, unit, found=found)


def _own(file: Path) -> TextIO:
    """Open it for its owner alone, as the database is: what citizens wrote stands in it."""
    return open(file, "w", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600))


async def _export(settings: "Settings", wanted: CaseFilter, out: TextIO) -> bool:
    """Go through the book page by page: what is filed meanwhile stands before the first one. Whether there is any."""
    from bot import wiring
    from handlers.api.rendering import case_out

    zone = wiring.zone_of(settings)
    async with wiring.stores(settings, role="") as kept:
        page = await wiring.registry(kept).page(wanted, OPERATOR)
        found = bool(page.cases)
        while page.cases:
            out.writelines(f"{escaped(case_out(record, zone).model_dump_json())}\n" for record in page.cases)
            if not page.next:
                break
            page = await wiring.registry(kept).page(replace(wanted, cursor=page.next), OPERATOR)
    return found


async def _list(settings: "Settings", wanted: CaseFilter) -> bool:
    from bot import wiring

    zone = wiring.zone_of(settings)
    async with wiring.stores(settings, role="") as kept:
        cases = (await wiring.registry(kept).page(wanted, OPERATOR)).cases
    for record in cases:
        submitted = _time(record.submitted_at, zone)
        terminal.echo(f"{record.number}  {record.status:<9}  {submitted}  {record.category}  {record.unit}".rstrip())
    return bool(cases)


async def _show(settings: "Settings", number: str) -> bool:
    from bot import wiring

    async with wiring.stores(settings, role="") as kept:
        record = await wiring.registry(kept).case(number, OPERATOR, entries=EVERY)
    if record:
        _print(record, wiring.zone_of(settings))
    return record is not None


def _print(record: CaseRecord, zone: "tzinfo") -> None:
    dues = {"accept by": record.accept_by, "sign by": record.sign_by, "reply by": record.reply_by}
    facts = {
        "status": record.status,
        "category": record.category,
        "unit": record.unit,
        "place": record.place.text,
        "district": record.district,
        "reporters": str(record.reporters),
        "lead": record.lead.official if record.lead else "",
        **{name: _time(moment, zone) for name, moment in dues.items() if moment is not None},
    }
    typer.echo(record.number)
    for name, value in facts.items():
        if value:
            terminal.echo(f"  {name:<10} {value}")
    terminal.echo(f"\n{record.description}\n")
    for step in record.timeline:
        terminal.echo(f"{_time(step.at, zone)}  {step.kind:<10}  {step.by:<10}  {step.text}".rstrip())
        if step.facts:
            told = (f"{name} {value if isinstance(value, str) else _time(value, zone)}" for name, value in step.facts)
            terminal.echo(f"{'':<18}{', '.join(told)}")


async def _verify(settings: "Settings", number: str) -> bool:
    from adapters.casebook.verifying import numbers_after
    from bot import wiring

    async with wiring.stores(settings, role="") as kept:
        if number:
            return await _verified(kept, number)
        last, sound = "", True
        while numbers := await kept.database.read(lambda c, last=last: numbers_after(c, last, BATCH)):  # type: ignore[misc]
            for each in numbers:
                sound = await _verified(kept, each) and sound
            last = numbers[-1]
        return await _days_hold(settings, kept) and sound


async def _days_hold(settings: "Settings", kept: "wiring.Stores") -> bool:
    """Compare the book with what was written down outside it day by day."""
    from bot import wiring

    hashes = wiring.daily_hashes(settings, kept.database, wiring.zone_of(settings))
    broken = await hashes.broken()
    if days := hashes.days():
        typer.echo(f"daily hashes  BROKEN at {broken}" if broken else f"daily hashes  intact, {days} days")
    return not broken


async def _verified(kept: "wiring.Stores", number: str) -> bool:
    from adapters.casebook.verifying import verify

    verdict = await kept.database.read(lambda connection: verify(connection, kept.keyring, number))
    if verdict is None:
        typer.echo(f"{number}  there is no such case")
    elif verdict.intact:
        erased = f", {verdict.erased} texts erased" if verdict.erased else ""
        typer.echo(f"{number}  intact, {verdict.entries} entries{erased}")
    else:
        typer.echo(f"{number}  BROKEN at entry {verdict.broken}")
    return verdict is not None and verdict.intact


def _time(moment: Moment, zone: "tzinfo") -> str:
    return f"{civil(moment, zone):%Y-%m-%d %H:%M}"
