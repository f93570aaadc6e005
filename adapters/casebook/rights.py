"""What a reporter may do with an own case now."""

from collections.abc import Iterator

from sqlalchemy import select

from adapters.casebook.amending import contact_in, place_in
from adapters.casebook.occasion import Occasion
from adapters.casebook.own import Own, own_case, own_rating
from adapters.casebook.people import Citizen
from adapters.casebook.questions import RATING, rating_until
from adapters.casebook.rules import wishes
from adapters.casebook.rules.lifecycle import Step, may
from adapters.casebook.schema import open_questions
from adapters.casebook.wishes import why_not_urge
from dialogs.facts import acts
from dialogs.facts.queries import MyRights, Rights

RATE = "rate"


def rights(occasion: Occasion, citizen: Citizen | None, query: MyRights) -> Rights:
    own = own_case(occasion, citizen, query.number, lock=False) if citizen else None
    if citizen is None or own is None:
        return Rights(query.number)
    placing, naming = wishes.placing(own.course, filer=own.filer), wishes.naming(own.course)
    return Rights(
        own.number,
        tuple(_may(occasion, citizen, own)),
        wishes.due_of(own.course),
        above=own.course.reopened > 0,
        filer=own.filer,
        place=None if placing else place_in(own),
        contact=None if naming else contact_in(occasion, own),
    )


def _may(occasion: Occasion, citizen: Citizen, own: Own) -> Iterator[str]:
    yield acts.Supplement.key
    if why_not_urge(occasion, own) is None:
        yield acts.Urge.key
    if wishes.naming(own.course) is None:
        yield acts.Amend.key
    if wishes.withdrawing(own.course) is None:
        yield acts.Withdraw.key
    if _may_rate(occasion, citizen, own):
        yield RATE
    if wishes.reopening(own.course, own_rating(occasion, citizen, own)) is None:
        yield acts.Reopen.key


def _may_rate(occasion: Occasion, citizen: Citizen, own: Own) -> bool:
    """Say whether a rating was asked for and can still be given or changed."""
    asked = (open_questions.c.case == own.number) & (open_questions.c.citizen == citizen.id)
    found = select(open_questions.c.asked_at).where(asked, open_questions.c.kind == RATING)
    at = occasion.connection.scalar(found.order_by(open_questions.c.asked_at.desc()).limit(1))
    return at is not None and may(Step.RATE, own.course.status) and occasion.now <= rating_until(occasion, at)
