"""Notices and replies on PostgreSQL while the other side fails at random and workers are killed.

``--full`` for ten thousand.
"""

import asyncio
import json
import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from casebook_world import CITY, postgres_database
from notice_process import FASTER, SECRETS, Fast
from postgres_server import postgres_database_url
from sqlalchemy import Connection, Table, func, insert, select

from adapters.casebook import Office, SqlOutbox, seals
from adapters.casebook.acts import telling
from adapters.casebook.occasion import Occasion
from adapters.casebook.schema import cases, citizens, notices, outbox, pushes
from adapters.sealing import Keyring
from adapters.sql import PostgresDatabase
from bot.clock import SystemChance
from bot.demo.clock import SeededChance
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, SECOND, Moment
from dialogs.facts.ports import Outgoing

pytestmark = [pytest.mark.servers, pytest.mark.slow]

SCRIPT = Path(__file__).with_name("notice_process.py")
STEPS = ("note", "reply", "remind-rating")
SURE = ("reply", "resolve")
"""Of what is left while workers are killed, what nothing makes stale."""
WORKERS, AT_ONCE, CLAIMED = 2, 16, 60  # of notice_process
Leave: TypeAlias = Callable[[], Awaitable[None]]
ENDS_WITHIN = 240.0  # seconds


class Failing:
    """Takes customer messages; three in ten fail, some before and some after they were taken."""

    def __init__(self) -> None:
        self.chance = random.Random(7)
        self.taken: list[str] = []
        self.doubtful: list[str] = []
        """What was taken without an answer."""
        self.failed = 0

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/cgi-bin/stable_token", self._token)
        app.router.add_post("/cgi-bin/message/custom/send", self._send)
        return app

    async def _token(self, _: web.Request) -> web.Response:
        return web.json_response({"access_token": "t", "expires_in": 7200})

    async def _send(self, request: web.Request) -> web.StreamResponse:
        text = json.loads(await request.read())["text"]["content"]
        await asyncio.sleep(self.chance.uniform(0.005, 0.05))
        if self.chance.random() >= 0.3:
            self.taken.append(text)
            return web.json_response({"errcode": 0})
        self.failed += 1
        return await self.chance.choice(
            (self._busy, self._throttled, self._broken, self._cut, self._cut_late, self._hung)
        )(request, text)

    async def _busy(self, _request: web.Request, _text: str) -> web.Response:
        return web.json_response({"errcode": -1})

    async def _throttled(self, _request: web.Request, _text: str) -> web.Response:
        return web.Response(status=429)

    async def _broken(self, _request: web.Request, _text: str) -> web.Response:
        return web.Response(status=502)

    async def _cut(self, request: web.Request, _text: str) -> web.Response:
        assert request.transport
        request.transport.abort()
        return web.Response()

    async def _cut_late(self, request: web.Request, text: str) -> web.Response:
        self.taken.append(text)
        self.doubtful.append(text)
        return await self._cut(request, text)

    async def _hung(self, _request: web.Request, text: str) -> web.Response:
        self.taken.append(text)
        self.doubtful.append(text)
        await asyncio.sleep(1)
        return web.Response()


@pytest.fixture
async def database(server: str) -> AsyncIterator[tuple[str, PostgresDatabase]]:
    with postgres_database_url(server, "killed") as url:
        async with postgres_database(url) as database:
            yield url, database


