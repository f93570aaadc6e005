"""What citizens ask of their own cases: speed, to have them back, to have them handled again."""

from typing import Final

from sqlalchemy import RowMapping, select, update

from adapters.casebook.acts import handling, telling
from adapters.casebook.cards import LEFT
from adapters.casebook.charge import tell_in_charge
from adapters.casebook.entries import CITIZEN, append
from adapters.casebook.occasion import Occasion
from adapters.casebook.own import Own, last, own_case, own_rating, runs_since, terms_of
from adapters.casebook.people import Citizen
from adapters.casebook.questions import RATING, ask_waits
from adapters.casebook.rules import acting, deadlines, wishes
from adapters.casebook.rules.course import Course, Terms
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.schema import cases, open_questions, reporters
from dialogs.facts.acts import Refused, Reopen, Reopened, Urge, Urged, WhyNot, Withdraw, Withdrawn
from dialogs.facts.cases import Privacy

HEIR: Final = "heir"
"""What the reporter is told whose case it has become."""
UNKNOWN = Refused(WhyNot.UNKNOWN)


def urge(occasion: Occasion, citizen: Citizen, act: Urge) -> Urged | Refused:
    """Tell who is in charge to hurry; who asks too early hears by when there will be an answer."""
    own = own_case(occasion, citizen, act.number)
    if own is None:
        return UNKNOWN
    due = wishes.due_of(own.course)
    late = due is not None and due <= occasion.now
    if why := why_not_urge(occasion, own):
        return Refused(why, None if late else due)
    seq = append(occasion, own.number, Step.URGE, CITIZEN, codes={"unit": own.course.unit, "due": str(due or "")})
    tell_in_charge(occasion, own.number, own.course, Step.URGE, seq)
    return Urged(own.number, own.course.unit, None if late else due, late=late)


def why_not_urge(occasion: Occasion, own: Own) -> WhyNot | None:
    since, urged = runs_since(occasion, own), last(occasion, own.number, Step.URGE)
    return wishes.urging(own.course, since, urged, now=occasion.now, zone=occasion.office.zone)


def withdraw(occasion: Occasion, citizen: Citizen, act: Withdraw) -> Withdrawn | Refused:
    """End the case; where others report it, let them have it."""
    own = own_case(occasion, citizen, act.number)
    if own is None:
        return UNKNOWN
    if why := wishes.withdrawing(own.course):
        return Refused(why)
    heir = _next_reporter(occasion, citizen, own)
    _wait_no_more(occasion, citizen, own.number)
    terms = terms_of(occasion, own.number)
    after = _left(occasion, own, terms) if heir else acting.withdrawn(own.course, terms)
    handling.keep(occasion.connection, own.number, own.course, after)
    if heir:
        _hand_over(occasion, citizen, own, heir)
    said = {"left": "yes" if heir else "", "why": act.why}
    codes = {name: value for name, value in said.items() if value} | handling.moved(own.course, after)
    said_why = act.reason or _in_words(occasion, act.why)
    seq = append(occasion, own.number, Step.WITHDRAW, CITIZEN, codes=codes, said=said_why)
    telling.end(occasion, (citizen.id,), Step.WITHDRAW, own.number)
    if heir and own.filer:
        telling.tell_citizen(occasion, heir["citizen"], HEIR, {}, number=own.number, seq=seq)
    if not heir:
        tell_in_charge(occasion, own.number, own.course, Step.WITHDRAW, seq)
    return Withdrawn(own.number, goes_on=heir is not None)


def _in_words(occasion: Occasion, why: str) -> str:
    """Say a reason that was chosen as the unit reads it; it has no other way to see it."""
    return occasion.office.tell(f"withdraw-{why}", occasion.office.city().languages[0], {}) if why else ""


def reopen(occasion: Occasion, citizen: Citizen, act: Reopen) -> Reopened | Refused:
    """Have it handled again; the other reporters and who is in charge are told."""
    own = own_case(occasion, citizen, act.number)
    if own is None:
        return UNKNOWN
    if why := wishes.reopening(own.course, own_rating(occasion, citizen, own)):
        return Refused(why)
    after = acting.reopened(own.course, terms_of(occasion, own.number))
    handling.keep(occasion.connection, own.number, own.course, after)
    telling.drop_questions(occasion, own.number, RATING)
    codes = {"unit": after.unit} | handling.moved(own.course, after)
    seq = append(occasion, own.number, Step.REOPEN, CITIZEN, codes=codes, said=act.reason)
    for other in telling.reporters_of(occasion, own.number):
        if other != citizen.id:
            facts = {"unit": after.unit, "reply_by": str(after.reply_by or "")}
            telling.tell_citizen(occasion, other, Step.REOPEN, facts, number=own.number, seq=seq)
    tell_in_charge(occasion, own.number, after, Step.REOPEN, seq)
    return Reopened(own.number, after.unit, after.reply_by, above=own.course.reopened > 0)


def _next_reporter(occasion: Occasion, citizen: Citizen, own: Own) -> RowMapping | None:
    """Give who has reported the case longest beside the citizen."""
    others = (reporters.c.case == own.number) & (reporters.c.citizen != citizen.id)
    found = (
        select(reporters)
        .where(others, reporters.c.role != LEFT)
        .order_by(reporters.c.joined_at, reporters.c.seq)
        .limit(1)
    )
    return occasion.connection.execute(found).mappings().first()


def _hand_over(occasion: Occasion, citizen: Citizen, own: Own, heir: RowMapping) -> None:
    """Let the citizen go; a filer's place is taken, and how anonymous the case is follows who has it."""
    gone = (reporters.c.case == own.number) & (reporters.c.citizen == citizen.id)
    occasion.connection.execute(update(reporters).where(gone).values(role=LEFT))
    changed: dict[str, object] = {"reporters": cases.c.reporters - 1}
    if own.filer:
        first = (reporters.c.case == own.number) & (reporters.c.citizen == heir["citizen"])
        occasion.connection.execute(update(reporters).where(first).values(role="filer"))
        changed["anonymous"] = heir["privacy"] == Privacy.ANONYMOUS
    occasion.connection.execute(update(cases).where(cases.c.number == own.number).values(changed))


def _wait_no_more(occasion: Occasion, citizen: Citizen, number: str) -> None:
    asked = (open_questions.c.case == number) & (open_questions.c.citizen == citizen.id)
    closed = update(open_questions).where(asked, open_questions.c.closed_at.is_(None))
    occasion.connection.execute(closed.values(closed_at=occasion.now))


def _left(occasion: Occasion, own: Own, terms: Terms) -> Course:
    """Let the time to answer run on where nobody is left whom the unit waits for."""
    return own.course if ask_waits(occasion, own.number) else deadlines.resumed(own.course, terms)
