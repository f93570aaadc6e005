"""What no voice could carry: told to citizens when they write, after the answer to what they wrote."""

from typing import Final

from sqlalchemy import bindparam, select, update

from adapters.casebook.acts.telling import HELD
from adapters.casebook.occasion import Occasion
from adapters.casebook.outbox_fates import TOLD, ask
from adapters.casebook.outbox_notices import cases_of, entry_of, notice_of, said_in
from adapters.casebook.people import Citizen
from adapters.casebook.schema import notices
from dialogs.facts.acts import Done, TellHeld
from dialogs.facts.notices import Notice

AT_MOST: Final = 20
HELD_ONES: Final = (
    select(notices)
    .where(notices.c.citizen == bindparam("citizen"), notices.c.state == HELD, notices.c.at >= bindparam("returned"))
    .order_by(notices.c.position.desc())
    .limit(AT_MOST)
)


def held_for(occasion: Occasion, citizen: Citizen) -> tuple[Notice, ...]:
    """Give what is held for a citizen, newest first; what was for a number's former owner is not its new owner's."""
    given = {"citizen": citizen.id, "returned": citizen.returned_at}
    rows = occasion.connection.execute(HELD_ONES, given).mappings().all()
    if not rows:
        return ()
    about = cases_of(occasion.connection, rows)
    said = said_in(occasion.connection, occasion.office.keyring, rows)
    return tuple(notice_of(row, about.get(row["case"]), said.get(entry_of(row), ""), citizen.language) for row in rows)


def tell_held(occasion: Occasion, citizen: Citizen, act: TellHeld) -> Done:
    """Note that they were told in an answer; what they ask is open from now on."""
    given = [int(each) for each in act.notices if each.isdecimal()]
    theirs = select(notices).where(
        notices.c.position.in_(given), notices.c.citizen == citizen.id, notices.c.state == HELD
    )
    rows = occasion.connection.execute(theirs.with_for_update()).mappings().all()
    voice = occasion.who.channel
    told = update(notices).where(notices.c.position.in_([row["position"] for row in rows]))
    times = {"settled_at": occasion.now, "reached_at": occasion.now}
    occasion.connection.execute(told.values(state=TOLD, voice=voice, error="", **times))
    ask(occasion.connection, [(notice_of(row, None, "", ""), voice) for row in rows], occasion.now)
    return Done()
