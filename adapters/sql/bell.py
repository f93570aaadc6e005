"""A bell that PostgreSQL rings in all processes when one of them has committed something to be sent."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any, Final, final

import asyncpg
import structlog

from adapters.sql.pooling import way_of
from adapters.sql.postgres import CONNECTING, OURS

log = structlog.get_logger()

CHANNEL: Final = "huiyin_put"
"""Which triggers notify, see ``adapters.casebook.migrations.triggers``."""
AGAIN_AFTER: Final = 1.0  # seconds after a connection was lost or could not be made
LOOKS: Final = 30.0  # seconds between two looks whether the other end is still there: nothing else would tell


@final
class PostgresBell:
    """Listens on a connection of its own, and makes a new one when that is lost. Who does not hear it looks anyway."""

    def __init__(self, url: str, ring: Callable[[], None], *, again_after: float = AGAIN_AFTER) -> None:
        self._url = way_of(url).url
        self._ring = ring
        self._again_after = again_after
        self._stopping = False
        self._stirred = asyncio.Event()
        """It was told to stop, or the connection ended."""
        self._told = ""
        """Why nothing is heard just now."""

    async def run(self) -> None:
        """Listen until ``stop``."""
        while not self._stopping:
            try:
                await self._listen()
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                self._tell(type(error).__name__)
            self._stirred.clear()
            await self._stir(self._again_after)

    def wake(self) -> None:
        """Leave it: what is to be looked at is the worker's."""

    def stop(self) -> None:
        self._stopping = True
        self._stirred.set()

    def _tell(self, error: str) -> None:
        """Log it once for as long as it lasts."""
        if error != self._told:
            self._told = error
            log.warning("bell", error=error)

    async def _listen(self) -> None:
        connection: Any = await asyncpg.connect(
            self._url, timeout=CONNECTING, server_settings={"application_name": OURS}
        )
        try:
            connection.add_termination_listener(lambda _: self._stirred.set())
            await connection.add_listener(CHANNEL, lambda *_: self._ring())
            self._told = ""
            self._ring()  # for what was put while nobody listened
            while not self._stopping and not connection.is_closed():
                if not await self._stir(LOOKS):
                    await connection.execute("SELECT 1", timeout=CONNECTING)
        finally:
            connection.terminate()

    async def _stir(self, within: float) -> bool:
        """Wait for something to happen; False where nothing did. Once stopping, it happens at once."""
        if not self._stopping:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stirred.wait(), within)
        return self._stopping or self._stirred.is_set()


def hears(url: str) -> bool:
    """Say whether a bell can be heard there: a PgBouncer in transaction mode keeps nobody's connection."""
    return not way_of(url).pooled
