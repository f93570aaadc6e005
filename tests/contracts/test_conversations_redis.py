from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

pytest.register_assert_rewrite("conversations_contract")
from conversations_contract import ConversationsContract  # noqa: E402 - its asserts are rewritten first
from redis_server import RedisServer, redis_cluster, redis_server  # noqa: E402

from adapters.conversations.redis import RedisConversations  # noqa: E402
from adapters.conversations.redis_link import RedisLink  # noqa: E402
from adapters.sealing import Keyring  # noqa: E402
from dialogs.facts.ports import Conversations  # noqa: E402

OLD, NEW = "an old made-up secret", "a new made-up secret"
Two = tuple[Conversations, Conversations]
pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def server() -> Iterator[RedisServer]:
    with redis_server() as running:
        yield running


@pytest.fixture(scope="module")
def nodes() -> Iterator[list[RedisServer]]:
    with redis_cluster() as running:
        yield running


@asynccontextmanager
async def opened(url: str, *rings: tuple[str, ...]) -> AsyncIterator[list[RedisConversations]]:
    """One process for each ring of secrets, each with a link of its own."""
    async with AsyncExitStack() as stack:
        stores = []
        for ring in rings:
            link = RedisLink(url)
            stack.push_async_callback(link.close)
            stores.append(RedisConversations(link, Keyring(ring)))
        yield stores


class TestRedis(ConversationsContract):
    @pytest.fixture
    async def stores(self, server: RedisServer) -> AsyncIterator[Two]:
        server.ask("FLUSHALL")
        async with opened(server.url, (OLD,), (OLD,)) as (one, other):
            yield one, other


class TestRedisWhileKeysRotate(ConversationsContract):
    @pytest.fixture
    async def stores(self, server: RedisServer) -> AsyncIterator[Two]:
        """One process that knows the new secret already, beside one that has it in second place."""
        server.ask("FLUSHALL")
        async with opened(server.url, (NEW, OLD), (OLD, NEW)) as (one, other):
            yield one, other


class TestRedisCluster(ConversationsContract):
    @pytest.fixture
    async def stores(self, nodes: list[RedisServer]) -> AsyncIterator[Two]:
        for node in nodes:
            node.ask("FLUSHALL")
        url = nodes[0].url.replace("redis://", "redis+cluster://")
        async with opened(url, (NEW, OLD), (OLD, NEW)) as (one, other):
            yield one, other
