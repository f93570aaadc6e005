"""What there is to be erased of a case or a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import groupby
from operator import attrgetter

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, or_, select

from adapters.casebook import seals
from adapters.casebook.blocks import standing_of
from adapters.casebook.cards import LEFT
from adapters.casebook.reporting import FILED
from adapters.casebook.schema import cases, citizens, media, reporters
from adapters.sealing import Keyring
from dialogs.facts.cases import OPEN, Status
from dialogs.facts.messages import Address
from dialogs.facts.moment import Moment

CO_SIGNED = "joiner"
"""The role of who brought a letter together with others: its text is theirs as well."""


@dataclass(frozen=True, slots=True)
class Part:
    """A row of a case's reporters."""

    case: str
    citizen: str
    role: str
    seq: int
    status: Status

    @property
    def filed(self) -> bool:
        """Whether the matter itself was told by them."""
        return self.seq == FILED and self.role != CO_SIGNED

    @property
    def joined(self) -> int:
        """The entry that they came with; nothing where that is the matter itself."""
        return self.seq if self.seq > FILED else 0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with all that they write from: ``ids`` of the rows of citizens, the main one first."""

    ids: tuple[str, ...]
    addresses: tuple[Address, ...] = field(repr=False)
    heard_at: Moment


@dataclass(frozen=True, slots=True)
class Found:
    """``number``: one case, with whoever reports it. Else a ``person``, with what is theirs of any case."""

    parts: tuple[Part, ...]
    photos: int
    number: str = ""
    person: Person | None = None
    former: int = 0
    """Cases of a former owner of the number: they stay."""
    blocks: int = 0
    """Blocks of theirs that stand: they stay too."""

    @property
    def running(self) -> tuple[str, ...]:
        """Name the cases that are not over yet."""
        return tuple(sorted({part.case for part in self.parts if part.status in OPEN and part.role != LEFT}))

    def by_case(self) -> Iterator[tuple[str, tuple[Part, ...]]]:
        for number, parts in groupby(sorted(self.parts, key=attrgetter("case")), key=attrgetter("case")):
            yield number, tuple(parts)


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was erased."""

    cases: int = 0
    texts: int = 0
    photos: int = 0
    conversations: int = 0
    messages: int = 0
    """On their way, or kept a while after it."""
    items: int = 0
    """Of the desk, and drafts."""

    def __add__(self, other: "Erased") -> "Erased":
        sums: Mapping[str, int] = {
            each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)
        }
        return Erased(**sums)


def of_case(connection: Connection, number: str) -> Found | None:
    """Find a case with its reporters, and their rows in the one that it went into."""
    row = connection.execute(select(cases.c.merged_into).where(cases.c.number == number)).first()
    if row is None:
        return None
    went = and_(reporters.c.case == row.merged_into, reporters.c.via == number)
    parts = _parts(connection, or_(reporters.c.case == number, went))
    return Found(parts, _count(connection, media.c.case == number), number)


def of_person(connection: Connection, keyring: Keyring, who: Address, now: Moment) -> Found | None:
    """Find who writes from an address, with all that they write from."""
    asked = citizens.c.person.in_(keyring.indices(seals.PERSON, who.whole))
    main = connection.scalar(select(func.coalesce(citizens.c.bound_to, citizens.c.id)).where(asked))
    if main is None:
        return None
    found = select(citizens).where(or_(citizens.c.id == main, citizens.c.bound_to == main))
    rows = connection.execute(found.order_by(citizens.c.bound_to.is_not(None), citizens.c.id)).mappings().all()
    person = _person(keyring, rows)
    theirs = reporters.c.citizen.in_(person.ids)
    begun = func.coalesce(citizens.c.returned_at, 0)
    return Found(
        _parts(connection, theirs & (reporters.c.known_at >= begun)),
        _count(connection, theirs_in_media(person.ids)),
        person=person,
        former=len(_parts(connection, theirs & (reporters.c.known_at < begun))),
        blocks=sum(standing_of(connection, keyring, address, now) for address in person.addresses),
    )


def theirs_in_media(ids: tuple[str, ...]) -> ColumnElement[bool]:
    """Say which photos are a person's: none that a former owner of the number sent."""
    begun = select(func.coalesce(citizens.c.returned_at, 0)).where(citizens.c.id == media.c.citizen)
    return media.c.citizen.in_(ids) & (media.c.asked_at >= begun.scalar_subquery())


def _person(keyring: Keyring, rows: Sequence[RowMapping]) -> Person:
    addresses = tuple(
        Address(row["channel"], seals.open_sealed(keyring, citizens.c.address, row["address"], row["id"]))
        for row in rows
        if row["address"] is not None
    )
    return Person(tuple(row["id"] for row in rows), addresses, max(row["last_contact"] for row in rows))


def _parts(connection: Connection, which: ColumnElement[bool]) -> tuple[Part, ...]:
    columns = (*(reporters.c[name] for name in ("case", "citizen", "role", "seq")), cases.c.status)
    found = select(*columns).join(cases, cases.c.number == reporters.c.case)
    theirs = found.join(citizens, citizens.c.id == reporters.c.citizen).where(which)
    rows = connection.execute(theirs.order_by(reporters.c.case, reporters.c.joined_at))
    return tuple(Part(row.case, row.citizen, row.role, row.seq, Status(row.status)) for row in rows)


def _count(connection: Connection, which: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(media).where(which)) or 0
