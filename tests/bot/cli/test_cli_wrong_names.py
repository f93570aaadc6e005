"""Names that there are none of: what is asked for in vain is told from what is mistyped."""

import asyncio
from pathlib import Path
from typing import get_args

import pytest
from casebook_world import ANNA, SECRETS
from test_cli_casebook import Machine

from adapters.casebook import SqlOutbox
from adapters.casebook.schema import outbox
from adapters.sealing import Keyring
from adapters.sql import SqliteDatabase, Writer
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.delivery import MailState
from dialogs.facts.ports import Outgoing
from handlers.api.outbox import STATES


async def put(machine: Machine, clock: HandClock) -> None:
    """Leave three replies in the outbox: one is dead, one sent, one waits."""
    database = SqliteDatabase(Writer(machine.file))
    kept = SqlOutbox(database, Keyring((SECRETS[0],)), SeededChance(1))
    await kept.put(tuple(Outgoing(f"sms:m{n}:0", ANNA, "", "好") for n in range(3)), now=clock.now())
    for position, state in ((1, "dead"), (2, "sent")):
        row = outbox.update().where(outbox.c.position == position).values(state=state)
        await database.write(lambda connection, row=row: connection.execute(row).close())
    await database.close()


@pytest.fixture
def machine(tmp_path: Path, root: Path, clock: HandClock) -> Machine:
    made = Machine(tmp_path, root)
    asyncio.run(made.file_case(clock))
    asyncio.run(put(made, clock))
    return made


def test_states_are_those_of_the_api() -> None:
    """The command line knows no other state than the API does."""
    assert {str(each) for each in MailState} == set(get_args(STATES))


@pytest.mark.parametrize("command", [("list",), ("replay",)])
def test_a_state_that_is_none(machine: Machine, command: tuple[str, ...]) -> None:
    """A mistyped state finds not nothing, but is told with those there are."""
    ran = machine.run("outbox", *command, "--state", "daed")

    assert ran.returncode == 2
    assert "'dead'" in ran.stderr


def test_what_is_not_sent_again_is_told_with_why(machine: Machine) -> None:
    """Each id by itself: gone out already, waiting, or none at all; the rest is sent again."""
    ran = machine.run("outbox", "replay", "r1", "r2", "r3", "r99", "x")

    assert ran.stdout == "1 is sent again\n"
    assert ran.stderr.splitlines() == [
        "huiyin: r2 is sent and stays so",
        "huiyin: r3 is waiting and stays so",
        "huiyin: r99 is no message",
        "huiyin: x is no message",
    ]
    assert ran.returncode == 1


@pytest.mark.parametrize(
    "command", [("case", "list"), ("case", "list", "--backlog"), ("case", "export"), ("officer", "list")], ids=" ".join
)
def test_a_unit_that_is_none(machine: Machine, command: tuple[str, ...]) -> None:
    """Of a unit of the city there may be nothing; one that it does not have is an error."""
    mistyped, right = (machine.run(*command, "--unit", unit) for unit in ("water-bureu", "water-bureau"))

    assert (mistyped.returncode, mistyped.stderr) == (2, "huiyin: the city has no unit water-bureu\n")
    assert (right.returncode, right.stdout, right.stderr) == (0, "", "")
