"""The product as it is served, at one port, until it is told to stop: ``python -m bench.product PORT FOLDER``."""

import sys
from pathlib import Path

import uvloop
from aiohttp import ClientSession
from pydantic import SecretStr

from bench.letters import ACCOUNTS, AES_KEY
from bot import log
from bot.clock import SystemChance, SystemClock
from bot.demo.made_up import Addresses, demo_settings
from bot.serve import Listen, serve
from bot.settings import Settings
from bot.wiring import World, product


def both_modes(settings: Settings) -> Settings:
    """Let WeChat write in plain and in safe mode."""
    assert settings.wechat is not None
    changes = {"aes_key": SecretStr(AES_KEY), "mode": "compatible"}
    return settings.model_copy(update={"wechat": settings.wechat.model_copy(update=changes)})


async def run(port: int, folder: Path) -> None:
    log.configure("json")
    here = f"http://127.0.0.1:{port}"
    settings = both_modes(demo_settings(folder, ACCOUNTS, Addresses(here, here, here)))
    async with ClientSession() as session, product(settings, World(SystemClock(), SystemChance(), session)) as parts:
        await serve(parts, Listen(port=port), lambda _: print("ready", flush=True))


if __name__ == "__main__":
    uvloop.run(run(int(sys.argv[1]), Path(sys.argv[2])))
