import asyncio
import json
import re
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import program
import pytest
from casebook_world import ANNA, SECRETS, filing, office

from adapters.casebook import EmbeddedCasebook
from adapters.casebook.migrations import migrate
from adapters.sealing import Keyring
from adapters.sql import SqliteDatabase, Writer
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.acts import DoKey, Filed

NEW = "a newer made-up secret"


class Machine:
    """A machine with a database on which somebody filed a case."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        self.file = folder / "huiyin.db"
        self.env = {
            "HUIYIN_DATABASE_URL": f"sqlite:///{self.file}",
            "HUIYIN_DATA": str(folder),
            "HUIYIN_SECRET_KEY": SECRETS[0],
            "PYTHONPATH": str(root),
        }

    def run(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        return program.run(*arguments, folder=self.folder, env=self.env | env)

    def run_typing(self, typed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return program.run(*arguments, folder=self.folder, env=self.env, typed=typed)

    def run_afresh(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run it with an interpreter of its own, where nothing has been loaded before."""
        command, whole = [sys.executable, "-m", "bot", *arguments], self.env | env
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=self.folder, env=whole)

    async def file_case(self, clock: HandClock, what: str = "Lamp out, call 13912345678") -> Filed:
        writer = Writer(self.file)
        database = SqliteDatabase(writer)
        await migrate(database)
        casebook = EmbeddedCasebook(database, office(SeededChance(7)), clock)
        filed = await casebook.perform(ANNA, DoKey("run", "file"), filing(what))
        await database.close()
        await writer.close()
        return filed


@pytest.fixture
def machine(tmp_path: Path, root: Path) -> Machine:
    return Machine(tmp_path, root)


@pytest.fixture
def filed(machine: Machine, clock: HandClock) -> Filed:
    return asyncio.run(machine.file_case(clock))


def test_migrate(machine: Machine) -> None:
    """An empty database is brought to this version, without a key, and again for nothing."""
    first, again = (machine.run_afresh("migrate", HUIYIN_SECRET_KEY="") for _ in range(2))

    assert (first.returncode, again.returncode) == (0, 0), first.stderr
    assert first.stdout == again.stdout
    assert re.fullmatch(r"The database is at version \d{4}\.\n", first.stdout)


def test_cases(machine: Machine, filed: Filed) -> None:
    """Cases are listed and shown, masked, and their timelines verified."""
    listed = machine.run("case", "list", "--status", "submitted")
    shown = machine.run("case", "show", filed.number)
    sound = machine.run("case", "verify")

    assert filed.number in listed.stdout, listed.stderr
    assert "Lamp out" in shown.stdout
    assert "13912345678" not in listed.stdout + shown.stdout
    assert sound.stdout == f"{filed.number}  intact, 1 entries\n"
    assert machine.run("case", "show", "260302000017").returncode == 1


async def test_what_a_citizen_wrote_moves_no_cursor(machine: Machine, clock: HandClock) -> None:
    """Escape sequences, C1 controls and turned directions that rest in a case are shown as what they are."""
    filed = await machine.file_case(clock, "Lamp\x1b]0;owned\x07 out\x9b2J\u202etuo")
    shown = await asyncio.to_thread(machine.run, "case", "show", filed.number)
    exported = await asyncio.to_thread(machine.run, "case", "export")

    assert "Lamp\\u001b]0;owned\\u0007 out\\u009b2J\\u202etuo" in shown.stdout
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown.stdout + exported.stdout)
    assert json.loads(exported.stdout)["description"] == "Lamp\x1b]0;owned\x07 out\x9b2J\u202etuo"


def test_broken_timeline(machine: Machine, filed: Filed) -> None:
    """A timeline that was changed in the file is told, and the exit code is 1."""
    with sqlite3.connect(machine.file) as connection:
        connection.execute("DROP TRIGGER timeline_keeps_entries")
        connection.execute("UPDATE timeline SET at = at + 1")
    ran = machine.run("case", "verify", filed.number)

    assert (ran.returncode, ran.stdout) == (1, f"{filed.number}  BROKEN at entry 1\n")


