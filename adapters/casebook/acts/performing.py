"""An act of staff, whole or not at all: its entry, the new state, due times, notices and questions."""

from typing import Final

from sqlalchemy import Connection

from adapters.casebook import charge
from adapters.casebook.acts import handling, merging, resolving, supervising, telling
from adapters.casebook.acts.following import Deed, follow
from adapters.casebook.acts.holding import Held, go_on, hold
from adapters.casebook.acts.intake import take_in
from adapters.casebook.acts.once import first_time
from adapters.casebook.acts.undone import TakenBefore, Undone
from adapters.casebook.entries import SYSTEM, locked_case
from adapters.casebook.occasion import Occasion, Office
from adapters.casebook.recalculating import in_step
from adapters.casebook.records import record_of, records_of
from adapters.casebook.rules import acting
from adapters.casebook.rules.authority import allowed, helps, sees
from adapters.casebook.rules.course import Course, Terms
from adapters.casebook.rules.dispatch import LITERAL, Dispatched, Matter, dispatch
from adapters.casebook.rules.lifecycle import TABLE, Step, Then, Told
from adapters.casebook.spoken import last_words
from adapters.sql import Database, Row
from dialogs.facts.cases import Status
from dialogs.facts.messages import Address
from dialogs.facts.moment import Clock, civil
from dialogs.facts.records import Bearer, Role
from dialogs.facts.staff import Acted, Intake, StaffAct, TakenIn, Unfit, Unseen, Why

WORDS: Final = frozenset({"text", "reason", "official", "team", "plan"})


class SqlStaff:
    """A ``Staff`` over the casebook's database."""

    def __init__(self, database: Database, office: Office, clock: Clock) -> None:
        self._database = database
        self._office = office
        self._clock = clock

    async def act(self, act: StaffAct, *, key: str = "") -> Acted:
        """Do it in one transaction; under the same key it is done once."""
        try:
            return await self._database.write(lambda connection: self._act(connection, act, key))
        except Undone as undone:
            return undone.instead

    async def take_in(self, intake: Intake, *, key: str = "") -> TakenIn | Unfit:
        """File it in one transaction; under the same key it is filed once."""
        try:
            return await self._database.write(lambda connection: take_in(self._at(connection, intake.by), intake, key))
        except TakenBefore as before:
            return before.then
        except Undone as undone:
            return undone.instead

    def _at(self, connection: Connection, by: Bearer) -> Occasion:
        return Occasion(connection, self._office, Address("api", by.token), self._clock.now())

    def _act(self, connection: Connection, act: StaffAct, key: str) -> Acted:
        occasion = self._at(connection, act.by)
        # Locked in one order, so that two merges never wait for each other.
        rows = {number: locked_case(connection, number) for number in sorted({act.number, act.into} - {""})}
        row = rows[act.number]
        if row is None:
            return Unfit(Why.UNKNOWN)
        first = first_time(occasion, key, act.by, act.number, act) if key else True
        if first is None:
            return Unfit(Why.BODY, None, (("Idempotency-Key", "used"),))
        if not first:
            return self._as_it_stands(occasion, row, act.by)
        done = _perform(occasion, row, act)
        return records_of(connection, self._office.keyring, [done])[0] if done else Unseen()

    def _as_it_stands(self, occasion: Occasion, row: Row, by: Bearer) -> Acted:
        """Answer what was done before: since then the case may have gone where its bearer cannot follow."""
        if not sees(self._office.city(), handling.course_of(occasion.connection, row), by):
            return Unseen()
        return record_of(occasion.connection, self._office.keyring, row["number"]) or Unfit(Why.UNKNOWN)


def _perform(occasion: Occasion, row: Row, act: StaffAct) -> Row | None:
    """Do it; how the case's row is then, for who saw it when they did it: who answers a letter may never have."""
    step, number, actor = Step(act.step), act.number, actor_of(act.by)
    held = hold(occasion, in_step(occasion, row))
    course = held.course
    terms = Terms(occasion.office.city(), occasion.office.zone, held.last.steady(occasion.now))
    _fits(step, course, act, terms, _target(occasion, step, course, act))
    more = _required(occasion, step, course, act)
    after = acting.take(step, course, act, terms)
    helping = helps(terms.city, course, act.by)
    changed = handling.moved(course, after) | handling.turned(course, after)
    codes = _codes(act, step) | more | changed | ({"part": "yes"} if helping else {})
    held = go_on(occasion, held, after, step, actor, codes=codes, said=_said(occasion, act))
    seq = held.last.entries
    _tell(occasion, seq, step, act, after, helping=helping)
    charge.tell_of_act(occasion, number, step, after, seq, right=act.unit)
    charge.tell_helpers(occasion, number, course, after, seq)
    follow(Deed(occasion, act, actor, course, after, seq, codes))
    if Then.DISPATCH in TABLE[step].then:
        held = _dispatch(occasion, held, terms)
    if not sees(terms.city, course, act.by):
        return None
    return {**held.row, "has_lead": True} if step is Step.LEAD else held.row


