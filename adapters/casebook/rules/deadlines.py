"""What moves a due time, and nothing else does: acceptance, dispatch, a pause's end, more time granted, reopening."""

from dataclasses import replace

from adapters.casebook.rules import limits
from adapters.casebook.rules.calendar import Due
from adapters.casebook.rules.course import Course, Terms
from dialogs.facts.moment import DAY, Moment


def accepted(course: Course, terms: Terms) -> Course:
    return _answer_within_limit(course, terms)


def dispatched(course: Course, terms: Terms) -> Course:
    """Start the time to sign: it runs from the dispatch, so that not signing gains nothing."""
    due = limits.sign_by(terms.city, terms.zone, course.urgency, terms.now)
    return replace(course, sign_by=due.at, provisional=course.provisional or due.provisional, signed_at=None)


def reopened(course: Course, terms: Terms) -> Course:
    """Start both times anew."""
    return dispatched(_answer_within_limit(replace(course, paused=0), terms), terms)


def paused(course: Course, terms: Terms) -> Course:
    """Stop the time to answer while the citizen is asked, as far as pauses are left; one at a time."""
    left = _cap(course, terms) - course.paused
    if course.paused_at is not None or left <= 0:
        return course
    until = _later(course, terms, terms.now, left)
    return replace(course, paused_at=terms.now, paused_until=until.at)


def resumed(course: Course, terms: Terms) -> Course:
    """End a pause: the answer is due later by as much as it took, and never by more than the city allows in all."""
    if course.paused_at is None:
        return course
    took = max(0, min(_taken(course, terms, course.paused_at), _cap(course, terms) - course.paused))
    over = replace(course, paused_at=None, paused_until=None, paused=course.paused + took)
    if course.reply_by is None or not took:
        return over
    due = _later(course, terms, course.reply_by, took)
    own = _later(course, terms, course.own_reply_by, took).at if course.own_reply_by is not None else None
    return replace(over, reply_by=due.at, own_reply_by=own, provisional=course.provisional or due.provisional)


def paced(course: Course, urgency: str, terms: Terms) -> Course:
    """Give it another urgency; pauses that were used count on, as days by the clock or as working days."""
    after = replace(course, urgency=urgency)
    before, now = _by_clock(course, terms), _by_clock(after, terms)
    if before is now:
        return after
    return replace(after, paused=course.paused * DAY if now else -(-course.paused // DAY))


def granted(course: Course) -> Course:
    return replace(course, reply_by=course.asked_until, asked_until=None, own_reply_by=None)


def _answer_within_limit(course: Course, terms: Terms) -> Course:
    due = limits.reply_by(terms.city, terms.zone, course.category, terms.now, pace=course.urgency)
    return replace(course, reply_by=due.at, provisional=due.provisional, own_reply_by=None)


def _by_clock(course: Course, terms: Terms) -> bool:
    pace = limits.urgency(terms.city, course.urgency)
    return bool(pace and pace.reply_hours)


def _cap(course: Course, terms: Terms) -> int:
    return terms.city.limits.pause_days * (DAY if _by_clock(course, terms) else 1)


def _taken(course: Course, terms: Terms, since: Moment) -> int:
    if _by_clock(course, terms):
        return max(0, terms.now - since)
    return terms.time.days_between(since, terms.now)


def _later(course: Course, terms: Terms, start: Moment, much: int) -> Due:
    if _by_clock(course, terms):
        return Due(Moment(start + much))
    return terms.time.after_days(start, much)
