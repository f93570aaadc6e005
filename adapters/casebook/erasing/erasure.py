"""Erasing in small steps, while the city is served: texts, photos, cards, and last what the rest is found by."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar, final

from sqlalchemy import ColumnElement, Connection, delete, select, update

from adapters.casebook.erasing import found as finding
from adapters.casebook.erasing import parting, persons, texts
from adapters.casebook.erasing.found import Erased, Found, Part, Person
from adapters.casebook.forwarding import CHANNEL
from adapters.casebook.media import DROPPED
from adapters.casebook.occasion import Occasion, Office
from adapters.casebook.schema import media
from adapters.casebook.schema import outbox as messages
from adapters.sql import Database
from dialogs.facts.messages import Address
from dialogs.facts.moment import Clock
from dialogs.facts.ports import Conversations, MediaStore
from dialogs.facts.records import Bearer

T = TypeVar("T")

TEXTS: Final = 200
"""In one transaction."""
PHOTOS: Final = 50


@final
class SqlErasure:
    """Erases for good. Where it was broken off it is run again: what the rest is found by goes last."""

    def __init__(
        self, database: Database, office: Office, clock: Clock, *, media: MediaStore, talk: Conversations
    ) -> None:
        self._database, self._office, self._clock = database, office, clock
        self._media, self._talk = media, talk

    async def of_case(self, number: str) -> Found | None:
        """Say what there is of one case; ``None`` where there is no such case."""
        return await self._database.read(lambda connection: finding.of_case(connection, number))

    async def of_person(self, who: Address) -> Found | None:
        """Say what there is of who writes from an address; ``None`` where nobody does."""
        now, keyring = self._clock.now(), self._office.keyring
        return await self._database.read(lambda connection: finding.of_person(connection, keyring, who, now))

    async def erase(self, found: Found, by: Bearer) -> Erased:
        """Erase it, and leave an entry of that in each case and in the audits; how much it was."""
        photos = media.c.case == found.number if found.number else finding.theirs_in_media(_ids(found))
        total = Erased(photos=await self._photos(photos))
        for _, parts in found.by_case():
            total += await self._case(found, parts, by)
        if found.person:
            total += await self._person(found.person, by)
        await self._database.wipe()
        return total

    async def _case(self, found: Found, parts: Sequence[Part], by: Bearer) -> Erased:
        number = parts[0].case
        whole = number == found.number or any(part.filed for part in parts)
        erased = await self._texts(found, parts)
        told = await self._told(found, number)
        detached = found.person is None
        await self._write(by, lambda at: parting.part(at, number, parts, by, whole=whole, detached=detached))
        return Erased(cases=1, texts=erased, messages=told)

    async def _texts(self, found: Found, parts: Sequence[Part]) -> int:
        keyring, number, erased = self._office.keyring, parts[0].case, 0
        places = await self._database.read(lambda connection: texts.going(connection, keyring, found, parts))
        for begin in range(0, len(places), TEXTS):
            batch, now = places[begin : begin + TEXTS], self._clock.now()
            erased += await self._database.write(
                lambda connection, batch=batch, now=now: texts.erase(connection, number, batch, now)  # type: ignore[misc]
            )
        return erased

    async def _told(self, found: Found, number: str) -> int:
        """Drop what backends are told or were told lately of a case, with original, name and phone.

        They hear of the erasure. Of a case that is erased by its number the messages go too that ask for a lost photo
        again: they hold the address of who sent it.
        """
        about = messages.c.key.startswith(f"{CHANNEL}/") & messages.c.key.contains(f"/{number}/")
        about = about | (messages.c.case == number) if found.number else about
        listed = select(messages.c.position).where(about)
        gone = await self._database.read(lambda connection: connection.scalars(listed).all())
        dropped = delete(messages).where(messages.c.position.in_(gone))
        return await self._database.write(lambda connection: connection.execute(dropped).rowcount) if gone else 0

    async def _photos(self, which: ColumnElement[bool]) -> int:
        """Drop files and rows: first they are marked, so that nobody fetches them, and what names a file goes last."""
        gone = 0
        while batch := await self._database.write(lambda connection: _marked(connection, which)):
            for each in batch:
                await self._media.remove(each)
            rows = delete(media).where(media.c.id.in_(batch))
            gone += await self._database.write(lambda connection, rows=rows: connection.execute(rows).rowcount)  # type: ignore[misc]
        return gone + await self._database.write(lambda connection: _left_to_housekeeping(connection, which))

    async def _person(self, person: Person, by: Bearer) -> Erased:
        total = Erased()
        for step in persons.KEPT:
            total += await self._write(by, lambda at, step=step: step(at, person))  # type: ignore[misc]
        talks = [await self._talk.erase(who) for who in person.addresses]
        await self._write(by, lambda at: persons.forget(at, person, by))
        return total + Erased(conversations=sum(talks))

    async def _write(self, by: Bearer, fn: Callable[[Occasion], T]) -> T:
        def within(connection: Connection) -> T:
            return fn(Occasion(connection, self._office, Address("api", by.token), self._clock.now()))

        return await self._database.write(within)


def _ids(found: Found) -> tuple[str, ...]:
    return found.person.ids if found.person else ()


def _marked(connection: Connection, which: ColumnElement[bool]) -> tuple[str, ...]:
    """Mark a batch of those that nobody is fetching now, and give them."""
    free = select(media.c.id).where(which, media.c.lease == "").order_by(media.c.id).limit(PHOTOS)
    ids = tuple(connection.scalars(free))
    marked = update(media).where(media.c.id.in_(ids), media.c.lease == "").values(state=DROPPED).returning(media.c.id)
    return tuple(connection.scalars(marked)) if ids else ()


def _left_to_housekeeping(connection: Connection, which: ColumnElement[bool]) -> int:
    """Take what is being fetched out of its case: whoever fetches it cannot keep it, and the file goes as unused."""
    dropped = update(media).where(which, media.c.state != DROPPED)
    return connection.execute(dropped.values(state=DROPPED, case="", ref=None)).rowcount
