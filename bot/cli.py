"""The command line. What a command needs is imported when it runs, so that help is quick."""

import os
import sys
from collections.abc import Coroutine
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from dialogs.facts.errors import HuiyinError

if TYPE_CHECKING:
    from bot.settings import Settings

T = TypeVar("T")

ROOMS = {
    "migrate": "Bring the database to this version.",
    "token": "API tokens: create, list, revoke.",
    "city": "The city profile: check it.",
    "officer": "Officers: invite, list, unbind.",
    "case": "Cases: list, show, export, verify.",
    "outbox": "Messages on their way: list, show, replay.",
    "report": "Figures of a day, week, month, quarter, half or whole year.",
    "menu": "The menu on WeChat: push it.",
    "sms": "SMS: the templates to hand in for approval.",
    "qr": "Draw codes to be put up on the spot.",
    "block": "Who may not file for now: add, list, remove.",
    "erase": "Erase what is kept of a citizen.",
    "rekey": "Seal everything anew with the first key.",
    "backup": "Save database, photos and voice in one file.",
    "restore": "Put a backup back into an empty database.",
}
"""Commands that have a module of their own in ``bot.commands``."""


class Program(TyperGroup):
    """Opens a room only when one of its commands is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *ROOMS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return super().get_command(ctx, cmd_name) or (
            TyperCommand(cmd_name, help=ROOMS[cmd_name]) if cmd_name in ROOMS else None
        )

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] in ROOMS and args[0] not in self.commands:
            self.add_command(get_command(import_module(f"bot.commands.{args[0]}").app), args[0])
        return super().resolve_command(ctx, args)


class Channel(StrEnum):
    WECHAT = "wechat"
    SMS = "sms"


app = typer.Typer(
    cls=Program,
    name="huiyin",
    help="Huiyin: the phone side of a city's complaint platform.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Port = Annotated[int, typer.Option(min=0, max=65535, help="Where to listen; 0 takes a free port.")]


@app.command()
def demo(
    port: Port = 8080,
    data: Annotated[Path, typer.Option(help="Where the demo keeps its data.")] = Path("data/demo"),
) -> None:
    """Show the whole product: two phones in the browser, a made-up city, nothing else needed."""
    from bot.demo.run import run_demo

    run(run_demo(port, data))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Port = 8080,
    *,
    reuse_port: Annotated[bool, typer.Option(help="Share the port with other processes.")] = False,
) -> None:
    """Run the web process; on SQLite it is the worker too."""
    from bot.settings import SettingsInvalid, unserved

    read = settings()
    if found := unserved(read):
        raise SettingsInvalid(found)
    from bot import wiring
    from bot.leaving import SERVING, Leave
    from bot.serve import Listen

    leave = Leave(SERVING)
    with leave.bounded(_given_up):
        run(wiring.serve(read, Listen(host, port, reuse_port), leave=leave))


@app.command()
def work() -> None:
    """Run a worker process; on SQLite there is nothing for it to do."""
    read = settings()
    from bot import wiring
    from bot.leaving import WORKING, Leave

    leave = Leave(WORKING)
    with leave.bounded(_given_up):
        run(wiring.work(read, leave=leave))


@app.command()
def chat(
    channel: Annotated[Channel, typer.Option(help="Which phone to hold.")] = Channel.WECHAT,
) -> None:
    """Hold the same conversation in the terminal."""
    from bot.demo.chat import run_chat

    run(run_chat(channel.value))


@app.command()
def check() -> None:
    """Say what is configured, what is missing and what cannot work, and try each service."""
    from bot.check import run_check

    raise typer.Exit(run(run_check()))


def settings() -> "Settings":
    """Read the settings and let the log take its form."""
    from bot import log
    from bot.settings import read_settings

    read = read_settings()
    log.configure(read.log)
    return read


def run(work: Coroutine[Any, Any, T]) -> T:
    import uvloop

    return uvloop.run(work)


def _given_up() -> None:
    """End where something hangs: what was in flight is found by its lease, as after a power cut."""
    import structlog

    structlog.get_logger().warning("given up")
    sys.stderr.flush()
    os._exit(0)


def _said(error: OSError) -> str:
    """Say what the system does not let us do: with which file, where it is one."""
    said = error.strerror or type(error).__name__
    return f"{error.filename}: {said}" if error.filename else said


def main() -> None:
    try:
        app()
    except HuiyinError as error:
        for line in getattr(error, "problems", (str(error),)):
            typer.echo(f"huiyin: {line}", err=True)
        sys.exit(1)
    except OSError as error:
        typer.echo(f"huiyin: {_said(error)}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell says it


if __name__ == "__main__":
    main()
