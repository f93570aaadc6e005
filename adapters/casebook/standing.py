"""What the platform knows of a citizen when they write."""

from sqlalchemy import select

from adapters.casebook.cards import own_cases, own_open_cases
from adapters.casebook.occasion import Occasion
from adapters.casebook.outbox import RECIPIENT, recipient_of
from adapters.casebook.people import Citizen
from adapters.casebook.questions import open_questions_of
from adapters.casebook.schema import outbox
from dialogs.facts.cases import CaseCard
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.queries import Self, Standing

REACHED = ("sent", "delivered")


def standing(occasion: Occasion, citizen: Citizen | None) -> Standing:
    if citizen is None:
        return Standing()
    own = own_open_cases(occasion, citizen)
    return Standing(
        open_questions_of(occasion, citizen),
        own,
        _pushed_about(occasion, own),
        citizen.opted_out,
        citizen.consented,
    )


def myself(occasion: Occasion, citizen: Citizen | None) -> Self:
    return Self(citizen.consented, bool(own_cases(occasion, citizen))) if citizen else Self()


def _pushed_about(occasion: Occasion, own: tuple[CaseCard, ...]) -> tuple[str, ...]:
    """Give the numbers of own open cases that were written about within a day, the last one first."""
    if not own:
        return ()
    digests = occasion.office.keyring.indices(RECIPIENT, recipient_of(occasion.who))
    pushed = (
        select(outbox.c.case)
        .where(
            outbox.c.recipient.in_(digests),
            outbox.c.state.in_(REACHED),
            outbox.c.settled_at > Moment(occasion.now - DAY),
            outbox.c.case.in_([card.number for card in own]),
        )
        .order_by(outbox.c.settled_at.desc(), outbox.c.position.desc())
    )
    return tuple(dict.fromkeys(occasion.connection.scalars(pushed)))
