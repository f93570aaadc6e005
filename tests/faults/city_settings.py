"""What processes of the city under test are started with, and what they have filed."""

from dataclasses import dataclass
from pathlib import Path

import asyncpg
from aiohttp import ClientSession
from citizen import ACCOUNT, APP, APP_SECRET, TOKEN, Citizen
from processes import Nursery, Web


@dataclass
class Town:
    """Where a test's processes run and its citizens write."""

    root: Path
    folder: Path
    born: Nursery
    session: ClientSession
    full: bool
    """As many trials as there are, not a few of them."""

    def citizen(self, openid: str) -> Citizen:
        return Citizen(self.session, openid)

    async def web(self, env: dict[str, str], *, dies_at: int = 0) -> Web:
        return await self.born.web(env, self.folder, dies_at=dies_at)

    def settings(self, database: str, redis: str = "") -> dict[str, str]:
        return settings(self.root, database, redis)


def settings(root: Path, database: str, redis: str = "") -> dict[str, str]:
    """What a process of the city is started with."""
    named = {
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "SECRET_KEY": "a made-up secret of some length",
        "CITY": str(root / "city/demo"),
        "LOG": "json",
        "WECHAT__APP_ID": APP,
        "WECHAT__APP_SECRET": APP_SECRET,
        "WECHAT__TOKEN": TOKEN,
        "WECHAT__ACCOUNT": ACCOUNT,
        "WECHAT__API_BASE": "http://127.0.0.1:1",
    }
    return {f"HUIYIN_{name}": value for name, value in named.items() if value}


async def cases_in(database: str) -> int:
    """Count the cases of a PostgreSQL database."""
    connection = await asyncpg.connect(database)
    try:
        return int(await connection.fetchval("SELECT count(*) FROM cases"))
    finally:
        await connection.close()
