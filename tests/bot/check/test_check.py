"""What ``huiyin check`` tells an operator."""

import io
import os
import socket
import sqlite3
from base64 import b64encode
from contextlib import closing
from pathlib import Path

import pytest
from aiohttp import web
from rich.console import Console

from adapters.casebook.migrations import migrate
from adapters.sql.lock import DatabaseLock
from adapters.sql.sqlite import SqliteDatabase
from adapters.sql.writer import Writer
from bot import check, trials
from bot.check import examine, run_check
from bot.findings import Level
from bot.settings import read_settings

SECRET = "app-secret-of-the-account"
TOKEN = "auth-token-of-the-account"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def given(monkeypatch):
    def put(**values):
        for name, value in values.items():
            monkeypatch.setenv(f"HUIYIN_{name}", value)

    return put


@pytest.fixture
def sound(given):
    given(SECRET_KEY="k" * 16)


@pytest.fixture
async def host(aiohttp_server):
    """The APIs of WeChat and Twilio, as far as they are tried."""
    said = {"access_token": "t", "expires_in": 7200}

    async def stable_token(request):
        return web.json_response(said)

    async def account(request):
        right = "Basic " + b64encode(f"AC1:{TOKEN}".encode()).decode()
        return web.Response(status=200 if request.headers.get("Authorization") == right else 401)

    async def hook(request):
        return web.Response(status=405)

    app = web.Application()
    app.add_routes(
        [
            web.post("/cgi-bin/stable_token", stable_token),
            web.get("/2010-04-01/Accounts/AC1.json", account),
            web.post("/hook", hook),
        ]
    )
    server = await aiohttp_server(app)
    return str(server.make_url("")).rstrip("/"), said


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


async def found():
    return {(finding.part, finding.level): finding.said async for finding in examine(read_settings())}


