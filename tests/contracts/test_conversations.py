from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.conversations.memory import MemoryConversations
from adapters.conversations.sqlite import SqliteConversations
from adapters.sealing import Keyring
from adapters.sql import Writer
from dialogs.facts.ports import Conversations

pytest.register_assert_rewrite("conversations_contract")
from conversations_contract import ConversationsContract  # noqa: E402 - its asserts are rewritten first

OLD, NEW = "an old made-up secret", "a new made-up secret"


class TestMemory(ConversationsContract):
    @pytest.fixture
    def stores(self) -> tuple[Conversations, Conversations]:
        """One process alone can open what is in its memory."""
        store = MemoryConversations()
        return store, store


@asynccontextmanager
async def opened(path: Path, *secrets: str, alone: bool = False) -> AsyncIterator[Conversations]:
    writer = Writer(path)
    store = SqliteConversations(writer, Keyring(secrets), alone=alone)
    await store.prepare()
    yield store
    await store.close()
    await writer.close()


class TestSqlite(ConversationsContract):
    @pytest.fixture
    async def stores(self, tmp_path: Path) -> AsyncIterator[tuple[Conversations, Conversations]]:
        """Two writers on one file, as two processes would have them."""
        path = tmp_path / "huiyin.db"
        async with opened(path, OLD) as one, opened(path, OLD) as other:
            yield one, other


class TestSqliteAlone(ConversationsContract):
    @pytest.fixture
    async def stores(self, tmp_path: Path) -> AsyncIterator[tuple[Conversations, Conversations]]:
        """One process that holds the file for itself, and keeps in mind what it saw."""
        async with opened(tmp_path / "huiyin.db", OLD, alone=True) as store:
            yield store, store


class TestSqliteWhileKeysRotate(ConversationsContract):
    @pytest.fixture
    async def stores(self, tmp_path: Path) -> AsyncIterator[tuple[Conversations, Conversations]]:
        """One process that knows the new secret already, beside one that has it in second place."""
        path = tmp_path / "huiyin.db"
        async with opened(path, NEW, OLD) as one, opened(path, OLD, NEW) as other:
            yield one, other
