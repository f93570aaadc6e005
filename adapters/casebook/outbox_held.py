"""What no voice could carry: told to citizens when they write, after the answer to what they wrote."""

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace
from sqlalchemy import BindParameter, bindparam, or_, select, update

from adapters.casebook.occasion import Occasion
from adapters.casebook.outbox_fates import TOLD, ask
from adapters.casebook.outbox_reading import READ, notice_of
from adapters.casebook.people import Citizen
from adapters.casebook.rules.asked import RATED_BY, RATING
from adapters.casebook.rules.notices import FLEETING, HELD
from adapters.casebook.schema import notices, open_questions
from adapters.casebook.schema.notices import in_state
from adapters.sql import MomentType, Statement
from dialogs.facts.acts import Done, TellHeld
from dialogs.facts.moment import Moment
from dialogs.facts.notices import Notice
from dialogs.updates import RATED

AT_MOST: Final = 20
UNRATED: Final = select(open_questions.c.case).where(
    open_questions.c.case.in_(bindparam("numbers", expanding=True)),
    open_questions.c.citizen == bindparam("who"),
    open_questions.c.kind == RATING,
    open_questions.c.closed_at.is_(None),
)
NOW: Final[BindParameter[Moment]] = bindparam("now", type_=MomentType)
_THEIRS: Final = (notices.c.citizen == bindparam("citizen")) & in_state(notices, HELD)
HELD_ONES: Final = Statement(
    READ.where(
        _THEIRS, notices.c.at >= bindparam("returned"), or_(notices.c.step.not_in(FLEETING), notices.c.expires > NOW)
    )
    .order_by(notices.c.position.desc())
    .limit(AT_MOST)
)
OF_THESE: Final = Statement(
    READ.where(_THEIRS, notices.c.position.in_(bindparam("positions", expanding=True))).with_for_update(of=notices)
)


def held_for(occasion: Occasion, citizen: Citizen) -> tuple[Notice, ...]:
    """Give what is held for a citizen, newest first; what was for a number's former owner is not its new owner's."""
    given = {"citizen": citizen.id, "returned": citizen.returned_at, "now": occasion.now}
    keyring = occasion.office.keyring
    rows = HELD_ONES.all(occasion.connection, given)
    held = (notice_of(keyring, row, citizen.language) for row in rows)
    return _with_rated(occasion, citizen, tuple(held))


def _with_rated(occasion: Occasion, citizen: Citizen, held: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """Mark what would ask for a rating that is not waited for any more: the result itself is news still."""
    if not (asking := _numbers(held)):
        return held
    waited_for = set(occasion.connection.scalars(UNRATED, {"numbers": asking, "who": citizen.id}))
    over = set(asking) - waited_for
    return tuple(
        replace(each, facts=(*each.facts, (RATED, "yes"))) if each.step in RATED_BY and each.case in over else each
        for each in held
    )


def _numbers(held: Iterable[Notice]) -> list[str]:
    return sorted({each.case for each in held if each.step in RATED_BY})


def tell_held(occasion: Occasion, citizen: Citizen, act: TellHeld) -> Done:
    """Note that they were told in an answer; what they ask is open from now on."""
    given = [int(each) for each in act.notices if each.isdecimal()]
    rows = OF_THESE.all(occasion.connection, {"citizen": citizen.id, "positions": given})
    voice = occasion.who.channel
    told = update(notices).where(notices.c.position.in_([row["position"] for row in rows]))
    times = {"settled_at": occasion.now, "reached_at": occasion.now}
    occasion.connection.execute(told.values(state=TOLD, voice=voice, error="", **times))
    keyring = occasion.office.keyring
    ask(occasion.connection, [(notice_of(keyring, row, ""), voice) for row in rows], occasion.now)
    return Done()
