from collections.abc import AsyncIterator
from pathlib import Path

import pytest

pytest.register_assert_rewrite("outbox_contract")
from casebook_world import SECRETS, migrated_url, postgres_database, sqlite_database  # noqa: E402 - asserts are rewritten first
from outbox_contract import OutboxContract, Two  # noqa: E402

from adapters.casebook.outbox import SqlOutbox  # noqa: E402
from adapters.sealing import Keyring  # noqa: E402
from adapters.sql import Database  # noqa: E402
from bot.demo.clock import SeededChance  # noqa: E402


def workers(database: Database) -> Two:
    ring = Keyring(SECRETS)
    return SqlOutbox(database, ring, SeededChance("one")), SqlOutbox(database, ring, SeededChance("two"))


class TestSqliteOutbox(OutboxContract):
    @pytest.fixture
    async def outboxes(self, tmp_path: Path) -> AsyncIterator[Two]:
        async with sqlite_database(tmp_path) as database:
            yield workers(database)


class TestSqliteOutboxWhileKeysRotate(OutboxContract):
    @pytest.fixture
    async def outboxes(self, tmp_path: Path) -> AsyncIterator[Two]:
        """One worker that knows the new secret already, beside one that has it in second place."""
        new = "the new made-up secret"
        async with sqlite_database(tmp_path) as database:
            rings = Keyring((new, *SECRETS)), Keyring((*SECRETS, new))
            first, second = (SqlOutbox(database, ring, SeededChance(index)) for index, ring in enumerate(rings))
            yield first, second


@pytest.mark.servers
class TestPostgresOutbox(OutboxContract):
    @pytest.fixture
    async def outboxes(self, server: str) -> AsyncIterator[Two]:
        with migrated_url(server, "outbox") as url:
            async with postgres_database(url) as database:
                yield workers(database)