def fill(connection: Connection, count: int) -> None:
    """Leave three notices in each of many cases, each of another citizen."""
    ring, now = Keyring(SECRETS), Moment(int(time.time() * SECOND * FASTER))
    people, matters, left = [], [], []
    for index in range(count // len(STEPS)):
        person, number = f"c{index}", f"20261123{index:04}"
        address = seals.seal(ring, citizens.c.address, f"o-{index}", person)
        people.append({"id": person, "person": b"%d" % index, "channel": "wechat", "address": address})
        matters.append({"number": number, "head": b"", "submitted_at": now})
        row = {"audience": "citizen", "citizen": person, "case": number, "line": f"{person}/{number}", "at": now}
        row |= {"state": "waiting", "not_before": now, "expires": now + 3000 * DAY}
        left += [row | {"step": step, "seq": seq} for seq, step in enumerate(STEPS, 1)]
    connection.execute(insert(citizens), [each | {"first_contact": now, "last_contact": now} for each in people])
    connection.execute(insert(cases), matters)
    connection.execute(insert(notices), left)


async def start(url: str, base: str, root: Path) -> asyncio.subprocess.Process:
    environment = {"PYTHONPATH": str(root), "PATH": os.environ["PATH"]}
    return await asyncio.create_subprocess_exec(sys.executable, str(SCRIPT), url, base, cwd=root, env=environment)


async def waiting(database: PostgresDatabase, table: Table) -> int:
    left = select(func.count()).where(table.c.state == "waiting")
    return await database.read(lambda connection: connection.scalar(left) or 0)


async def told_while_killing(
    url: str,
    base: str,
    database: PostgresDatabase,
    host: Failing,
    root: Path,
    *,
    table: Table = notices,
    more: Sequence[Leave] = (),
) -> int:
    """Run two workers until nothing waits, and kill one of them after each tenth of the work; how often that was.

    ``more`` leave notices, each after a further tenth.
    """
    workers = [await start(url, base, root) for _ in range(WORKERS)]
    ends, kills, mark, later = time.monotonic() + ENDS_WITHIN, 0, 0, list(more)
    tenth = await waiting(database, table) * (len(later) + 1) // 10
    while later or await waiting(database, table):
        assert time.monotonic() < ends
        await asyncio.sleep(0.3)
        if later and len(host.taken) >= tenth * (len(more) - len(later) + 1):
            await later.pop(0)()
        if len(host.taken) - mark >= tenth:
            at, mark = kills % WORKERS, len(host.taken)
            workers[at].kill()
            await workers[at].wait()
            workers[at] = await start(url, base, root)
            kills += 1
    for worker in workers:
        worker.terminate()
        await worker.wait()
    return kills


async def test_none_lost_none_out_of_order(
    database: tuple[str, PostgresDatabase], root: Path, request: pytest.FixtureRequest
) -> None:
    """Each is told, in order for its case; doubles only of what may be doubled, and as few as were in flight."""
    url, kept = database
    count = 10_002 if request.config.getoption("--full") else 1500
    await kept.write(lambda connection: fill(connection, count))
    host = Failing()
    async with TestServer(host.app()) as server:
        kills = await told_while_killing(url, str(server.make_url("/")), kept, host, root)
    rows = await kept.read(lambda c: c.execute(select(notices).order_by(notices.c.position)).mappings().all())
    names = {row["position"]: f"{row['case']} {row['seq']} {row['step']}" for row in rows}
    states, heard = Counter(row["state"] for row in rows), Counter(host.taken)
    doubles = sum(heard.values()) - len(heard)
    unknown = {names[row["position"]] for row in rows if row["state"] == "unknown"}
    spent = await kept.read(lambda c: c.scalar(select(func.count()).select_from(pushes)))
    print(f"\n{count} notices, {kills} kills, {host.failed} failures, {doubles} doubles, {dict(states)}")  # noqa: T201

    assert kills >= 5
    assert states["sent"] + states["unknown"] == len(rows)
    assert [name for name in names.values() if name not in heard and name not in unknown] == []
    assert {name.split()[2] for name in unknown} <= {"remind-rating"}
    assert in_order(host.taken) == []
    assert [name for name, times in heard.items() if times > 1 and name.endswith("remind-rating")] == []
    assert doubles <= len(host.doubtful) + kills * AT_ONCE
    assert spent >= states["sent"]


def people_with_cases(connection: Connection, count: int, now: Moment) -> list[tuple[str, str]]:
    """Keep so many citizens, each with a case."""
    ring = Keyring(SECRETS)
    found = [(f"c{index}", f"20261123{index:04}") for index in range(count)]
    people = [
        {"id": person, "person": person.encode(), "channel": "wechat", "first_contact": now, "last_contact": now}
        | {"address": seals.seal(ring, citizens.c.address, f"o-{person}", person)}
        for person, _ in found
    ]
    connection.execute(insert(citizens), people)
    connection.execute(insert(cases), [{"number": number, "head": b"", "submitted_at": now} for _, number in found])
    return found


async def leave(kept: PostgresDatabase, here: Office, whose: list[tuple[str, str]], seq: int, step: str) -> None:
    """Leave a notice to everybody, as an act of staff does."""

    def left(connection: Connection) -> None:
        occasion = Occasion(connection, here, Address("api", "t"), Fast().now())
        for person, number in whose:
            telling.tell_citizen(occasion, person, step, {}, number=number, seq=seq)

    await kept.write(left)


async def test_no_old_state_after_a_newer_one(database: tuple[str, PostgresDatabase], root: Path) -> None:
    """States that newer ones make stale while workers are killed are told before them or never; each hears the last."""
    url, kept = database
    here = Office(Keyring(SECRETS), lambda: CITY, SeededChance(1), UTC, lambda *_: "")
    whose = await kept.write(lambda connection: people_with_cases(connection, 300, Fast().now()))
    put = partial(leave, kept, here, whose)
    await put(1, "accept")
    later = [partial(put, seq, step) for seq, step in ((2, "assign"), (3, "reply"), (4, "grant"), (5, "resolve"))]
    host = Failing()
    async with TestServer(host.app()) as server:
        kills = await told_while_killing(url, str(server.make_url("/")), kept, host, root, more=later)
    rows = await kept.read(lambda c: c.execute(select(notices).order_by(notices.c.position)).mappings().all())
    states = {step: Counter(row["state"] for row in rows if row["step"] == step) for step in ("grant", *SURE)}
    last = {text.split()[0]: text.split()[2] for text in host.taken}
    print(f"\n{kills} kills, {host.failed} failures, {states}")  # noqa: T201

    assert kills >= 3
    assert in_order(host.taken) == []
    assert set(last) == {number for _, number in whose}
    assert set(last.values()) == {"resolve"}
    assert all(states[step] == {"sent": len(whose)} for step in SURE)
    assert states["grant"]["superseded"] > 0


async def test_no_reply_is_lost_with_its_worker(
    database: tuple[str, PostgresDatabase], root: Path, request: pytest.FixtureRequest
) -> None:
    """Each is sent or left as unknown, in order for its person; doubled is only what a killed one had claimed."""
    url, kept = database
    count = 6_000 if request.config.getoption("--full") else 600
    now = Moment(int(time.time() * SECOND * FASTER))
    parts = [(f"o-{index // 3}", f"{index // 3} {index % 3} part") for index in range(count)]
    left = tuple(Outgoing(f"wechat:{text}:0", Address("wechat", who), "", text) for who, text in parts)
    await SqlOutbox(kept, Keyring(SECRETS), SystemChance()).put(left, now=now)
    host = Failing()
    async with TestServer(host.app()) as server:
        kills = await told_while_killing(url, str(server.make_url("/")), kept, host, root, table=outbox)
    rows = await kept.read(lambda c: c.execute(select(outbox)).mappings().all())
    dead = {row["key"].split(":")[1] for row in rows if row["state"] == "dead"}
    heard = Counter(host.taken)

    assert kills >= 5
    assert {row["state"] for row in rows} == {"sent", "dead"}
    assert {row["error"].split()[0] for row in rows if row["state"] == "dead"} == {"OutcomeUnknown"}
    assert [text for _, text in parts if text not in heard and text not in dead] == []
    assert in_order(host.taken) == []
    assert sum(heard.values()) - len(heard) <= kills * CLAIMED


def in_order(taken: list[str]) -> list[str]:
    """Name the cases in which something came after what follows it."""
    seen: dict[str, list[int]] = defaultdict(list)
    for text in taken:
        number, seq, _ = text.split()
        seen[number].append(int(seq))
    return [number for number, told in seen.items() if told != sorted(told)]
