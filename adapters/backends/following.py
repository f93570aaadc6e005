"""Asking a backend what it did, and handing that to the casebook."""

from typing import Protocol

from adapters.backends.protocol import Backend
from dialogs.facts.records import BackendUpdate


class Inbox(Protocol):
    """Where updates of outside backends are taken in."""

    async def cursor(self, backend: str) -> str:
        """Say up to where the backend's updates were taken."""

    async def take(self, backend: str, updates: tuple[BackendUpdate, ...], next: str) -> int:
        """Take them and the cursor in one transaction, each update once; how many were new."""


class Follower:
    def __init__(self, backend: Backend, inbox: Inbox) -> None:
        self._backend = backend
        self._inbox = inbox

    async def round(self) -> bool:
        """Ask once; whether there may be more. Raises ``SendError`` when the backend cannot be asked."""
        after = await self._inbox.cursor(self._backend.name)
        found = await self._backend.fetch_updates(after)
        if found.next != after or found.updates:
            await self._inbox.take(self._backend.name, found.updates, found.next)
        return found.next != after
