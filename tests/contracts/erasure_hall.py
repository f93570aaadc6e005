"""A town in which cases have lived, with what erases there, and a look into all that its tables hold."""

from dataclasses import dataclass
from typing import Any

from casebook_world import ANNA, LAMP, World, deliver, filing
from sqlalchemy import Connection, select, update

from adapters.casebook import SqlRegistry, SqlReporters, SqlShelf, SqlStaff
from adapters.casebook.erasing import Erased, Found, SqlErasure
from adapters.casebook.rekeying import sealed_columns
from adapters.casebook.rules.chain import Verdict
from adapters.casebook.schema import citizens, metadata
from adapters.casebook.seals import bound_by, open_sealed
from adapters.casebook.verifying import verify
from adapters.conversations.memory import MemoryConversations
from dialogs.facts import acts
from dialogs.facts.cases import Contact, Place
from dialogs.facts.errors import MediaGone
from dialogs.facts.messages import Address, Attachment, MediaKind
from dialogs.facts.moment import MINUTE
from dialogs.facts.queries import StandingOf
from dialogs.facts.records import Bearer, Role
from dialogs.facts.staff import CHECKS, StaffAct

CLARA = Address("wechat", "o-clara-0003")
BY = Bearer("command line", Role.ADMIN)
DESK = Bearer("t1", Role.PLATFORM)
PHONE, NAME, GRANNY = "+8613912345678", "Anna Smith", "my grandmother Edna"
TOLD = f"{LAMP}, call Anna Smith at 139 1234 5678"
ADDED, JOINED, MORE = "My sister Dora fell there", "It is dark at our door too", "Our door is number four"
NOTED, KEPT = "Spoke with Mrs Smith on 139-1234-5678", "The crew comes tonight"
ANSWER = "The lamp was mended on Monday evening and is bright again."
LEFT_THERE, HALF_TOLD = "Please call Anna about the water", "The pump on Anna's street"
CARD = Contact(name=NAME, phone=PHONE, behalf=GRANNY)
SECRETS = (PHONE, "13912345678", NAME, "Edna", "139 1234 5678", ADDED, NOTED, "School Road 3", "school gate")
PLACES = ("31.2", "121.4")
PLACE = Place("School Road 3", 31.2, 121.4)


class Folder:
    """Media in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    async def put(self, id: str, content: bytes) -> None:
        self.kept[id] = content

    async def get(self, id: str) -> bytes:
        if id not in self.kept:
            raise MediaGone
        return self.kept[id]

    async def remove(self, id: str) -> None:
        self.kept.pop(id, None)


@dataclass
class Hall:
    """A town in which cases have lived, and what erases there."""

    town: World
    staff: SqlStaff
    folder: Folder
    talk: MemoryConversations
    erasure: SqlErasure

    async def do(self, who: Address, act: acts.Act) -> Any:
        self.town.clock.advance(MINUTE)
        return await self.town.do(who, act)

    async def act(self, step: str, number: str, **body: Any) -> None:
        self.town.clock.advance(MINUTE)
        done = await self.staff.act(StaffAct(step, number, BY, **body))
        assert not hasattr(done, "why"), done

    async def erase(self, found: Found | None) -> Erased:
        assert found is not None
        return await self.erasure.erase(found, BY)

    async def erase_person(self, who: Address) -> Erased:
        return await self.erase(await self.erasure.of_person(who))

    async def verdict(self, number: str) -> Verdict | None:
        return await self.town.database.read(lambda c: verify(c, self.town.office.keyring, number))

    async def everything(self) -> str:
        """All that the tables hold, with every seal opened."""
        return await self.town.database.read(lambda c: _everything(c, self.town))

    async def record(self, number: str) -> Any:
        return await SqlRegistry(self.town.database, self.town.office.keyring).case(number, DESK)

    async def reporter(self, number: str) -> Any:
        return await SqlReporters(self.town.database, self.town.office, self.town.clock).of_case(number, DESK)

    async def photo(self, who: Address, id: str) -> str:
        await self.do(who, acts.KeepMedia((id,), (Attachment(MediaKind.IMAGE, f"ref of {id}"),)))
        shelf = SqlShelf(self.town.database, self.town.office)
        for claim in await shelf.claim(now=self.town.clock.now(), limit=9):
            await self.folder.put(claim.wanted.id, b"a picture")
            await shelf.kept(claim.wanted.id, claim.lease, mime="image/png", size=9, now=self.town.clock.now())
        return id

    async def lived(self, who: Address = ANNA) -> str:
        """A case of one reporter, from its filing to its end."""
        shot = await self.photo(who, f"photo-{who.id}")
        number = (await self.do(who, filing(TOLD, contact=CARD, media=(shot,)))).number
        await self.act("accept", number)
        await self.act("assign", number, unit="lights")
        await self.do(who, acts.Supplement(number, ADDED))
        await self.act("note", number, text=NOTED)
        await self.act("reply", number, text=KEPT)
        await self.act("resolve", number, text=ANSWER, outcome="solved", checks=CHECKS)
        await deliver(self.town)
        asked = (await self.town.casebook.look_up(who, StandingOf())).open_questions[0]
        await self.do(who, acts.AnswerQuestion(asked.id, "satisfied", text="Edna is happy"))
        return number

    async def bound(self, main: Address, phone: Address) -> None:
        """Let the phone be another way to who writes from the main address, as after a code."""
        for who in (main, phone):
            await self.do(who, acts.OptIn())

        def bind_phone(connection: Connection) -> int:
            ids = {}
            for row in connection.execute(select(citizens)).mappings():
                ids[open_sealed(self.town.office.keyring, citizens.c.address, row["address"], row["id"])] = row["id"]
            there = citizens.c.id == ids[phone.id]
            return connection.execute(update(citizens).where(there).values(bound_to=ids[main.id])).rowcount

        assert await self.town.database.write(bind_phone) == 1


def hall_of(town: World) -> Hall:
    folder, talk = Folder(), MemoryConversations()
    erasure = SqlErasure(town.database, town.office, town.clock, media=folder, talk=talk)
    return Hall(town, SqlStaff(town.database, town.office, town.clock), folder, talk, erasure)


def _everything(connection: Connection, town: World) -> str:
    held = [repr(connection.execute(select(table)).all()) for table in metadata.sorted_tables]
    for column in sealed_columns():
        for row in connection.execute(select(column.table).where(column.is_not(None))).mappings():
            bound = tuple(row[part.name] for part in bound_by(column))
            held.append(open_sealed(town.office.keyring, column, row[column.name], *bound))
    return "\n".join(held)


def told(held: str, *secrets: str) -> set[str]:
    return {secret for secret in secrets if secret in held}
