"""Ten minutes of a city's mixed traffic at 70 % of what it can take: ``python -m bench.soak [--minutes 1]``.

The capacity is measured first. Then people file with a photo, get the last message delivered twice and ask how it
stands, and the desk takes each case up, so that its citizen is told. Printed, and said by the exit status: no error,
memory that does not grow, and an outbox whose oldest message is younger than a second.
"""

import argparse
import asyncio
import os
import re
import sys
import tempfile
import time
from contextlib import ExitStack
from statistics import median

import uvloop
from aiohttp import ClientSession

from bench.letters import ACCOUNTS, ADMIN
from bench.mixed import City
from bench.servers import LOAD, Server, serving
from bench.stores import emptied
from bot.clock import SystemClock
from bot.demo.accounts import WECHAT_APP
from bot.demo.hosts import on_loopback
from bot.demo.wechat_host import WechatHost

CAPACITY_TAKES, SHARE = 10.0, 0.7
EVERY = 5.0  # seconds between two looks
GROWTH, OLDEST = 1.1, 1.0
"""What memory may be at the end, beside a third of the way; seconds that a message may have waited."""
AGE = re.compile(r"^huiyin_oldest_seconds\{.*\} (\S+)$", re.MULTILINE)


class Watch:
    """Looks at memory and outbox while others work."""

    def __init__(self, server: Server, session: ClientSession) -> None:
        self._server, self._session = server, session
        self.memory: list[int] = []
        self.ages: list[float] = []

    async def run(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            self.memory.append(self._server.memory())
            async with self._session.get(f"http://127.0.0.1:{self._server.port}/metrics") as response:
                self.ages += map(float, AGE.findall(await response.text()))

    def growth(self) -> float:
        """Give the memory of the last third beside that of the second: the first is still filling its caches."""
        third = max(1, len(self.memory) // 3)
        return median(self.memory[-third:]) / median(self.memory[third : 2 * third] or self.memory)


async def soaked(server: Server, session: ClientSession, host: WechatHost, seconds: float) -> bool:
    """Measure the capacity, soak, and say how it went; whether all was well."""
    city = City(session, f"http://127.0.0.1:{server.port}", host)
    capacity = await city.during(CAPACITY_TAKES)
    city.told.waits.clear()
    rate = capacity * SHARE * city.told.visits / city.told.answers
    print(f"capacity {capacity:,.0f} answers/s; soaking at {rate:.1f} visits/s for {seconds:.0f} s", flush=True)
    watch = Watch(server, session)
    async with asyncio.TaskGroup() as both:
        watching = both.create_task(watch.run())  # where it fails, so does all of it
        reached = await city.during(seconds, rate=rate)
        watching.cancel()
    waits, oldest, grown = sorted(city.told.waits), max(watch.ages), watch.growth()
    print(f"{len(waits):,} answers, {reached:,.0f}/s, p50 {waits[len(waits) // 2] * 1e3:.0f} ms, ", end="")
    print(f"p99 {waits[int(len(waits) * 0.99)] * 1e3:.0f} ms, errors {dict(city.told.errors) or 'none'}")
    print(f"memory {watch.memory[0] / 1e6:.0f} to {watch.memory[-1] / 1e6:.0f} MB, grown {grown:.2f} times; ", end="")
    print(f"oldest in the outbox {oldest:.2f} s; aims: at most {GROWTH} and {OLDEST}; {host_told(host)}")
    return not city.told.errors and grown <= GROWTH and oldest < OLDEST


def host_told(host: WechatHost) -> str:
    return f"{len(host.pushed):,} pushes reached phones"


async def main(minutes: float, redis: str, postgres: str) -> int:
    os.sched_setaffinity(0, LOAD)
    host = WechatHost(WECHAT_APP, ACCOUNTS.wechat_secret, SystemClock())
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        async with on_loopback(host.app()) as port:
            more = ("--redis", redis, "--postgres", postgres, "--host", f"http://127.0.0.1:{port}")
            server = stack.enter_context(serving("bench.product", folder, *more))
            if postgres:
                stack.enter_context(serving("bench.product", folder, *more, "--work", cores=LOAD))
            headers = {"Authorization": f"Bearer {ADMIN}"}
            async with ClientSession(headers=headers) as session:
                began = time.monotonic()
                well = await soaked(server, session, host, minutes * 60)
                print(f"{'well' if well else 'NOT WELL'} after {time.monotonic() - began:.0f} s")
    return int(not well)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--redis", default="", metavar="URL", help="an empty Redis for the conversations")
    parser.add_argument("--postgres", default="", metavar="URL", help="an empty database; a worker runs beside then")
    given = parser.parse_args()
    with emptied(given.redis, given.postgres):
        sys.exit(uvloop.run(main(given.minutes, given.redis, given.postgres)))
