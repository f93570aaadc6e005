"""The program of before on the tables of now: while processes are replaced one by one, both serve."""

import shutil
import subprocess
from pathlib import Path

import pytest
from aiohttp import ClientSession
from citizen import FILE, NUMBER, Citizen
from city_settings import cases_in, settings
from processes import nursery
from redis_server import RedisServer

pytestmark = pytest.mark.servers
BEFORE_THE_FIRST_RELEASE = "e6e0cc2485eff70efb214deeb8c09a3f80706758"
"""A commit whose tables are older than today's: it stands in until there is a release to come from."""


def git(root: Path, *words: str) -> bytes:
    """Ask the project's history; a copy without it, or with a part of it, cannot try this."""
    if not (root / ".git").exists() or not shutil.which("git"):
        pytest.xfail("needs the history of the project")
    done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    if done.returncode:
        pytest.xfail("needs the whole history of the project")
    return done.stdout


def former(root: Path) -> str:
    """The latest release that is not this very commit, or what stands in for it."""
    tags = git(root, "tag", "--merged", "HEAD~1", "--list", "v*", "--sort=-version:refname").decode().split()
    return tags[0] if tags else BEFORE_THE_FIRST_RELEASE


@pytest.fixture(scope="module")
def before(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The former program, unpacked."""
    place = tmp_path_factory.mktemp("before")
    packed = git(root, "archive", former(root))
    subprocess.run(["tar", "--extract", "--directory", str(place)], input=packed, check=True)
    return place


async def test_the_former_program_goes_on(
    root: Path, before: Path, tmp_path: Path, database: str, redis: RedisServer
) -> None:
    """Who talks to a process of before can file after the update, and what was filed is known to both programs."""
    async with nursery(before) as old_ones, nursery(root) as new_ones, ClientSession() as session:
        old = await old_ones.web(settings(before, database, redis.url), tmp_path)
        early, late = Citizen(session, "o-rolling-early"), Citizen(session, "o-rolling-late")
        await early.at_the_card(old)
        new = await new_ones.web(settings(root, database, redis.url), tmp_path)

        first = NUMBER.findall(await early.said(FILE, new))
        await late.at_the_card(old)
        second = NUMBER.findall(await late.said(FILE, old))

        assert first
        assert second
        assert first[0] in await early.said("查询", old)
        assert second[0] in await late.said("查询", new)
        assert await cases_in(database) == 2
