"""A city on PostgreSQL is saved and put back, and one that outgrows its file moves there."""

import asyncio
import subprocess
from pathlib import Path

import pytest
from backup_place import TALK, Place
from postgres_server import postgres_database_url

from adapters.conversations.postgres_link import PostgresLink
from bot.demo.clock import HandClock
from dialogs.facts.moment import DAY


@pytest.mark.servers
def test_from_postgresql_to_postgresql(server: str, tmp_path: Path, root: Path, clock: HandClock) -> None:
    """All rows, conversations among them; the next case gets the next place in the timeline, not a taken one."""
    with postgres_database_url(server, "one") as one, postgres_database_url(server, "two") as two:
        here, there = Place(tmp_path / "here", root, one), Place(tmp_path / "there", root, two)
        asyncio.run(here.live(clock))
        saved = here.run("backup", str(tmp_path / "city.tar"))
        put = there.run("restore", str(tmp_path / "city.tar"))
        again = there.run("restore", str(tmp_path / "city.tar"))

        assert (saved.returncode, put.returncode) == (0, 0), saved.stderr + put.stderr
        assert asyncio.run(there.rows()) == asyncio.run(here.rows())
        assert "has tables already" in again.stderr
        clock.advance(DAY)
        assert asyncio.run(there.file_another(clock)).number in there.run("case", "list").stdout


@pytest.mark.servers
def test_a_city_that_outgrows_its_file(server: str, root: Path, here: Place, saved: Path) -> None:
    """What SQLite held is put into PostgreSQL, all but conversations under way."""
    with postgres_database_url(server, "larger") as url:
        there = Place(saved.parent / "larger", root, url)
        put = there.run("restore", str(saved))
        rows, before = asyncio.run(there.rows()), asyncio.run(here.rows())

    assert put.returncode == 0, put.stderr
    assert {name: rows[name] for name in rows if name not in TALK} == {
        name: before[name] for name in before if name not in TALK
    }
    assert rows["conversation"] == []


@pytest.mark.servers
def test_a_connected_server_is_noticed(server: str, tmp_path: Path, root: Path, saved: Path) -> None:
    """A process of ours that is connected to the empty database keeps it from being restored into."""
    with postgres_database_url(server, "served") as url:
        there = Place(tmp_path / "served", root, url)

        async def connected() -> subprocess.CompletedProcess[str]:
            link = PostgresLink(url)
            await link.prepare("CREATE TABLE other (id int)")
            done = await asyncio.to_thread(there.run, "restore", str(saved))
            await link.close()
            return done

        assert "is connected to this database: stop it first" in asyncio.run(connected()).stderr
