"""The words of a case's entries: which of them go, and their going. The entries and their digests stay."""

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import Connection, RowMapping, select, update

from adapters.casebook.contacts import contact_in
from adapters.casebook.erasing.found import Found, Part
from adapters.casebook.rules.erasing import Share, Spoken, marks_in
from adapters.casebook.schema import citizens, dones, reporters, timeline, words
from adapters.casebook.seals import open_sealed
from adapters.casebook.spoken import words_of
from adapters.sealing import Keyring
from dialogs.facts.cases import Contact
from dialogs.facts.errors import UnreadableSeal
from dialogs.facts.moment import Moment

SAID: Final = (
    select(*(timeline.c[name] for name in ("case", "seq", "at", "kind", "actor")), words.c.sealed)
    .join(words, (words.c.case == timeline.c.case) & (words.c.seq == timeline.c.seq))
    .where(words.c.sealed.is_not(None))
    .order_by(timeline.c.seq)
)


def going(connection: Connection, keyring: Keyring, found: Found, parts: Sequence[Part]) -> tuple[int, ...]:
    """Give the places of the entries whose words go."""
    number = parts[0].case
    rows = connection.execute(SAID.where(timeline.c.case == number)).mappings()
    spoken = tuple(_spoken(keyring, row) for row in rows)
    share = _share(connection, found, parts)
    theirs = [each.text for each in spoken if share.holds(each)]
    named = Share(marks=_marks(connection, keyring, parts, theirs))
    return tuple(each.seq for each in spoken if share.holds(each) or named.holds(each))


def erase(connection: Connection, number: str, places: Sequence[int], now: Moment) -> int:
    """Let these words go; how many texts that were."""
    theirs = (words.c.case == number) & words.c.seq.in_(places) & words.c.sealed.is_not(None)
    return connection.execute(update(words).where(theirs).values(sealed=None, erased_at=now)).rowcount


def _spoken(keyring: Keyring, row: RowMapping) -> Spoken:
    try:
        text = words_of(keyring, row["case"], row["seq"], row["sealed"])[1]
    except UnreadableSeal:
        text = ""
    return Spoken(row["seq"], row["at"], row["kind"], row["actor"], text)


def _share(connection: Connection, found: Found, parts: Sequence[Part]) -> Share:
    number = parts[0].case
    if number == found.number:
        return Share(whole=True)
    mine = {part.citizen for part in parts} | set(found.person.ids if found.person else ())
    reporting = set(connection.scalars(select(reporters.c.citizen).where(reporters.c.case == number)))
    return Share(
        filed=any(part.filed for part in parts),
        joined=max(part.joined for part in parts),
        mine=_acted(connection, number, mine),
        others=_acted(connection, number, reporting - mine),
    )


def _acted(connection: Connection, number: str, who: set[str]) -> frozenset[Moment]:
    """Give when these citizens did something that made an entry of the case."""
    entered = select(timeline.c.at).where(timeline.c.case == number)
    acted = select(dones.c.at).where(dones.c.citizen.in_(who), dones.c.at.in_(entered))
    return frozenset(connection.scalars(acted)) if who else frozenset()


def _marks(connection: Connection, keyring: Keyring, parts: Sequence[Part], texts: Sequence[str]) -> frozenset[str]:
    cards = list(_cards(connection, keyring, parts))
    numbers = (card.phone for card in cards)
    names = (name for card in cards for name in (card.name, card.behalf))
    return marks_in(names, (*texts, *numbers, *_addresses(connection, keyring, parts)))


def _cards(connection: Connection, keyring: Keyring, parts: Sequence[Part]) -> Iterator[Contact]:
    for part in parts:
        mine = (reporters.c.case == part.case) & (reporters.c.citizen == part.citizen)
        sealed = connection.execute(select(reporters.c.contact).where(mine)).scalar_one()
        try:
            yield contact_in(keyring, part.case, part.citizen, sealed)
        except UnreadableSeal:
            continue


def _addresses(connection: Connection, keyring: Keyring, parts: Sequence[Part]) -> Iterator[str]:
    who = {part.citizen for part in parts}
    theirs = citizens.c.id.in_(who) | citizens.c.bound_to.in_(who)
    kept = select(citizens.c.id, citizens.c.address).where(theirs, citizens.c.address.is_not(None))
    for row in connection.execute(kept):
        try:
            yield open_sealed(keyring, citizens.c.address, row.address, row.id)
        except UnreadableSeal:
            continue