def test_tokens(machine: Machine) -> None:
    """A token is shown once, listed without itself, and revoked once."""
    made = machine.run_afresh("token", "create", "--role", "platform", "--name", "desk one")
    token, made_id = made.stdout.strip(), made.stderr.split()[0]
    listed = machine.run("token", "list")
    revoked = [machine.run("token", "revoke", made_id).returncode for _ in range(2)]

    assert len(token) > 40, made.stderr
    assert "platform" in listed.stdout
    assert "desk one" in listed.stdout
    assert token not in listed.stdout
    assert revoked == [0, 1]


@pytest.mark.parametrize(
    "options", [("--role", "unit"), ("--role", "admin", "--unit", "x"), ("--role", "unit", "--unit", "no-such-unit")]
)
def test_misfitting_token(machine: Machine, options: tuple[str, ...]) -> None:
    """A unit's token names one of the city's units; no other token names any."""
    ran = machine.run("token", "create", *options)

    assert (ran.returncode, ran.stdout) == (2, "")


def test_export(machine: Machine, filed: Filed, tmp_path: Path) -> None:
    """Cases are written as the API shows them, a line each, to a file or to standard output; phones are masked."""
    printed = machine.run("case", "export")
    written = machine.run("case", "export", str(tmp_path / "cases.jsonl"), "--status", "submitted")
    none = machine.run("case", "export", "--unit", "lights")
    (case,) = [json.loads(line) for line in (tmp_path / "cases.jsonl").read_text(encoding="utf-8").splitlines()]

    assert (printed.returncode, written.returncode, none.stdout) == (0, 0, ""), printed.stderr
    assert (case["number"], case["status"], case["provisional"]) == (filed.number, "submitted", False)
    assert json.loads(printed.stdout) == case
    assert "13912345678" not in printed.stdout
    assert stat.S_IMODE((tmp_path / "cases.jsonl").stat().st_mode) == 0o600


def test_daily_hashes_are_verified(machine: Machine, filed: Filed) -> None:
    """Verifying everything compares the book with the hashes outside it, and says where these do not fit."""
    file = machine.folder / "elsewhere.txt"
    sound = machine.run("case", "verify", HUIYIN_DAILY_HASHES=str(file))
    file.write_text(f"2026-03-02 1 1 {'00' * 32}\n", encoding="utf-8")
    forged = machine.run("case", "verify", HUIYIN_DAILY_HASHES=str(file))

    assert f"{filed.number}  intact" in sound.stdout
    assert (sound.returncode, forged.returncode) == (0, 1)
    assert "daily hashes  BROKEN at 2026-03-02" in forged.stdout


def test_rekey(machine: Machine, filed: Filed) -> None:
    """After a rekeying the new key alone reads everything; with a key that fits nothing it says so."""
    lost = machine.run("rekey", HUIYIN_SECRET_KEY=NEW)
    done = machine.run("rekey", HUIYIN_SECRET_KEY=f"{NEW},{SECRETS[0]}")
    sound = machine.run("case", "verify", HUIYIN_SECRET_KEY=NEW)

    assert (lost.returncode, done.returncode) == (1, 0), done.stderr
    assert "intact" in sound.stdout
    assert Keyring((NEW,)).fingerprint not in done.stdout


def test_the_backlog(machine, filed):
    """Hard cases are listed with their units ranked: one that nobody took for half a year is among them."""
    listed = machine.run("case", "list", "--backlog")

    assert listed.returncode == 0, listed.stderr
    assert "    1  -" in listed.stdout
    assert "1 without a lead" in listed.stdout
    assert f"{filed.number}  due 2026-03-03" in listed.stdout


def test_who_filed_a_case_is_blocked_and_let_in_again(machine: Machine, filed: Filed) -> None:
    """By the case's number, listed without a name, removed by the id that was told; what is not there is said."""
    made = machine.run("block", "add", filed.number, "--reason", "threats", "--days", "3")
    listed = machine.run("block", "list").stdout
    removed = [machine.run("block", "remove", made.stdout.strip()) for _ in range(2)]
    unknown = machine.run("block", "add", "000000000000", "--reason", "threats")

    assert made.returncode == 0, made.stderr
    assert listed.startswith(f"{made.stdout.strip()}  {ANNA.channel}")
    assert listed.rstrip().endswith("threats")
    assert ANNA.id not in listed
    assert [each.returncode for each in removed] == [0, 1]
    assert "no such block stands" in removed[1].stderr
    assert machine.run("block", "list").stdout == ""
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "there is no case 000000000000" in unknown.stderr
