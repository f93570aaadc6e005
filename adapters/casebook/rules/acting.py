"""What becomes of a case by an act of staff: pure, from one course to the next."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from adapters.casebook.rules import deadlines, kinds, limits, merging
from adapters.casebook.rules.authority import helps, parent_of
from adapters.casebook.rules.course import Course, Terms
from adapters.casebook.rules.lifecycle import TABLE, Step, Then, may, that
from dialogs.city import City
from dialogs.facts.cases import CaseKind, Status
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.staff import OUTCOMES, PATHS, SUPERVISIONS, StaffAct, Unfit, Why

RETURNS_BEFORE_BINDING: Final = 2
FARTHEST: Final = 5 * 366 * DAY
"""How far ahead a time may be put: what nobody can mean would stand in the case for good."""
Change: TypeAlias = Callable[[Course, StaffAct, Terms], Course]


def misfit(step: Step, course: Course, act: StaffAct, terms: Terms) -> Unfit | None:
    """Say why an act cannot be done from here, if it cannot."""
    if not may(step, course.status) or (_untimely(step, course, terms) and not helps(terms.city, course, act.by)):
        return Unfit(Why.STATUS, course.status)
    errors = tuple(_errors(step, course, act, terms))
    return Unfit(Why.BODY, course.status, errors) if errors else None


def take(step: Step, course: Course, act: StaffAct, terms: Terms) -> Course:
    """Give the course after an act that fits. A pause whose time is over ends first, at whatever act comes next.

    What a unit does that only helps is its own part, and the course stays.
    """
    if helps(terms.city, course, act.by):
        return course
    return CHANGES[step](_rested(step, course, terms), act, terms)


def sent_to(course: Course, unit: str, terms: Terms) -> Course:
    """Hand the case to a unit; the first one that ever gets it is in charge whenever no other is."""
    sent = replace(
        course, status=Status.ASSIGNED, unit=unit, officer="", joint="", first_unit=course.first_unit or unit
    )
    return deadlines.dispatched(sent, terms)


def _untimely(step: Step, course: Course, terms: Terms) -> bool:
    """Say whether the act was already done by somebody else, or was not asked for.

    More time that by now would be none waits for nothing: it can be asked for anew.
    """
    if step is Step.SIGN:
        return course.signed_at is not None
    if step is Step.RETURN:
        return course.returns >= RETURNS_BEFORE_BINDING  # the desk has decided, with binding force
    if step is Step.ASK_EXTENSION:
        return course.asked_until is not None and _is_more(step, course, course.asked_until, terms)
    return step in {Step.GRANT, Step.REFUSE} and course.asked_until is None


def _errors(step: Step, course: Course, act: StaffAct, terms: Terms) -> Iterator[tuple[str, str]]:
    for name in TABLE[step].needs:
        value = getattr(act, name)
        if not (value.strip() if isinstance(value, str) else value):
            yield name, "missing"
    city = terms.city
    yield from _unknown(city, act)
    if step is Step.ASSIGN and act.unit in act.joint:
        yield "joint", "leads"
    yield from _unfit_times(step, course, act, terms)


def _unfit_times(step: Step, course: Course, act: StaffAct, terms: Terms) -> Iterator[tuple[str, str]]:
    if step is Step.LEAD and act.until is not None and act.until <= terms.now:
        yield "until", "past"
    wanted = {Step.ASK_EXTENSION: act.until, Step.GRANT: course.asked_until}.get(step)
    if wanted is not None and not _is_more(step, course, wanted, terms):
        yield "until", "not-later"
    if (wanted or act.until or terms.now) > terms.now + FARTHEST:
        yield "until", "out-of-range"


def _is_more(step: Step, course: Course, until: Moment, terms: Terms) -> bool:
    """Say whether it is later than now, and than the answer is due: a pause may be over that nobody has ended yet."""
    return until > max(terms.now, _rested(step, course, terms).reply_by or terms.now)


CLOSED_SETS: Final = {"outcome": OUTCOMES, "kind": SUPERVISIONS, "path": PATHS}
"""What a body names that is the same in every city."""


def _unknown(city: City, act: StaffAct) -> Iterator[tuple[str, str]]:
    yield from ((name, "unknown") for name, known in CLOSED_SETS.items() if getattr(act, name) not in {"", *known})
    if act.category and city.category(act.category) is None:
        yield "category", "unknown"
    if act.urgency and limits.urgency(city, act.urgency) is None:
        yield "urgency", "unknown"
    if act.unit and city.unit(act.unit) is None:
        yield "unit", "unknown"
    if any(city.unit(code) is None for code in act.joint):
        yield "joint", "unknown"


ENDS_PAUSE: Final = that(Then.PAUSE_ENDS)


def _rested(step: Step, course: Course, terms: Terms) -> Course:
    over = course.paused_until is not None and terms.now >= course.paused_until
    return deadlines.resumed(course, terms) if over or step in ENDS_PAUSE else course


def _accept(course: Course, act: StaffAct, terms: Terms) -> Course:
    taken = replace(_classified(course, act, terms), status=Status.ACCEPTED, accepted_at=terms.now)
    return deadlines.accepted(taken, terms)


def _decline(course: Course, _act: StaffAct, terms: Terms) -> Course:
    accepted_at = course.accepted_at or terms.now
    return replace(course, status=Status.DECLINED, ended_at=terms.now, accepted_at=accepted_at)


def _reclassify(course: Course, act: StaffAct, terms: Terms) -> Course:
    """Have it under another category; what turns out to be about officials is taken from whoever had it."""
    found = _classified(course, act, terms)
    turned = found.kind is CaseKind.MISCONDUCT and course.kind is not CaseKind.MISCONDUCT
    return _on_the_desk(found) if turned and course.status is Status.ASSIGNED else found


def _classified(course: Course, act: StaffAct, terms: Terms) -> Course:
    category = act.category or course.category
    urgency = act.urgency or (limits.urgency_of(terms.city, category) if act.category else course.urgency)
    kind = kinds.under(terms.city, course, act.category) if act.category else course.kind
    return replace(deadlines.paced(course, urgency, terms), category=category, kind=kind)


def _on_the_desk(course: Course) -> Course:
    """Let the desk, or the profile's own rule for such matters, decide anew who may know of it."""
    return replace(
        course, status=Status.ACCEPTED, unit="", officer="", joint="", first_unit="", asked_until=None, signed_at=None
    )


