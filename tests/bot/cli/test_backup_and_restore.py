"""What is saved while a city is served, put back elsewhere, is what was there."""

import asyncio
import io
import json
import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import msgspec
import program
import pytest
from casebook_world import ANNA, SECRETS, World, filing, postgres_database, sqlite_database, world
from postgres_server import postgres_database_url, postgres_server

from adapters.conversations.postgres import PostgresConversations
from adapters.conversations.postgres_link import PostgresLink
from adapters.conversations.sqlite import SqliteConversations
from adapters.media import FolderMedia
from adapters.sealing import Keyring
from adapters.sql import Database, DatabaseLock, Writer
from adapters.sql.copying import batches, tables_of
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.acts import DoKey, Filed, Supplement
from dialogs.facts.moment import DAY
from dialogs.facts.ports import Conversations

KEYRING = Keyring(SECRETS)
WORDS, PHOTO = b"something said", b"a photo"
TALK = {"conversation", "answered"}
Rows = dict[str, list[list[Any]]]


class Place:
    """A folder and a database that the program is pointed at."""

    def __init__(self, folder: Path, root: Path, url: str = "") -> None:
        folder.mkdir(exist_ok=True)
        self.folder, self.file = folder, folder / "huiyin.db"
        self.url = url or f"sqlite:///{self.file}"
        self.env = {
            "HUIYIN_DATABASE_URL": self.url,
            "HUIYIN_DATA": str(folder),
            "HUIYIN_SECRET_KEY": SECRETS[0],
            "HUIYIN_CITY": str(root / "city/demo"),
            "PYTHONPATH": str(root),
        }

    @property
    def media(self) -> FolderMedia:
        return FolderMedia(self.folder / "media", KEYRING)

    def media_files(self) -> list[Path]:
        return sorted(path for path in (self.folder / "media").rglob("*") if path.is_file())

    def run(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        return program.run(*arguments, folder=self.folder, env=self.env | env)

    async def live(self, clock: HandClock) -> Filed:
        """File a case, add to it, talk, and keep a photo."""
        async with AsyncExitStack() as stack:
            database, conversations = await self._open(stack)
            town: World = world(database, clock, SeededChance(7))
            filed = await town.do(ANNA, filing("Lamp out, call 13912345678"))
            assert isinstance(filed, Filed)
            await town.do(ANNA, Supplement(filed.number, "and the next one too"))
            await conversations.commit(ANNA, 0, WORDS, now=clock.now(), message="m1")
        await self.media.put("photo", PHOTO)
        return filed

    async def file_another(self, clock: HandClock) -> Filed:
        async with AsyncExitStack() as stack:
            database, _ = await self._open(stack)
            town = world(database, clock, SeededChance(8))
            filed = await town.casebook.perform(ANNA, DoKey("later", "file"), filing("Water on the road"))
            assert isinstance(filed, Filed)
            return filed

    async def rows(self) -> Rows:
        async with AsyncExitStack() as stack:
            database, _ = await self._open(stack)
            return await database.read(
                lambda connection: {
                    table.name: [list(row) for rows in batches(connection, table) for row in rows]
                    for table in tables_of(connection)
                }
            )

    async def _open(self, stack: AsyncExitStack) -> tuple[Database, Conversations]:
        if self.url.startswith("postgresql"):
            database: Database = await stack.enter_async_context(postgres_database(self.url))
            link = PostgresLink(self.url)
            stack.push_async_callback(link.close)
            there = PostgresConversations(link, KEYRING)
            await there.prepare()
            return database, there
        database = await stack.enter_async_context(sqlite_database(self.folder))
        writer = Writer(self.file)
        stack.push_async_callback(writer.close)
        kept = SqliteConversations(writer, KEYRING)
        await kept.prepare()
        stack.push_async_callback(kept.close)
        return database, kept


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


def test_what_is_put_back_is_what_was_there(here: Place, there: Place, saved: Path) -> None:
    """Each row of each table and each photo; the chain of the case is intact."""
    done = there.run("restore", str(saved))

    assert done.returncode == 0, done.stderr
    assert asyncio.run(there.rows()) == asyncio.run(here.rows())
    assert asyncio.run(there.media.get("photo")) == PHOTO
    assert "intact, 2 entries" in there.run("case", "verify").stdout


def test_a_backup_tells_nothing(saved: Path) -> None:
    """It is for its owner alone; no word, number or key can be read in it, but which key opens it."""
    with tarfile.open(saved) as tar:
        first = tar.next()
        assert first
        about = json.load(tar.extractfile(first))  # type: ignore[arg-type]

    plain = saved.read_bytes()
    assert about["key"] == KEYRING.fingerprint
    assert not any(secret in plain for secret in (SECRETS[0].encode(), b"13912345678", ANNA.id.encode(), WORDS, PHOTO))
    assert saved.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ({"HUIYIN_SECRET_KEY": "some other made-up secret"}, "sealed by a key that is not configured"),
        ({}, "has tables already"),
    ],
    ids=["another key", "a database in use"],
)
def test_restore_refuses(here: Place, there: Place, saved: Path, spoilt: dict[str, str], said: str) -> None:
    """Another key, or a place where something is; then nothing changes there."""
    target = there if spoilt else here
    before = sorted(target.folder.rglob("*.db"))

    done = target.run("restore", str(saved), **spoilt)

    assert done.returncode == 1
    assert said in done.stderr
    assert sorted(target.folder.rglob("*.db")) == before
    assert "Traceback" not in done.stderr


