"""What the command line tells of a case that was lived through."""

import asyncio
import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from casebook_world import ANNA, filing, office
from test_cli_casebook import Machine

from adapters.casebook import EmbeddedCasebook, SqlStaff
from adapters.casebook.migrations import migrate
from adapters.sql import SqliteDatabase, Writer
from bot.city import load_city
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.acts import DoKey
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.records import Bearer, CaseRecord, Role
from dialogs.facts.staff import StaffAct

DESK = Bearer("desk-token", Role.ADMIN)
CITY = load_city(Path("city/demo"))
UNTIL = Moment(1_772_416_800_000_000 + 30 * DAY)
LIVED = (
    ("accept", {}),
    ("assign", {"unit": "water-bureau"}),
    ("ask-extension", {"reason": "Parts are ordered", "until": UNTIL}),
    ("grant", {}),
    ("resolve", {"text": "Done.", "outcome": "solved", "confirm": True}),
)


async def live(machine: Machine, clock: HandClock, steps: Iterable[tuple[str, dict[str, object]]]) -> CaseRecord:
    writer = Writer(machine.file)
    database = SqliteDatabase(writer)
    await migrate(database)
    here = office(SeededChance(7), city=lambda: CITY)
    filed = await EmbeddedCasebook(database, here, clock).perform(
        ANNA, DoKey("run", "file"), filing(category="low-pressure")
    )
    staff = SqlStaff(database, here, clock)
    done = [await staff.act(StaffAct(step, filed.number, DESK, **body)) for step, body in steps]
    await database.close()
    await writer.close()
    assert all(isinstance(each, CaseRecord) for each in done), done
    return done[-1]


@pytest.fixture
def lived(tmp_path: Path, root: Path, clock: HandClock) -> tuple[Machine, CaseRecord]:
    machine = Machine(tmp_path, root)
    return machine, asyncio.run(live(machine, clock, LIVED))


def test_what_each_step_was(lived: tuple[Machine, CaseRecord]) -> None:
    """Shown, a case tells of each step what was said and what it moved: the date asked for, due times, doubts."""
    machine, case = lived
    shown = machine.run("case", "show", case.number).stdout

    assert "until 2026-04-01 10:00" in shown
    assert "reply_by 2026-04-01 10:00, reply_by_before 2026-03" in shown
    assert "outcome solved, doubts short facts classification handling informed solved" in shown
    assert "desk-token" not in shown


def test_the_report_of_a_day(lived: tuple[Machine, CaseRecord]) -> None:
    """The report of a day, run for real, lists what came that day and counts it; another day's knows nothing of it."""
    machine, case = lived
    ran, other = (
        machine.run("report", "day", "--from", day, "--language", "en") for day in ("2026-03-02", "2026-03-03")
    )

    assert (ran.returncode, other.returncode) == (0, 0), ran.stderr
    assert case.number in ran.stdout.partition("What came")[2]
    assert re.search(r"^Cases +1 +0$", ran.stdout, re.MULTILINE)
    assert case.number not in other.stdout


def test_the_report_of_a_month(lived: tuple[Machine, CaseRecord], tmp_path: Path) -> None:
    """Of a month the units are counted, ranked, and what stands out is told; as a file in the form that is wanted."""
    machine, case = lived
    file = tmp_path / "march.csv"
    ran = machine.run(
        "report", "month", "--from", "2026-03-15", "--language", "en", "--format", "csv", "--out", str(file)
    )
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
    head = next(row for row in rows if row[:3] == ["Unit", "Cases", "People"])
    unit = dict(zip(head, next(row for row in rows if row[:1] == ["Water Bureau"]), strict=False))

    assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr
    assert (unit["Cases"], unit["People"], unit["Answered in spite of doubts"]) == ("1", "1", "1")
    assert case.number not in file.read_text("utf-8-sig")
