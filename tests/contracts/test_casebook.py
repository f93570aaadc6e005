from collections.abc import AsyncIterator
from pathlib import Path

import pytest

pytest.register_assert_rewrite("casebook_contract", "casebook_access_contract")
from casebook_contract import CasebookContract  # noqa: E402 - its asserts are rewritten first
from casebook_world import World, migrated_url, postgres_database, sqlite_database, world  # noqa: E402

from bot.demo.clock import HandClock, SeededChance  # noqa: E402


class TestSqliteCasebook(CasebookContract):
    @pytest.fixture
    async def town(self, tmp_path: Path, clock: HandClock, chance: SeededChance) -> AsyncIterator[World]:
        async with sqlite_database(tmp_path) as database:
            yield world(database, clock, chance)


@pytest.mark.servers
class TestPostgresCasebook(CasebookContract):
    @pytest.fixture
    async def town(self, server: str, clock: HandClock, chance: SeededChance) -> AsyncIterator[World]:
        with migrated_url(server, "casebook") as url:
            async with postgres_database(url) as database:
                yield world(database, clock, chance)
