from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from postgres_server import postgres_database_url

from adapters.sql import Database, PostgresDatabase, SqliteDatabase, Writer


@asynccontextmanager
async def in_a_file(folder: Path) -> AsyncIterator[Database]:
    writer = Writer(folder / "huiyin.db")
    database = SqliteDatabase(writer)
    yield database
    await database.close()
    await writer.close()


@asynccontextmanager
async def served(server: str) -> AsyncIterator[Database]:
    with postgres_database_url(server, "statements") as url:
        database = PostgresDatabase(url)
        yield database
        await database.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.servers)])
async def empty(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A database without a table, of each kind."""
    on_postgres = request.param == "postgres"
    async with served(request.getfixturevalue("server")) if on_postgres else in_a_file(tmp_path) as database:
        yield database


@pytest.fixture
async def on_postgres(server: str) -> AsyncIterator[Database]:
    """A database without a table that a server has."""
    async with served(server) as database:
        yield database