async def migrated(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    database = SqliteDatabase(Writer(path))
    await migrate(database)
    await database.close()


async def test_a_fresh_folder_lacks_only_the_key():
    """Without any setting one thing keeps it from serving: the key. The database is made by serving."""
    told = await found()

    assert [part for part, level in told if level is Level.ERROR] == ["secret key"]
    assert told["database", Level.OK] == "data/huiyin.db is made when serving starts"


@pytest.mark.usefixtures("sound")
async def test_with_a_key_it_can_serve():
    """With key, city and database nothing is an error; closed doors are a warning."""
    await migrated(Path("data/huiyin.db"))

    told = await found()

    assert Level.ERROR not in {level for _, level in told}
    assert ("doors", Level.WARNING) in told
    assert told["database", Level.OK] == "data/huiyin.db is at this version"


async def test_who_holds_the_database_is_told():
    """A database that another process serves is named with that process."""
    await migrated(Path("data/huiyin.db"))

    with DatabaseLock(Path("data/huiyin.db"), "serve"):
        assert (await found())["database", Level.OK].endswith(f"in use by serve, process {os.getpid()}")


async def test_other_files_are_no_database():
    """A file that is no database, and one of a later version, are errors; an empty one will be filled."""
    Path("junk.db").write_bytes(b"junk" * 1000)
    with pytest.raises(trials.Failed, match=r"junk\.db: file is not a database"):
        await trials.database(Path("junk.db"))

    with closing(sqlite3.connect("later.db", isolation_level=None)) as later:
        later.execute("CREATE TABLE alembic_version (version_num TEXT)")
        later.execute("INSERT INTO alembic_version VALUES ('r9999')")
    with pytest.raises(trials.Failed, match=r"of a later version \(r9999\)"):
        await trials.database(Path("later.db"))

    Path("empty.db").touch()
    assert "is brought to this version" in await trials.database(Path("empty.db"))


async def test_stores_that_do_not_answer_are_errors(given):
    """PostgreSQL and Redis are tried, and what fails is said without telling a password."""
    given(DATABASE_URL="postgresql://u:hush@127.0.0.1:1/h", REDIS_URL="redis://:hush@127.0.0.1:1/0")

    told = [finding async for finding in examine(read_settings())]

    errors = {finding.part for finding in told if finding.level is Level.ERROR}
    assert {"database", "redis"} <= errors
    assert "hush" not in str(told)


async def test_a_database_url_without_a_path_is_an_error(given):
    """sqlite:// with two slashes names no file."""
    given(DATABASE_URL="sqlite://huiyin.db")

    told = [finding async for finding in examine(read_settings())]

    assert [finding.said.split(":")[0] for finding in told if finding.part == "stores"] == ["HUIYIN_DATABASE_URL"]


async def test_two_routes_to_a_phone_are_an_error(given):
    """Twilio and a gateway at once cannot be."""
    given(TWILIO__ACCOUNT_SID="AC1", TWILIO__AUTH_TOKEN=TOKEN, TWILIO__FROM="+15550100")
    given(GATEWAY__SECRET="s" * 8, GATEWAY__NUMBER="1069", GATEWAY__URL="http://127.0.0.1:9/send")

    told = [finding.said for finding in check._doors(read_settings()) if finding.level is Level.ERROR]

    assert told == ["a phone cannot be answered by both twilio and gateway: choose one"]


async def test_an_unsound_city_is_an_error(given, tmp_path):
    """The first problem of the profile is told with its file and line."""
    given(CITY=str(tmp_path))

    told = await found()

    assert f"{tmp_path}/categories.toml:1: there is no such file" in told["city", Level.ERROR]


async def wechat_says(given, host, **more):
    base, said = host
    said.clear()
    said.update(more)
    given(WECHAT__APP_ID="wx1", WECHAT__APP_SECRET=SECRET, WECHAT__TOKEN="token", WECHAT__API_BASE=base)
    return await found()


async def test_wechat_that_gives_a_token_is_well(given, host):
    """A token is a sign that id, secret and address are known."""
    told = await wechat_says(given, host, access_token="t", expires_in=7200)

    assert told["wechat", Level.OK] == "gives us a token"


async def test_an_address_that_is_not_listed_is_explained(given, host):
    """Error 40164 is told with WeChat's own words, which name the address, and with what mends it."""
    told = await wechat_says(given, host, errcode=40164, errmsg="invalid ip 192.0.2.7, not in whitelist")

    line = next(said for (part, level), said in told.items() if part == "wechat" and "40164" in said)
    assert "192.0.2.7" in line
    assert "IP allow list" in line
    assert SECRET not in line


async def test_twilio_knows_its_account(given, host):
    """The right token is known, a wrong one is a warning."""
    base, _ = host
    given(TWILIO__ACCOUNT_SID="AC1", TWILIO__AUTH_TOKEN=TOKEN, TWILIO__FROM="+15550100", TWILIO__API_BASE=base)
    assert (await found())["twilio", Level.OK] == "knows us"

    given(TWILIO__AUTH_TOKEN="another")
    assert "does not know" in (await found())["twilio", Level.WARNING]


async def test_a_webhook_is_only_knocked_at(given, host):
    """Whatever an outside backend says to an empty question, it is there; where nothing listens it is a warning."""
    base, _ = host
    given(WEBHOOK__URL=f"{base}/hook", WEBHOOK__SECRET="s" * 16)
    assert (await found())["webhook", Level.OK].endswith("answers (405)")

    given(WEBHOOK__URL=f"http://127.0.0.1:{free_port()}/hook")
    assert "does not answer" in (await found())["webhook", Level.WARNING]


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("http://localhost:8080", "nobody outside"),
        ("http://city.example.org", "in the clear"),
        ("https://city.example.org:8443", "80 and 443"),
        ("https://city.example.org", None),
    ],
)
async def test_the_public_address_fits_the_doors(given, url, line):
    """An address that WeChat cannot call is a warning."""
    given(WECHAT__APP_ID="wx1", WECHAT__APP_SECRET=SECRET, WECHAT__TOKEN="token", PUBLIC_URL=url)

    told = [finding.said for finding in check._address(read_settings())]

    assert (line in " ".join(told)) if line else told == []


@pytest.mark.parametrize(("proxies", "noted"), [("", True), ("127.0.0.1", False)])
async def test_a_proxy_that_is_not_named_is_noted(given, proxies, noted):
    """A city that is served to the outside hears that nobody is paused until its proxy is named."""
    given(PUBLIC_URL="https://bot.example.org", **({"PROXIES": proxies} if proxies else {}))

    assert any(finding.part == "proxies" for finding in check._proxies(read_settings())) is noted


@pytest.mark.usefixtures("sound")
async def test_the_exit_code_says_whether_serving_would_fail(given):
    """1 with an error, 0 with warnings only; no secret is printed."""
    console = Console(file=io.StringIO(), width=200)
    given(ADMIN_TOKEN="geheim-geheim", REDIS_URL="redis://127.0.0.1:1")

    assert await run_check(console) == 1
    given(REDIS_URL="")
    assert await run_check(console) == 0

    printed = console.file.getvalue()
    assert "HUIYIN_ADMIN_TOKEN = set" in printed
    assert "geheim" not in printed
    assert "kkkk" not in printed
