from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.conversations.memory import MemoryConversations
from adapters.conversations.sqlite import SqliteConversations
from adapters.sealing import Keyring
from adapters.sql import Writer
from dialogs.facts.ports import Conversations

pytest.register_assert_rewrite("conversations_contract")
from conversations_contract import ConversationsContract  # noqa: E402 - its asserts are rewritten first

SECRETS = ("a made-up secret of some length",)


class TestMemory(ConversationsContract):
    @pytest.fixture
    def stores(self) -> tuple[Conversations, Conversations]:
        """One process alone can open what is in its memory."""
        store = MemoryConversations()
        return store, store


class TestSqlite(ConversationsContract):
    @pytest.fixture
    async def stores(self, tmp_path: Path) -> AsyncIterator[tuple[Conversations, Conversations]]:
        """Two writers on one file, as two processes would have them."""
        writers = [Writer(tmp_path / "huiyin.db") for _ in range(2)]
        stores = [SqliteConversations(writer, Keyring(SECRETS)) for writer in writers]
        for store in stores:
            await store.prepare()
        yield stores[0], stores[1]
        for store, writer in zip(stores, writers, strict=True):
            await store.close()
            await writer.close()


class TestSqliteWhileKeysRotate(ConversationsContract):
    @pytest.fixture
    async def stores(self, tmp_path: Path) -> AsyncIterator[tuple[Conversations, Conversations]]:
        """One process that knows the new secret already, beside one that has it in second place."""
        writers = [Writer(tmp_path / "huiyin.db") for _ in range(2)]
        rings = [Keyring(("the new made-up secret", *SECRETS)), Keyring((*SECRETS, "the new made-up secret"))]
        stores = [SqliteConversations(writer, ring) for writer, ring in zip(writers, rings, strict=True)]
        for store in stores:
            await store.prepare()
        yield stores[0], stores[1]
        for store, writer in zip(stores, writers, strict=True):
            await store.close()
            await writer.close()
