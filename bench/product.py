"""The product as it is served, at one port, until it is told to stop: ``python -m bench.product PORT FOLDER``.

``--postgres URL`` and ``--redis URL`` put its stores there; several such processes share the port, and with ``--work``
one does what waits, in place of serving.
"""

import argparse
from pathlib import Path

import uvloop
from aiohttp import ClientSession
from pydantic import SecretStr

from bench.letters import ACCOUNTS, ADMIN, AES_KEY
from bot import log
from bot.clock import SystemChance, SystemClock
from bot.demo.made_up import Addresses, demo_settings
from bot.serve import Listen, serve
from bot.settings import Settings
from bot.wiring import World, product, work


def both_modes(settings: Settings) -> Settings:
    """Let WeChat write in plain and in safe mode."""
    assert settings.wechat is not None
    changes = {"aes_key": SecretStr(AES_KEY), "mode": "compatible"}
    return settings.model_copy(update={"wechat": settings.wechat.model_copy(update=changes)})


def settings_of(port: int, folder: Path, postgres: str, redis: str, host: str = "") -> Settings:
    """Make settings; ``host`` stands in for WeChat and Twilio, without it nobody does."""
    here = f"http://127.0.0.1:{port}"
    settings = both_modes(demo_settings(folder, ACCOUNTS, Addresses(here, host or here, host or here)))
    stores = {"database_url": postgres or settings.database_url, "redis_url": redis or settings.redis_url}
    return settings.model_copy(update={**stores, "admin_token": SecretStr(ADMIN)})


async def run(settings: Settings, listen: Listen) -> None:
    log.configure("json")
    async with ClientSession() as session, product(settings, World(SystemClock(), SystemChance(), session)) as parts:
        await serve(parts, listen, ready)


def ready(_: str) -> None:
    print("ready", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("folder", type=Path)
    for name in ("--postgres", "--redis", "--host"):
        parser.add_argument(name, default="", metavar="URL")
    parser.add_argument("--work", action="store_true", help="do what waits; needs --postgres")
    given = parser.parse_args()
    settings = settings_of(given.port, given.folder, given.postgres, given.redis, given.host)
    if given.work:
        uvloop.run(work(settings, ready))
    else:
        uvloop.run(run(settings, Listen(port=given.port, reuse_port=bool(given.postgres))))


if __name__ == "__main__":
    main()
