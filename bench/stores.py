"""A Redis and a PostgreSQL that a measurement may fill: refused where something is in them, left empty again."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from redis import Redis


@contextmanager
def emptied(redis: str, postgres: str) -> Iterator[None]:
    """See that both are empty, and empty them again at the end; either may be left out."""
    if redis and _redis(redis).dbsize():
        sys.exit("--redis: there is something in it; name an empty database, as redis://127.0.0.1:6379/9")
    if postgres and asyncio.run(_tables(postgres)):
        sys.exit("--postgres: there are tables in it; name an empty database")
    try:
        yield
    finally:
        if redis:
            _redis(redis).flushdb()
        if postgres:
            asyncio.run(_asked(postgres, "DROP SCHEMA public CASCADE; CREATE SCHEMA public"))


def _redis(url: str) -> Redis:
    return Redis.from_url(url)


async def _asked(url: str, words: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(words)
    await connection.close()


async def _tables(url: str) -> int:
    connection = await asyncpg.connect(url)
    found = await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
    await connection.close()
    return int(found)
