"""Binding an officer: a code that is issued once, sent once, and tried a few times."""

import re
from typing import Final

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from adapters.casebook.occasion import Occasion
from adapters.casebook.officers import IDENTITY, is_silent, officer_at, row_at
from adapters.casebook.officers_leaving import leave
from adapters.casebook.people import REASSIGNED
from adapters.casebook.schema.officers import invite_tries, officer_invites, officers
from dialogs.facts.acts import Done
from dialogs.facts.moment import DAY, HOUR, Moment
from dialogs.facts.officers import INVITE_DIGITS, INVITE_KEPT, Bind, Binding, Invite

CODE: Final = "officer invite"
"""The index by which a code is found: nobody without the key can try the digits against it."""
MOST_WRONG: Final = 5
WRONG_WITHIN: Final = HOUR
FORGEABLE: Final = REASSIGNED
"""Channels whose sender anybody can name: what ends a case wants more proof there."""


def issue(occasion: Occasion, unit: str, *, head: bool, name: str) -> Invite:
    """Make a code for a unit that the city knows; whom the codes were for that nobody used is forgotten."""
    chance, keyring = occasion.office.chance, occasion.office.keyring
    new, code = f"i-{chance.digits(8)}", chance.digits(INVITE_DIGITS)
    row = {"id": new, "unit": unit, "head": head, "issued_by": occasion.who.id, "made_at": occasion.now}
    until = Moment(occasion.now + INVITE_KEPT)
    row |= {"code_index": keyring.index(CODE, code), "expires_at": until}
    row |= {"name": occasion.seal(officer_invites.c.name, name, new) if name else None}
    forget_names(occasion.connection, occasion.now)
    occasion.connection.execute(insert(officer_invites).values(row))
    return Invite(new, unit, head, until, code)


def bind(occasion: Occasion, act: Bind) -> Binding:
    """Bind who writes; the same code from the same identity is answered alike, however often it is delivered."""
    if _wrong_lately(occasion) >= MOST_WRONG:
        return Binding("locked")
    invite = _invited(occasion, act.code)
    if invite is None:
        _note_wrong(occasion)
        return Binding("wrong")
    mine = _mine(occasion)
    if invite["used_at"] is not None:
        return _binding(occasion, invite) if mine and mine["id"] == invite["officer"] else Binding("used")
    if invite["expires_at"] <= occasion.now:
        return Binding("expired")
    if mine:
        leave(occasion, mine)
    _enter(occasion, invite, act.language)
    return _binding(occasion, invite)


def speak(occasion: Occasion, language: str) -> Done:
    """Have the officer who writes told of cases in this language; nothing where no officer is bound there."""
    if (row := officer_at(occasion)) is not None:
        mine = update(officers).where(officers.c.id == row["id"])
        occasion.connection.execute(mine.values(language=language))
    return Done()


def _mine(occasion: Occasion) -> RowMapping | None:
    """Give the officer who writes; who was bound there and silent for too long leaves."""
    row = row_at(occasion)
    if row is not None and is_silent(row, occasion.now):
        leave(occasion, row)
        return None
    return row


def _binding(occasion: Occasion, invite: RowMapping) -> Binding:
    return Binding("bound", invite["unit"], invite["head"], needs_pin=occasion.who.channel in FORGEABLE)


def _invited(occasion: Occasion, code: str) -> RowMapping | None:
    keys = occasion.office.keyring.indices(CODE, re.sub(r"\D", "", code))
    found = select(officer_invites).where(officer_invites.c.code_index.in_(keys)).with_for_update()
    return occasion.connection.execute(found).mappings().first()


def _enter(occasion: Occasion, invite: RowMapping, language: str) -> None:
    who, new = occasion.who, f"o-{occasion.office.chance.digits(8)}"
    name = occasion.open(officer_invites.c.name, invite["name"], invite["id"]) if invite["name"] else ""
    row = {"id": new, "unit": invite["unit"], "head": invite["head"], "channel": who.channel, "language": language}
    row |= {"address": occasion.seal(officers.c.address, who.id, new), "bound_at": occasion.now}
    row |= {"identity": occasion.office.keyring.index(IDENTITY, who.whole)}
    row |= {"name": occasion.seal(officers.c.name, name, new) if name else None}
    occasion.connection.execute(insert(officers).values(row))
    spent = {"used_at": occasion.now, "officer": new, "name": None}
    mine = update(officer_invites).where(officer_invites.c.id == invite["id"])
    occasion.connection.execute(mine.values(spent))


def _wrong_lately(occasion: Occasion) -> int:
    keys = occasion.office.keyring.indices(IDENTITY, occasion.who.whole)
    lately = invite_tries.c.at > occasion.now - WRONG_WITHIN
    wrong = select(func.count()).where(invite_tries.c.identity.in_(keys), lately)
    return occasion.connection.scalar(wrong) or 0


def _note_wrong(occasion: Occasion) -> None:
    """Count a wrong code, and forget those of yesterday."""
    identity = occasion.office.keyring.index(IDENTITY, occasion.who.whole)
    occasion.connection.execute(insert(invite_tries).values(identity=identity, at=occasion.now))
    forget_tries(occasion.connection, occasion.now)


def forget_names(connection: Connection, now: Moment) -> int:
    """Forget whom codes were for that nobody used in time; how many."""
    over = update(officer_invites).where(officer_invites.c.expires_at < now, officer_invites.c.name.is_not(None))
    return connection.execute(over.values(name=None)).rowcount


def forget_tries(connection: Connection, now: Moment) -> int:
    """Drop the wrong codes of yesterday; how many."""
    return connection.execute(delete(invite_tries).where(invite_tries.c.at < now - DAY)).rowcount
