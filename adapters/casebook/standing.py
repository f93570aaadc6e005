"""What the platform knows of a citizen when they write."""

from typing import Final

from sqlalchemy import bindparam, select

from adapters.casebook.cards import has_cases, own_open_cases
from adapters.casebook.occasion import Occasion
from adapters.casebook.outbox import RECIPIENT
from adapters.casebook.outbox_held import held_for
from adapters.casebook.people import Citizen
from adapters.casebook.questions import open_questions_of
from adapters.casebook.schema import notices, outbox
from dialogs.facts.cases import CaseCard
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.queries import Self, Standing

REACHED = ("sent", "delivered")
PUSHED: Final = (
    select(outbox.c.case)
    .where(
        outbox.c.recipient.in_(bindparam("recipients", expanding=True)),
        outbox.c.state.in_(REACHED),
        outbox.c.settled_at > bindparam("since"),
        outbox.c.case != "",
    )
    .order_by(outbox.c.settled_at.desc(), outbox.c.position.desc())
)


TOLD: Final = (
    select(notices.c.case)
    .where(notices.c.citizen == bindparam("citizen"), notices.c.reached_at > bindparam("since"))
    .where(notices.c.case.is_not(None))
    .order_by(notices.c.reached_at.desc(), notices.c.position.desc())
)
"""By whatever address: what reached one of them is known on all."""


def standing(occasion: Occasion, citizen: Citizen | None) -> Standing:
    if citizen is None:
        return Standing()
    own = own_open_cases(occasion, citizen)
    return Standing(
        open_questions_of(occasion, citizen),
        own,
        _pushed_about(occasion, citizen, own),
        citizen.opted_out,
        citizen.consented,
        held_for(occasion, citizen),
    )


def myself(occasion: Occasion, citizen: Citizen | None) -> Self:
    return Self(citizen.consented, has_cases(occasion, citizen)) if citizen else Self()


def _pushed_about(occasion: Occasion, citizen: Citizen, own: tuple[CaseCard, ...]) -> tuple[str, ...]:
    """Give the numbers of own open cases that were written about within a day, the last one first."""
    if not own:
        return ()
    recipients = occasion.office.keyring.indices(RECIPIENT, occasion.who.whole)
    since = Moment(occasion.now - DAY)
    told = occasion.connection.scalars(TOLD, {"citizen": citizen.id, "since": since}).all()
    written = occasion.connection.scalars(PUSHED, {"recipients": recipients, "since": since}).all()
    numbers = {card.number for card in own}
    return tuple(number for number in dict.fromkeys((*told, *written)) if number in numbers)
