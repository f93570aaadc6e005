"""What a backend does for us, ours or another's. One contract suite for all."""

from typing import Protocol

from dialogs.facts.records import Forwarded, Updates


class Backend(Protocol):
    """Raises ``SendError`` and nothing else. The same news again changes nothing: its key is number and sequence."""

    name: str

    async def create(self, news: Forwarded) -> str:
        """Hand a new case over; its id there, the same each time."""

    async def update(self, news: Forwarded) -> None:
        """Tell that a case that was handed over has changed."""

    async def fetch_updates(self, after: str) -> Updates:
        """Ask what was done with cases since ``after``, in order; "" asks from the beginning."""
