"""``huiyin erase`` as an operator uses it."""

import asyncio
from pathlib import Path

import pytest
from casebook_world import ANNA
from test_cli_casebook import Machine

from bot.demo.clock import HandClock
from dialogs.facts.acts import Filed


@pytest.fixture
def machine(tmp_path: Path, root: Path) -> Machine:
    return Machine(tmp_path, root)


@pytest.fixture
def filed(machine: Machine, clock: HandClock) -> Filed:
    return asyncio.run(machine.file_case(clock))


def test_a_case(machine: Machine, filed: Filed) -> None:
    """It says in numbers what there is and what was erased; the timeline is intact, and leads to nobody."""
    ran = machine.run("erase", "--case", filed.number, "--also-running", "--yes")
    verified = machine.run("case", "verify", filed.number)
    shown = machine.run("case", "show", filed.number)
    found = machine.run("erase", "--openid", ANNA.id)

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [
        "Cases: 1, photos: 0.",
        "Erased: cases 1, texts 1, photos 0, conversations 0, messages 0, items of the desk 0.",
    ]
    assert verified.stdout == f"{filed.number}  intact, 2 entries, 1 texts erased\n"
    assert "Lamp out" not in shown.stdout
    assert "erased" in shown.stdout
    assert "Cases: 0, " in found.stdout


def test_a_person(machine: Machine, filed: Filed) -> None:
    """By the identity they write from all of it goes; afterwards nobody is known by it."""
    ran = machine.run("erase", "--openid", ANNA.id, "--also-running", "--yes")
    again = machine.run("erase", "--openid", ANNA.id, "--also-running", "--yes")

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("Cases: 1, photos: 0, last heard on 2026-03-02.\nErased: cases 1, texts 1,")
    assert (again.returncode, again.stdout, again.stderr) == (1, "", "huiyin: there is no such case or person\n")
    assert machine.run("case", "verify").returncode == 0
    assert ANNA.id not in ran.stdout + ran.stderr + again.stderr


def test_whose_is_asked_for(machine: Machine, filed: Filed) -> None:
    """An identity need not stand on the command line, where whoever lists processes reads it."""
    ran = machine.run_typing(f"{ANNA.id}\n", "erase", "--openid", "-", "--also-running", "--yes")
    none = machine.run_typing("+8613912345678\n", "erase", "--phone", "-", "--yes")

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.lstrip().startswith("Cases: 1, photos: 0, last heard on 2026-03-02.\nErased: cases 1, texts 1,")
    assert (none.returncode, none.stderr.removeprefix("Whose:").strip()) == (
        1,
        "huiyin: there is no such case or person",
    )


def test_a_case_that_is_not_over(machine: Machine, filed: Filed) -> None:
    """It is refused by its number, and nothing is erased."""
    ran = machine.run("erase", "--openid", ANNA.id, "--yes")

    assert ran.returncode == 1
    assert ran.stderr == f"huiyin: not over yet: {filed.number}; see --also-running\n"
    assert "Lamp out" in machine.run("case", "show", filed.number).stdout


@pytest.mark.parametrize(("typed", "goes"), [("n\n", False), ("", False), ("y\n", True)])
def test_it_asks(machine: Machine, filed: Filed, typed: str, goes: bool) -> None:  # noqa: FBT001
    """Without a yes nothing is erased."""
    ran = machine.run_typing(typed, "erase", "--case", filed.number, "--also-running")

    assert "Erase it for good? [y/N]" in ran.stdout + ran.stderr
    assert (ran.returncode == 0) == goes
    assert ("Lamp out" not in machine.run("case", "show", filed.number).stdout) == goes


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "huiyin: say whose: one of --case, --phone and --openid\n"),
        (("--case", "260302000017", "--openid", "o"), 2, "huiyin: say whose: one of --case, --phone and --openid\n"),
        (("--phone", "13912345678"), 2, "huiyin: that is no phone number with + and the country's code\n"),
        (("--phone", "+8613912345678"), 1, "huiyin: there is no such case or person\n"),
        (("--case", "260302000017"), 1, "huiyin: there is no such case or person\n"),
    ],
)
def test_what_is_refused(machine: Machine, filed: Filed, arguments: tuple[str, ...], code: int, said: str) -> None:
    """What is not said clearly, or is not there, is told in one line that repeats no number."""
    ran = machine.run("erase", *arguments, "--yes")

    assert (ran.returncode, ran.stderr) == (code, said)
