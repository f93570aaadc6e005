"""Several processes of the program over one PostgreSQL and one Redis, as an operator starts them."""

import asyncio
import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import asyncpg
import program
import pytest
from aiohttp import ClientSession, TCPConnector
from pgbouncer_server import pgbouncer
from postgres_server import postgres_database_url
from redis_server import RedisServer, free_port, redis_server

from bot.clock import SystemClock
from bot.demo.wechat_phone import Push, WechatPhone

pytestmark = pytest.mark.servers
TOKEN, APP, ACCOUNT = "a-made-up-token", "wx0123456789abcdef", "gh_made_up"
NUMBER = re.compile(r"(?<!\d)\d{12}(?!\d)")
LAMP = "花桥路12号门口路灯坏了三天"


@pytest.fixture
def database(server: str) -> Iterator[str]:
    with postgres_database_url(server, "together") as url:
        yield url


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    with redis_server() as server:
        yield server


def environment(root: Path, database: str, redis: str = "") -> dict[str, str]:
    settings = {
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "SECRET_KEY": "a made-up secret of some length",
        "CITY": str(root / "city/demo"),
        "WECHAT__APP_ID": APP,
        "WECHAT__APP_SECRET": "a made-up app secret",
        "WECHAT__TOKEN": TOKEN,
        "WECHAT__ACCOUNT": ACCOUNT,
        "WECHAT__API_BASE": "http://127.0.0.1:1",
    }
    return {f"HUIYIN_{name}": value for name, value in settings.items() if value}


@contextlib.contextmanager
def running(*arguments: str, folder: Path, env: dict[str, str], up: str) -> Iterator[None]:
    with program.start(*arguments, folder=folder, env=env) as process:
        assert up in process.stdout.readline()
        yield
        process.terminate()
        assert process.wait() == 0


def test_ten_that_migrate_at_once_make_the_tables_once(root: Path, tmp_path: Path, database: str) -> None:
    """All of them succeed on an empty database, whoever is first."""
    with contextlib.ExitStack() as stack:
        env = environment(root, database)
        started = [stack.enter_context(program.start("migrate", folder=tmp_path, env=env)) for _ in range(10)]
        said = [process.stdout.read() for process in started]
        codes = [process.wait() for process in started]

    assert codes == [0] * 10
    assert len(set(said)) == 1


@pytest.fixture(params=["with redis", "postgres alone", "behind pgbouncer"])
def stores(request: pytest.FixtureRequest, server: str, database: str, redis: RedisServer) -> Iterator[tuple[str, str]]:
    """The URLs that an operator gives."""
    if request.param != "behind pgbouncer":
        yield database, redis.url if request.param == "with redis" else ""
        return
    with pgbouncer(server) as bouncer:
        yield bouncer.replace("/postgres?", "/together?"), ""


async def test_two_processes_serve_one_citizen(
    root: Path, tmp_path: Path, database: str, stores: tuple[str, str]
) -> None:
    """What a citizen says to one process the other knows, and a redelivery there gets the first answer; one case."""
    env = environment(root, *stores)
    assert program.run("migrate", folder=tmp_path, env=env).returncode == 0
    phone = WechatPhone(TOKEN, ACCOUNT, "oAnna", SystemClock(), app_id=APP, aes_key="")
    ports = free_port(), free_port()
    with contextlib.ExitStack() as stack:
        for port in ports:
            stack.enter_context(running("serve", "--port", str(port), folder=tmp_path, env=env, up=str(port)))
        stack.enter_context(running("work", folder=tmp_path, env=env, up="Working"))
        async with ClientSession() as session:
            for port in ports:
                async with session.get(f"http://127.0.0.1:{port}/readyz") as response:
                    assert response.status == 200, await response.text()
            await delivered(session, ports[0], phone, phone.text(LAMP))
            await delivered(session, ports[1], phone, phone.text("1"))
            said = await delivered(session, ports[0], phone, phone.text("1"))
            filed = phone.again()
            again = await asyncio.gather(*(delivered(session, ports[n % 2], phone, filed) for n in range(20)))

    assert NUMBER.search(said)
    assert set(again) == {said}
    assert await cases(database) == 1


async def test_two_share_a_port(root: Path, tmp_path: Path, database: str, redis: RedisServer) -> None:
    """With ``--reuse-port`` two processes answer at one port, each of them some, and nobody is left out."""
    env, port = environment(root, database, redis.url), free_port()
    own = free_port(), free_port()
    with contextlib.ExitStack() as stack:
        for metrics in own:
            serve, mine = ("serve", "--port", str(port), "--reuse-port"), env | {"HUIYIN_METRICS_PORT": str(metrics)}
            stack.enter_context(running(*serve, folder=tmp_path, env=mine, up=str(port)))
        async with ClientSession(connector=TCPConnector(force_close=True)) as session:
            phones = [
                WechatPhone(TOKEN, ACCOUNT, f"oShared{n}", SystemClock(), app_id=APP, first_message=n * 100 + 1)
                for n in range(40)
            ]
            said = await asyncio.gather(*(delivered(session, port, each, each.text("你好")) for each in phones))
            turns = [await turns_of(session, metrics) for metrics in own]

    assert all(said)
    assert sum(turns) == len(phones)
    assert all(turns), turns


async def turns_of(session: ClientSession, port: int) -> int:
    """Read how many messages a process has answered."""
    async with session.get(f"http://127.0.0.1:{port}/metrics") as response:
        page = await response.text()
    counts = re.findall(r"^huiyin_turns_total\{.*\} (\S+)$", page, re.MULTILINE)
    return int(sum(map(float, counts)))


async def delivered(session: ClientSession, port: int, phone: WechatPhone, push: Push) -> str:
    url = f"http://127.0.0.1:{port}/wechat?{urlencode(push.query)}"
    async with session.post(url, data=push.body, headers={"Content-Type": "text/xml"}) as response:
        assert response.status == 200
        return phone.read_reply(await response.read()) or ""


async def cases(database: str) -> int:
    connection = await asyncpg.connect(database)
    try:
        return int(await connection.fetchval("SELECT count(*) FROM cases"))
    finally:
        await connection.close()