def _assign(course: Course, act: StaffAct, terms: Terms) -> Course:
    return replace(sent_to(course, act.unit, terms), joint=" ".join(dict.fromkeys(act.joint)))


def _sign(course: Course, act: StaffAct, terms: Terms) -> Course:
    return replace(course, signed_at=terms.now, officer=act.officer or course.officer)


def _return(course: Course, _act: StaffAct, _terms: Terms) -> Course:
    """Put it back on the desk; who got it first stays in charge, clock and all, until the desk has decided."""
    back = replace(course, status=Status.ACCEPTED, unit=course.first_unit or course.unit, returns=course.returns + 1)
    return replace(back, officer="", joint="", asked_until=None)


def _ask(course: Course, _act: StaffAct, terms: Terms) -> Course:
    return deadlines.paused(course, terms)


def _ask_extension(course: Course, act: StaffAct, _terms: Terms) -> Course:
    return replace(course, asked_until=act.until)


def _grant(course: Course, _act: StaffAct, _terms: Terms) -> Course:
    return deadlines.granted(course)


def _refuse(course: Course, _act: StaffAct, _terms: Terms) -> Course:
    return replace(course, asked_until=None)


def _same(course: Course, _act: StaffAct, _terms: Terms) -> Course:
    return course


def _resolve(course: Course, act: StaffAct, terms: Terms) -> Course:
    done = replace(course, status=Status.RESOLVED, resolved_at=terms.now, outcome=act.outcome)
    return replace(done, asked_until=None)


def _reopen(course: Course, _act: StaffAct, terms: Terms) -> Course:
    return reopened(course, terms)


def withdrawn(course: Course, terms: Terms) -> Course:
    over = deadlines.resumed(course, terms)
    return replace(over, status=Status.WITHDRAWN, ended_at=terms.now, asked_until=None)


def closed(course: Course, terms: Terms) -> Course:
    return replace(course, status=Status.CLOSED, ended_at=terms.now)


def reopened(course: Course, terms: Terms) -> Course:
    """Have it handled again; from the second time on by the level above.

    What is said about officials goes up no tree: it is the desk that sends it on then.
    """
    again = replace(course, reopened=course.reopened + 1, resolved_at=None, ended_at=None, outcome="", officer="")
    if course.kind is CaseKind.MISCONDUCT and course.reopened:
        again = _on_the_desk(again)
    elif course.reopened:
        again = replace(again, unit=parent_of(terms.city, course.unit))
    if again.unit:
        return deadlines.reopened(replace(again, status=Status.ASSIGNED), terms)
    return deadlines.accepted(replace(again, status=Status.ACCEPTED, paused=0), terms)


def _merge(course: Course, act: StaffAct, terms: Terms) -> Course:
    return merging.merged(course, act.into, terms)


def _unmerge(course: Course, _act: StaffAct, _terms: Terms) -> Course:
    return merging.set_apart(course)


CHANGES: Final[Mapping[Step, Change]] = {
    Step.ACCEPT: _accept,
    Step.DECLINE: _decline,
    Step.RECLASSIFY: _reclassify,
    Step.ASSIGN: _assign,
    Step.SIGN: _sign,
    Step.RETURN: _return,
    Step.ASK: _ask,
    Step.ASK_EXTENSION: _ask_extension,
    Step.GRANT: _grant,
    Step.REFUSE: _refuse,
    Step.NOTE: _same,
    Step.REPLY: _same,
    Step.RESOLVE: _resolve,
    Step.REOPEN: _reopen,
    Step.FOLLOW_UP: _same,
    Step.INSPECT: _same,
    Step.SUPERVISE: _same,
    Step.ANSWER_LETTER: _same,
    Step.LEAD: _same,
    Step.MERGE: _merge,
    Step.UNMERGE: _unmerge,
}
"""The acts of staff that the casebook knows."""
