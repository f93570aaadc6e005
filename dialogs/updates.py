"""What a citizen is told when their case takes a step: what happened, and what comes next."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from dialogs.city import City
from dialogs.due import due
from dialogs.facts.notices import Notice
from dialogs.facts.say import Item, Named, Reply, Say, Value, say
from dialogs.rating import VALUES, tap

Lines: TypeAlias = Iterator[Say]
Tell: TypeAlias = Callable[[Notice, City], Lines]

OUTCOMES: Final = ("solved", "partly", "explained", "aid", "other-path")
ASKS_FOR_RATING: Final = frozenset({"resolve", "remind-rating"})
RATED: Final = "rated"
"""The fact that no rating is waited for any more."""


def told(notice: Notice, city: City) -> Reply:
    """Put a step into words. What the unit wrote stands in them as it is, everything else fits two SMS."""
    lines = tuple(STEPS.get(notice.step, _changed)(notice, city))
    return Reply(lines, rating_items(notice.case) if asks_for_rating(notice) else ())


def asks_for_rating(notice: Notice) -> bool:
    """Say whether it asks how it went: not any more where the time for that is over, or it was said."""
    return notice.step in ASKS_FOR_RATING and not notice.fact(RATED)


def rating_items(number: str) -> tuple[Item, ...]:
    """Give the four values to press or tap; what is tapped carries its case."""
    return tuple(Item(str(digit), tap(number, value), say(f"rate-{value}")) for digit, value in enumerate(VALUES, 1))


def _accepted(notice: Notice, city: City) -> Lines:
    unit = notice.fact("unit")
    yield _assigned_line(notice) if unit else say("told-accept", number=notice.case)
    yield from _due(notice, city)
    yield say("told-ask-any-time")


def _assigned(notice: Notice, city: City) -> Lines:
    yield _assigned_line(notice)
    yield from _due(notice, city)
    yield say("told-ask-any-time")


def _assigned_line(notice: Notice) -> Say:
    return say("told-assign", number=notice.case, unit=_unit(notice))


def _declined(notice: Notice, city: City) -> Lines:
    """Say why, and where to turn instead."""
    yield say("told-decline", number=notice.case)
    yield from _why(notice)
    path = notice.fact("path")
    if city.knows("path", path):
        yield say("told-path", name=Named("path", path), address=Named("path-address", path))
    else:
        yield say("told-path-unknown", hotline=Named("hotline-number", "city"))


def _extended(notice: Notice, city: City) -> Lines:
    until = notice.moment("reply_by")
    yield say("told-grant", number=notice.case, day=due(city, until)) if until else _changed_line(notice)
    yield from _why(notice)
    yield say("told-ask-any-time")


def _asked(notice: Notice, _: City) -> Lines:
    yield say("told-ask", number=notice.case, unit=_unit(notice), text=notice.words)
    yield say("told-ask-next")


def _replied(notice: Notice, city: City) -> Lines:
    yield say("told-reply", number=notice.case, unit=_unit(notice), text=notice.words)
    if until := notice.moment("reply_by"):
        yield say("told-reply-next", day=due(city, until))


def _resolved(notice: Notice, _: City) -> Lines:
    """Say what was found and done; then the citizen is asked."""
    outcome = notice.fact("outcome")
    yield say(f"told-resolve-{outcome}" if outcome in OUTCOMES else "told-resolve", number=notice.case)
    if notice.words:
        yield say("told-answer", unit=_unit(notice), text=notice.words)
    yield say("told-rate") if asks_for_rating(notice) else say("told-again")


def _reopened(notice: Notice, city: City) -> Lines:
    unit = notice.fact("unit")
    yield (
        say("told-reopen", number=notice.case, unit=_unit(notice))
        if unit
        else say("told-reopen-desk", number=notice.case)
    )
    yield from _due(notice, city)
    yield say("told-ask-any-time")


def _merged(notice: Notice, city: City) -> Lines:
    into = notice.fact("into")
    if not into:  # an outside backend does not say into which
        yield _changed_line(notice)
        return
    yield say("told-merge", number=notice.case, into=into)
    yield say("told-merge-next", into=into)
    yield from _due(notice, city)


def _unmerged(notice: Notice, city: City) -> Lines:
    yield say("told-unmerge", number=notice.case, unit=_unit(notice))
    yield from _due(notice, city)


def _withdrawn(notice: Notice, _: City) -> Lines:
    yield say("told-withdraw", number=notice.case)
    yield say("told-again")


def _inherited(notice: Notice, _: City) -> Lines:
    """Tell who joined that the case is theirs now: who brought it first has taken it back."""
    yield say("told-heir", number=notice.case)
    yield say("told-ask-any-time")


def _reminded(notice: Notice, city: City) -> Lines:
    yield say("told-remind", number=notice.case)
    if until := notice.moment("rate_by"):
        yield say("told-remind-until", day=due(city, until))
    yield say("told-rate")


def _noted(notice: Notice, _: City) -> Lines:
    yield say("told-note", number=notice.case, text=notice.words)
    yield say("told-ask-any-time")


def _closed(notice: Notice, _: City) -> Lines:
    """Say that it has ended: told only where an outside backend closes what had no result before."""
    yield say("told-close", number=notice.case)
    if notice.words:
        yield say("told-answer", unit=_unit(notice), text=notice.words)
    yield say("told-again")


def _changed(notice: Notice, _: City) -> Lines:
    """Say that there is news where a backend names a step of its own."""
    yield say("told-note", number=notice.case, text=notice.words) if notice.words else _changed_line(notice)
    yield say("told-ask-any-time")


def _changed_line(notice: Notice) -> Say:
    return say("told-changed", number=notice.case)


def _due(notice: Notice, city: City) -> Lines:
    if until := notice.moment("reply_by"):
        yield say("told-due", day=due(city, until))


def _why(notice: Notice) -> Lines:
    if notice.words:
        yield say("told-why", text=notice.words)


def _unit(notice: Notice) -> Value:
    return Named("unit", notice.fact("unit"))


def _draft_waits(_: Notice, __: City) -> Lines:
    yield say("told-draft")


def _draft_handed_over(_: Notice, __: City) -> Lines:
    yield say("told-draft-handed-over")


STEPS: Final[Mapping[str, Tell]] = {
    "accept": _accepted,
    "assign": _assigned,
    "decline": _declined,
    "grant": _extended,
    "ask": _asked,
    "reply": _replied,
    "resolve": _resolved,
    "reopen": _reopened,
    "merge": _merged,
    "unmerge": _unmerged,
    "withdraw": _withdrawn,
    "heir": _inherited,
    "remind-rating": _reminded,
    "draft-reminder": _draft_waits,
    "draft-handed-over": _draft_handed_over,
    "note": _noted,
    "close": _closed,
}
"""Every step that a citizen is told of, by its name in the timeline; ``heir`` and reminders are no entries of it."""
BY_BACKENDS: Final = frozenset({"withdraw", "close"})
"""Steps that citizens are told of only where an outside backend takes them: here they take a case back themselves, and
a case is closed once it is rated, or the time for that is over."""
