"""A city on PostgreSQL that has no worker: whoever serves says so."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from aiohttp import ClientSession
from postgres_server import postgres_database_url
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.clock import SystemChance, SystemClock
from bot.settings import Settings
from bot.wiring import World, product
from dialogs.facts.messages import Address
from dialogs.facts.moment import HOUR, Moment
from dialogs.facts.ports import Outgoing

WITHIN = 60.0  # seconds


@pytest.mark.servers
async def test_the_log_of_who_serves_says_that_messages_wait(server: str, tmp_path: Path, root: Path) -> None:
    """The one alarm that no worker can tell stands in the log of a web process, and waits for a worker to send it."""
    clock = SystemClock()
    with postgres_database_url(server, "unserved") as url, capture_logs() as lines:
        settings = Settings(database_url=url, secret_key=(SecretStr("k" * 16),), city=root / "city/demo", data=tmp_path)
        async with ClientSession() as session, product(settings, World(clock, SystemChance(), session)) as parts:
            reply = Outgoing("sms:m1:0", Address("sms", "+8613900139001"), "", "好")
            await parts.outbox.put((reply,), now=Moment(clock.now() - HOUR))

            async with AsyncExitStack() as stack, asyncio.timeout(WITHIN):
                for lifetime in parts.lifetimes:
                    await stack.enter_async_context(lifetime())
                while not any(line["event"] == "alarm" for line in lines):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)

    assert [(line["kind"], line["detail"]) for line in lines if line["event"] == "alarm"] == [("late", "60")]
