"""``huiyin sms``: what a carrier wants to see before it lets messages out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.turn import Spoken
    from dialogs.templates import Proposal

app = typer.Typer(
    help="SMS: the templates to hand in for approval.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


@app.callback()
def sms() -> None:
    """Prepare SMS for carriers that take approved templates only."""


@app.command()
def templates() -> None:
    """Print each step's wording as a template, in each language, and the setting that goes with them."""
    from bot import cli
    from bot.speech import Speech

    read = cli.settings()
    longest = read.gateway.variable_length if read.gateway else LONGEST
    for line in lines(Speech(read.city).now, longest):
        typer.echo(line)


LONGEST = 35  # characters of a variable where no gateway is configured


def lines(spoken: "Spoken", longest: int) -> Iterator[str]:
    from bot.sms_templates import proposed, skeleton

    for language, found in proposed(spoken).items():
        yield f"# {language}"
        for proposal in found:
            yield ""
            yield from _told(proposal, longest)
        yield ""
    yield "# HUIYIN_GATEWAY__NOTICE"
    yield ""
    yield skeleton(spoken)


def _told(proposal: "Proposal", longest: int) -> Iterator[str]:
    from dialogs.render.sms import segments

    sizes = {fact: min(most or longest, longest) for fact, most in proposal.facts}
    full = proposal.text
    for fact, most in sizes.items():
        full = full.replace(f"${{{fact}}}", "0" * most)
    yield f"{proposal.step}: at most {len(full)} characters, {segments(full)} SMS"
    yield proposal.text
    if sizes:
        yield f"variables, in characters: {', '.join(f'{fact} {most}' for fact, most in sizes.items())}"
