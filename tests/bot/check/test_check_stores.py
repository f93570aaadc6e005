"""What ``huiyin check`` finds out about the place that a city's data rest in."""

from pathlib import Path

import pytest
from postgres_server import postgres_database_url
from sqlalchemy import make_url

from adapters.casebook.migrations import migrate
from adapters.sql import PostgresDatabase
from bot import trials
from bot.trials import Failed


async def test_a_folder_that_cannot_be_made_is_told_with_its_setting(tmp_path: Path) -> None:
    """Where serving could not make its database, the check does not promise it."""
    (tmp_path / "file").touch()

    with pytest.raises(Failed, match=f"HUIYIN_DATABASE_URL: {tmp_path}/file.*: Not a directory"):
        await trials.database(tmp_path / "file" / "data" / "huiyin.db")


async def test_a_store_that_does_not_answer_is_named_by_its_setting() -> None:
    """Which setting leads there, which store it is, and what went wrong."""
    with pytest.raises(Failed, match="HUIYIN_DATABASE_URL: PostgreSQL, ConnectionRefusedError"):
        await trials.postgres("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(Failed, match="HUIYIN_REDIS_URL: Redis, ConnectionError"):
        await trials.redis("redis://127.0.0.1:1/0")


@pytest.mark.servers
async def test_a_user_who_may_make_no_tables_is_found_beforehand(server: str) -> None:
    """An empty database of somebody else's is an error; one whose tables are there is left to be used."""
    with postgres_database_url(server, "checked") as url:
        owner = PostgresDatabase(url)
        await owner.write(lambda connection: connection.exec_driver_sql("CREATE ROLE visitor LOGIN").close())
        visitors = make_url(url).set(username="visitor").render_as_string()

        with pytest.raises(Failed, match="may make no tables there, and should own the database"):
            await trials.postgres(visitors)
        assert "brought to this version" in await trials.postgres(url)

        await migrate(owner)
        assert await trials.postgres(url) == "PostgreSQL is at this version"
        await owner.write(lambda connection: connection.exec_driver_sql("DROP ROLE visitor").close())
        await owner.close()
