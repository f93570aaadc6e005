import asyncio
import shutil
from pathlib import Path

import pytest

from bot.city import DEMO, city_folder
from bot.demo.clock import HandClock
from bot.speech import Speech
from bot.worker.housekeeping import Chore, Housekeeping
from dialogs.facts.errors import Unkept
from dialogs.facts.moment import DAY, Moment


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "city"
    shutil.copytree(city_folder(DEMO), copy)
    return copy


def test_a_changed_profile_is_put_in_place_as_a_whole(folder: Path) -> None:
    """After a reload the city, its reader and its words are the new ones together."""
    speech = Speech(folder)
    before = speech.now
    file = folder / "city.toml"
    file.write_text(file.read_text().replace('"12345"', '"12389"'))

    assert speech.reload()
    assert speech.now.city.revision != before.city.revision
    assert speech.now.wording.names is speech.now.city
    assert speech.now.city.name_of("hotline-number", "city", "en") == "12389"


def test_a_profile_that_is_as_it_was_is_not_read_again(folder: Path) -> None:
    """A reload for nothing costs nothing: city and words are the very same."""
    speech = Speech(folder)
    before = speech.now

    assert speech.reload()
    assert speech.now is before


def test_a_profile_that_does_not_hold_together_changes_nothing(folder: Path) -> None:
    """A mistake at three in the morning leaves the city as it was."""
    speech = Speech(folder)
    before = speech.now
    (folder / "city.toml").write_text("nonsense = ")

    assert not speech.reload()
    assert speech.now is before


async def test_a_chore_that_fails_keeps_no_other_from_being_done() -> None:
    """A file that cannot be written, a database that is down for a moment: what comes after is dropped all the same."""
    done: list[str] = []

    async def fails(_before: Moment) -> int:
        done.append("tried")
        raise PermissionError if len(done) == 1 else Unkept("down")

    async def drops(_before: Moment) -> int:
        done.append("dropped")
        if len(done) == 4:
            keeping.stop()
        return int(len(done) < 4)

    keeping = Housekeeping([Chore(0, fails), Chore(0, drops)], HandClock(Moment(0)), every=0.01)
    async with asyncio.timeout(60):
        await keeping.run()

    assert done == ["tried", "dropped"] * 2


async def test_housekeeping_goes_on_while_there_is_something_to_drop() -> None:
    """Each chore is told before which moment, and done in batches until nothing is left."""
    left = {"old": 3}
    told: list[Moment] = []

    async def drop(before: Moment) -> int:
        told.append(before)
        left["old"] -= 1
        if left["old"] == 0:
            keeping.stop()
        return left["old"]

    clock = HandClock(Moment(100 * DAY))
    keeping = Housekeeping([Chore(30 * DAY, drop)], clock, every=0.01)
    await keeping.run()

    assert told == [Moment(70 * DAY)] * 3
