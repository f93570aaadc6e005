"""A backup that is made while people file: what is put back elsewhere is one moment of it, whole."""

import asyncio
from pathlib import Path

import program
import pytest
from citizen import FILE, NUMBER
from city_settings import Town, cases_in
from postgres_server import postgres_database_url

pytestmark = pytest.mark.servers
WRITERS, MOST, TRIES = 4, 500, 5


async def test_a_moment_of_it_is_saved(town: Town, database: str, server: str, tmp_path: Path) -> None:
    """Each case of the copy has all its entries in an unbroken chain; those filed before the backup are among them."""
    env = town.settings(database)
    web, saved = await town.web(env), tmp_path / "saved.tar"
    over = asyncio.Event()

    async def files(name: str) -> str:
        citizen = town.citizen(name)
        await citizen.at_the_card(web)
        return NUMBER.findall(await citizen.said(FILE, web))[0]

    async def one_after_the_other(number: int) -> None:
        for count in range(MOST):
            if over.is_set():
                return
            await files(f"o-saved-{number}-{count}")

    first = await files("o-saved-first")
    writing = [asyncio.create_task(one_after_the_other(number)) for number in range(WRITERS)]
    for _ in range(TRIES):  # until somebody filed while it was made
        before = await cases_in(database)
        done = await asyncio.to_thread(program.run, "backup", str(saved), folder=tmp_path, env=env)
        if await cases_in(database) > before:
            break
    else:
        pytest.fail("nobody files meanwhile")
    over.set()
    await asyncio.gather(*writing)

    assert done.returncode == 0, done.stderr
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with postgres_database_url(server, "copy") as copy:
        there = town.settings(copy) | {"HUIYIN_DATA": str(elsewhere)}
        put_back = program.run("restore", str(saved), folder=elsewhere, env=there)
        verified = program.run("case", "verify", folder=elsewhere, env=there)

        assert put_back.returncode == 0, put_back.stderr
        assert verified.returncode == 0, verified.stdout + verified.stderr
        assert program.run("case", "show", first, folder=elsewhere, env=there).returncode == 0
        assert before <= await cases_in(copy) <= await cases_in(database)
