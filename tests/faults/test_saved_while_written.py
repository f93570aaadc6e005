"""A backup that is made while people file: what is put back elsewhere is one moment of it, whole."""

import asyncio
from pathlib import Path

import program
import pytest
from citizen import FILE, NUMBER
from city_settings import Town, cases_in
from postgres_server import postgres_database_url

pytestmark = pytest.mark.servers
WRITERS = 6


async def test_a_moment_of_it_is_saved(town: Town, database: str, server: str, tmp_path: Path) -> None:
    """Each case of the copy has all its entries in an unbroken chain; those filed before the backup are among them."""
    env = town.settings(database)
    web, saved = await town.web(env), tmp_path / "saved.tar"
    citizens = [town.citizen(f"o-saved-{number}") for number in range(WRITERS)]
    await asyncio.gather(*(citizen.at_the_card(web) for citizen in citizens))
    first = NUMBER.findall(await citizens[0].said(FILE, web))[0]
    over = asyncio.Event()

    async def writes(number: int) -> None:
        """File, and tell on and on until the backup is made."""
        await citizens[number].said(FILE, web)
        while not over.is_set():
            await citizens[number].at_the_card(web)
            await citizens[number].said(FILE, web)

    writing = [asyncio.create_task(writes(number)) for number in range(1, WRITERS)]
    before = await cases_in(database)
    done = await asyncio.to_thread(program.run, "backup", str(saved), folder=tmp_path, env=env)
    assert await cases_in(database) > before
    over.set()
    await asyncio.gather(*writing, return_exceptions=True)

    assert done.returncode == 0, done.stderr
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with postgres_database_url(server, "copy") as copy:
        there = town.settings(copy) | {"HUIYIN_DATA": str(elsewhere)}
        put_back = program.run("restore", str(saved), folder=elsewhere, env=there)
        verified = program.run("case", "verify", folder=elsewhere, env=there)

        assert put_back.returncode == 0, put_back.stderr
        assert verified.returncode == 0, verified.stdout + verified.stderr
        assert first in program.run("case", "list", folder=elsewhere, env=there).stdout
        assert 1 <= await cases_in(copy) <= await cases_in(database)
