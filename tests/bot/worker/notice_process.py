"""A worker process of its own, on PostgreSQL: it sends to a host that fails, in time that runs faster."""

import asyncio
import logging
import os
import signal
import sys
import time
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

import structlog
from aiohttp import ClientSession, ClientTimeout

from adapters.casebook import SqlNotices, SqlOutbox
from adapters.outbound.wechat import AccessToken, WechatApi, WechatHost, WechatVoice
from adapters.sealing import Keyring
from adapters.sql import PostgresDatabase
from bot.demo.clock import SeededChance
from bot.speech import Speech
from bot.worker import Pace, Worker
from bot.worker.telling import NoticeLine
from dialogs.facts.delivery import Habits, Rung, Way
from dialogs.facts.moment import SECOND, Moment
from dialogs.facts.notices import Notice
from dialogs.facts.ports import Outgoing, Sent

FASTER = 10
LEASE = 30 * SECOND  # three seconds of the wall's
WITHIN = 0.6  # seconds of the wall's that the voice waits for an answer
SPEECH = Speech(Path(__file__).parents[3] / "city/demo")
SECRETS = ("a made-up secret of some length",)


class Fast:
    """A clock that runs ten times as fast: the waits between tries take a tenth."""

    def now(self) -> Moment:
        return Moment(int(time.time() * SECOND * FASTER))


@dataclass(frozen=True)
class Plain:
    """Says which notice it is, and no more."""

    voice: WechatVoice
    rung: Rung = Rung("wechat", "wechat")

    def compose(self, notice: Notice, way: Way) -> tuple[Outgoing, ...]:
        return (Outgoing(notice.id, way.address, "", f"{notice.case} {notice.seq} {notice.step}"),)

    async def send(self, message: Outgoing) -> Sent:
        return await self.voice.send(message)

    async def sought(self, message: Outgoing, since: Moment) -> Sent | None:
        return None


async def main(url: str, base: str) -> None:
    database, ring, clock = PostgresDatabase(url), Keyring(SECRETS), Fast()
    chance = SeededChance(os.getpid())
    async with ClientSession() as session:
        host = WechatHost(session, base, ClientTimeout(total=WITHIN))
        voice = WechatVoice(WechatApi(host, AccessToken(host, "wx1", "secret", clock)))
        line = NoticeLine(
            SqlNotices(database, ring, chance, lambda: SPEECH.now.city, lease=LEASE),
            (Plain(voice),),
            clock=clock,
            chance=chance,
            zone=UTC,
            habits=Habits(0, 0, 0),
        )
        pace = Pace(at_once=60, per_voice=16, idle=0.1, hold=10 * SECOND)
        worker = Worker(
            SqlOutbox(database, ring, chance, lease=LEASE), {"wechat": voice}, clock, chance, pace, more=(line,)
        )
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, worker.stop)
        await worker.run()
    await database.close()


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    asyncio.run(main(*sys.argv[1:]))