def test_restore_refuses_while_it_is_served(there: Place, saved: Path) -> None:
    """Whoever serves the file is named."""
    with DatabaseLock(there.file, "serve"):
        done = there.run("restore", str(saved))

    assert done.returncode == 1
    assert f"serve, process {os.getpid()}" in done.stderr


def test_a_piece_of_a_backup_is_refused(there: Place, saved: Path) -> None:
    """Cut in the middle or before its end, it puts nothing back."""
    whole = saved.read_bytes()
    for length in (len(whole) // 2, whole.index(b"end.json")):
        saved.write_bytes(whole[:length])
        done = there.run("restore", str(saved))

        assert done.returncode == 1
        assert "not a backup, or only a piece" in done.stderr
        assert not there.file.exists()
        assert not there.media_files()


def test_a_refused_backup_takes_no_photo_away(there: Place, saved: Path) -> None:
    """What lay in the folder before stays, also where a piece of a backup holds the same photo."""
    done = there.run("restore", str(saved))
    before = there.media_files()
    there.file.unlink()
    whole = saved.read_bytes()
    saved.write_bytes(whole[: whole.index(b"end.json")])

    assert (done.returncode, there.run("restore", str(saved)).returncode) == (0, 1)
    assert before
    assert there.media_files() == before


@pytest.mark.parametrize(
    ("named", "content"),
    [
        ("tables/cases/000000.msgpack", msgspec.msgpack.encode({"columns": ["of none"], "rows": [["x"]]})),
        ("tables/cases/000000.msgpack", b"\x82\xa7columns\x90\xa4rows" + b"\x91" * 100_000),
        ("media/../../outside", PHOTO),
    ],
    ids=["a column of none", "lists without end", "a name that leads out"],
)
def test_a_hostile_backup_is_refused(there: Place, saved: Path, named: str, content: bytes) -> None:
    """What no backup of ours holds is named without a trace of the inside, and nothing is written."""
    spoil(saved, named, content)
    done = there.run("restore", str(saved))

    assert done.returncode == 1
    assert "not a backup, or only a piece" in done.stderr
    assert "Traceback" not in done.stderr
    assert not there.file.exists()
    assert not (there.folder.parent / "outside").exists()


def spoil(file: Path, named: str, content: bytes) -> None:
    """Put a member into a backup, before its first medium."""
    with tarfile.open(file) as tar:
        kept = [(about, tar.extractfile(about).read()) for about in tar]  # type: ignore[union-attr]
    with tarfile.open(file, "w") as tar:
        for about, whole in (kept[0], (tarfile.TarInfo(named), content), *kept[1:]):
            about.size = len(whole)
            tar.addfile(about, io.BytesIO(whole))


def test_there_is_nothing_to_save_where_nothing_is(there: Place, tmp_path: Path) -> None:
    """It says which file it looked for, and makes none."""
    done = there.run("backup", str(tmp_path / "none.tar"))

    assert done.returncode == 1
    assert str(there.file) in done.stderr
    assert not there.file.exists()
    assert not (tmp_path / "none.tar").exists()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres_server() as url:
        yield url


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
