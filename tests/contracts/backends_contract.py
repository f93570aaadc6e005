"""What every backend does; an implementation gives the fixture ``outside``."""

from typing import Protocol

from adapters.backends import Backend
from dialogs.facts.cases import Status
from dialogs.facts.records import Forwarded


class Outside(Protocol):
    """A backend with the people behind it."""

    backend: Backend

    async def news(self) -> tuple[Forwarded, Forwarded]:
        """A new case and its first change."""

    async def handle(self, number: str, status: Status, text: str) -> None:
        """Let staff do something with a case."""


class BackendContract:
    async def test_handing_over(self, outside: Outside) -> None:
        """A case that is handed over twice is there once, under the same id."""
        created, _ = await outside.news()
        first = await outside.backend.create(created)

        assert first
        assert await outside.backend.create(created) == first

    async def test_changes(self, outside: Outside) -> None:
        """News of a change is taken, and again."""
        created, changed = await outside.news()
        await outside.backend.create(created)

        assert [await outside.backend.update(changed) for _ in range(2)] == [None, None]

    async def test_nothing_done(self, outside: Outside) -> None:
        """Where nothing was done there is nothing to fetch, and the cursor stays."""
        found = await outside.backend.fetch_updates("")

        assert (found.updates, found.next) == ((), "")

    async def test_what_was_done(self, outside: Outside) -> None:
        """What staff did is fetched in order, each once, and then nothing more."""
        created, _ = await outside.news()
        await outside.backend.create(created)
        done = [(Status.ACCEPTED, "taken"), (Status.ASSIGNED, "to the lights"), (Status.RESOLVED, "new lamp")]
        for status, text in done:
            await outside.handle(created.number, status, text)
        fetched, after = [], ""
        while (page := await outside.backend.fetch_updates(after)).next != after:
            fetched += page.updates
            after = page.next

        assert [(each.number, each.status, each.text) for each in fetched] == [
            (created.number, status, text) for status, text in done
        ]
        assert len({each.id for each in fetched}) == 3
        assert page.updates == ()
