"""A place that was saved, and another one to put it back into."""

import asyncio
from pathlib import Path

import pytest
from backup_place import Place

from adapters.sql import DatabaseLock
from bot.demo.clock import HandClock


@pytest.fixture
def here(tmp_path: Path, root: Path) -> Place:
    return Place(tmp_path / "here", root)


@pytest.fixture
def there(tmp_path: Path, root: Path) -> Place:
    return Place(tmp_path / "there", root)


@pytest.fixture
def saved(here: Place, tmp_path: Path, clock: HandClock) -> Path:
    """A backup, made while another process held the file as the one that serves it."""
    asyncio.run(here.live(clock))
    with DatabaseLock(here.file, "serve"):
        done = here.run("backup", str(tmp_path / "city.tar"))
    assert done.returncode == 0, done.stderr
    return tmp_path / "city.tar"