def _required(occasion: Occasion, step: Step, course: Course, act: StaffAct) -> dict[str, str]:
    """See to what only the rows can tell: the answer's doubts, the letter that is answered, the case to go into."""
    if step is Step.RESOLVE:
        return _confirmed(occasion, course, act)
    if step is Step.MERGE:
        merging.fit(occasion, course, act)
    if step is Step.ANSWER_LETTER:
        letter = supervising.letter_for(occasion, act, course)
        if not letter.id:
            raise Undone(Unfit(Why.BODY, course.status, (("letter", "none-waits"),)))
        return {"letter": letter.id}
    return {}


def _target(occasion: Occasion, step: Step, course: Course, act: StaffAct) -> str:
    """Name the unit that it hangs on who may: the one a case is handed to, or whom a letter went to."""
    return supervising.letter_for(occasion, act, course).unit if step is Step.ANSWER_LETTER else act.unit


def _fits(step: Step, course: Course, act: StaffAct, terms: Terms, target: str) -> None:
    if not allowed(terms.city, step, course, act.by, target):
        raise Undone(Unfit(Why.FORBIDDEN, course.status))
    if unfit := acting.misfit(step, course, act, terms):
        raise Undone(unfit)


def _confirmed(occasion: Occasion, course: Course, act: StaffAct) -> dict[str, str]:
    """Ask for a second thought about an answer that looks wrong, and keep that it was given."""
    doubted = resolving.doubted(occasion, course, act)
    if doubted and not act.confirm:
        raise Undone(Unfit(Why.BODY, course.status, (("confirm", "needs-confirmation"), *doubted)))
    return {"doubts": " ".join(reason for _, reason in doubted)} if doubted else {}


def _dispatch(occasion: Occasion, held: Held, terms: Terms) -> Held:
    """Send an accepted case on by the city's rules; where none fits, and after two returns, the desk decides."""
    number, course = held.number, held.course
    if course.status is Status.SUBMITTED or course.returns >= acting.RETURNS_BEFORE_BINDING:
        return held
    sent = dispatch(terms.city, _matter(held.row, course, terms))
    if sent is None or (course.status is Status.ASSIGNED and sent.unit == course.unit):
        return held
    after = acting.sent_to(course, sent.unit, terms)
    codes = {"unit": sent.unit, "rule": str(sent.rule)} | handling.moved(course, after)
    gone = go_on(occasion, held, after, Step.ASSIGN, SYSTEM, codes=codes, said=_explained(occasion, sent))
    seq = gone.last.entries
    facts = {"unit": sent.unit, "reply_by": str(after.reply_by or "")}
    telling.tell_citizens(occasion, number, seq, Step.ASSIGN, facts)
    charge.tell_of_act(occasion, number, Step.ASSIGN, after, seq)
    return gone


def _explained(occasion: Occasion, sent: Dispatched) -> str:
    """Say why it went there as the profile says it today: tomorrow its rules may be others, and in another order."""
    city, language = occasion.office.city(), occasion.office.city().languages[0]
    named = [name if kind in LITERAL else city.name_of(kind, name, language) for kind, name in sent.because]
    values = {"count": str(sent.rule), "text": " · ".join(named), "unit": city.name_of("unit", sent.unit, language)}
    return occasion.office.tell("dispatched" if named else "dispatched-always", language, values)


def _matter(row: Row, course: Course, terms: Terms) -> Matter:
    local = civil(terms.now, terms.zone)
    words = f"{row['description']}\n{row['place']}"
    minute = local.hour * 60 + local.minute
    return Matter(course.category, row["district"], row["street"], words, minute, course.kind)


def _codes(act: StaffAct, step: Step) -> dict[str, str]:
    """Give what was said with the act, all but words, and whose token it was, or which officer's by which channel."""
    rule = TABLE[step]
    values = {name: _code(getattr(act, name)) for name in (*rule.needs, *rule.takes) if name not in WORDS}
    said = {"token": act.by.token, "channel": act.by.channel, **values}
    return {name: value for name, value in said.items() if value}


def _code(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value or "")


def actor_of(bearer: Bearer) -> str:
    """Name who did it as the timeline does: a unit by its code."""
    if bearer.role is Role.UNIT:
        return bearer.unit
    return "auditor" if bearer.role is Role.AUDITOR else "platform"


def _said(occasion: Occasion, act: StaffAct) -> str:
    """Give the words of an act; who grants more time grants it for the reason it was asked for."""
    said = act.text or act.reason or "\n".join(filter(None, (act.official, act.team, act.plan)))
    return said or (last_words(occasion, act.number, Step.ASK_EXTENSION) if act.step == Step.GRANT else "")


def _tell(occasion: Occasion, seq: int, step: Step, act: StaffAct, after: Course, *, helping: bool) -> None:
    """Tell every reporter, save of what goes on between offices."""
    if helping or not (Told.REPORTERS in TABLE[step].tells or (step is Step.NOTE and act.public)):
        return
    facts = {"unit": after.unit, "outcome": after.outcome, "reply_by": str(after.reply_by or ""), "path": act.path}
    facts |= {"into": act.into}
    telling.tell_citizens(occasion, act.number, seq, step, {name: value for name, value in facts.items() if value})
