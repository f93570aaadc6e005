from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

pytest.register_assert_rewrite("conversations_contract")
from conversations_contract import ConversationsContract  # noqa: E402 - its asserts are rewritten first
from pgbouncer_server import pgbouncer  # noqa: E402
from postgres_server import postgres_database_url  # noqa: E402

from adapters.conversations.postgres import PostgresConversations  # noqa: E402
from adapters.conversations.postgres_link import PostgresLink  # noqa: E402
from adapters.sealing import Keyring  # noqa: E402
from dialogs.facts.ports import Conversations  # noqa: E402

OLD, NEW = "an old made-up secret", "a new made-up secret"
Two = tuple[Conversations, Conversations]
pytestmark = pytest.mark.servers


@asynccontextmanager
async def opened(server: str, *rings: tuple[str, ...], by: str = "") -> AsyncIterator[list[PostgresConversations]]:
    """An empty database, and one process for each ring of secrets, each with a pool of its own; ``by`` a pooler."""
    async with AsyncExitStack() as stack:
        url = stack.enter_context(postgres_database_url(server, "conversations"))
        url = by.replace("/postgres?", "/conversations?") or url
        stores = []
        for ring in rings:
            link = PostgresLink(url)
            stack.push_async_callback(link.close)
            stores.append(PostgresConversations(link, Keyring(ring)))
            await stores[-1].prepare()
        yield stores


class TestPostgres(ConversationsContract):
    @pytest.fixture
    async def stores(self, server: str) -> AsyncIterator[Two]:
        async with opened(server, (OLD,), (OLD,)) as (one, other):
            yield one, other


class TestPostgresWhileKeysRotate(ConversationsContract):
    @pytest.fixture
    async def stores(self, server: str) -> AsyncIterator[Two]:
        """One process that knows the new secret already, beside one that has it in second place."""
        async with opened(server, (NEW, OLD), (OLD, NEW)) as (one, other):
            yield one, other


class TestPostgresBehindPgBouncer(ConversationsContract):
    @pytest.fixture
    async def stores(self, server: str) -> AsyncIterator[Two]:
        """Two processes whose pooler hands a connection to another one after each transaction."""
        with pgbouncer(server) as bouncer:
            async with opened(server, (OLD,), (OLD,), by=bouncer) as (one, other):
                yield one, other
