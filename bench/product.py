"""The product as it is served, at one port, until it is told to stop: ``python -m bench.product PORT FOLDER``."""

import sys
from pathlib import Path

import uvloop
from aiohttp import ClientSession

from bench.letters import ACCOUNTS
from bot import log
from bot.clock import SystemChance, SystemClock
from bot.demo.made_up import Addresses, demo_settings
from bot.serve import Listen, serve
from bot.wiring import World, product


async def run(port: int, folder: Path) -> None:
    log.configure("json")
    here = f"http://127.0.0.1:{port}"
    settings = demo_settings(folder, ACCOUNTS, Addresses(here, here, here))
    async with ClientSession() as session, product(settings, World(SystemClock(), SystemChance(), session)) as parts:
        await serve(parts, Listen(port=port), lambda _: print("ready", flush=True))


if __name__ == "__main__":
    uvloop.run(run(int(sys.argv[1]), Path(sys.argv[2])))
