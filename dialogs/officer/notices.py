"""What an officer is told: what happened to a case, by when it wants them, and how to open it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from dialogs.city import City
from dialogs.due import due
from dialogs.facts.moment import Moment
from dialogs.facts.notices import Notice
from dialogs.facts.say import Clipped, Item, Named, Reply, Say, say
from dialogs.rating import REASONS
from dialogs.reading import mask

Lines: TypeAlias = Iterator[Say]
Tell: TypeAlias = Callable[[Notice, City], Lines]

LISTED: Final = 3
"""How many cases stand in the list of a day; of more, what is due first."""
DUE: Final[Mapping[str, str]] = {
    "accept_by": "officer-told-due-accept",
    "sign_by": "officer-told-due-sign",
    "reply_by": "officer-told-due-reply",
    "letter": "officer-told-due-letter",
}
"""By the time that runs, as the casebook names it, what has to be done until then."""


def told(notice: Notice, city: City) -> Reply:
    """Put a notice into words. Whatever is answered to it opens its case, and so does a tap."""
    lines = tuple(STEPS.get(notice.step, _changed)(notice, city))
    return Reply(lines, (opening(notice.case),) if notice.case else ())


def opening(number: str) -> Item:
    """Give the choice that opens a case; what is tapped carries its number."""
    return Item("1", f"t.{number}", say("officer-told-open"))


def _assigned(notice: Notice, city: City) -> Lines:
    yield _about("officer-told-assign", notice)
    if until := notice.moment("sign_by"):
        yield say(DUE["sign_by"], day=due(city, until))
    else:
        yield from _by(notice, city)


def _warned(notice: Notice, city: City) -> Lines:
    """Say how much of the time is over, or since when it is."""
    until = notice.moment("due")
    late = until is not None and notice.at >= until
    yield _about("officer-told-late" if late else "officer-told-soon", notice)
    if until is not None:
        yield say(DUE.get(notice.fact("time"), DUE["reply_by"]), day=due(city, until))
    if share := _share(notice, city):
        yield say("officer-told-share", share=share)


def _share(notice: Notice, city: City) -> str:
    """Give the share of the time that is over, as long as it is not all of it."""
    given, marks = int(notice.fact("warning") or 0), city.supervision.warn_at
    share = marks[given - 1] if 1 <= given <= len(marks) else 100
    return f"{share}%" if share < 100 else ""  # noqa: PLR2004 - per cent


def _listed(notice: Notice, city: City) -> Lines:
    """Say what is due and what is late, with the first of them."""
    count, late = notice.fact("count"), notice.fact("late")
    yield (
        say("officer-told-list", count=count, late=late)
        if late not in {"", "0"}
        else say("officer-told-list-due", count=count)
    )
    for each in notice.fact("cases").split()[:LISTED]:
        number, _, at = each.split("/")
        yield say("officer-told-line", tail=number[-5:], day=due(city, Moment(int(at))))
    yield say("officer-told-tasks")


def _with_words(key: str, *, over: bool = False) -> Tell:
    """Make a notice that has what was said in a second line; what is ``over`` has to be done by no time."""

    def tell(notice: Notice, city: City) -> Lines:
        yield _about(key, notice)
        if notice.words:
            yield say("officer-told-said", text=Clipped(mask(notice.words)))
        elif (why := notice.fact("why")) in REASONS:
            yield say("told-why", text=say(f"why-{why}"))
        if not over:
            yield from _by(notice, city)

    return tell


def _asked_to_help(notice: Notice, city: City) -> Lines:
    yield _about("officer-told-help", notice)
    yield say("officer-told-lead", unit=Named("unit", notice.fact("unit")))
    yield from _by(notice, city)


def _returned(notice: Notice, city: City) -> Lines:
    """Say why it comes back, and which unit is the right one to whoever returned it."""
    yield from _with_words("officer-told-return")(notice, city)
    if right := notice.fact("right"):
        yield say("officer-told-right", unit=Named("unit", right))


def _reopened(notice: Notice, city: City) -> Lines:
    """Say that it is to be handled again, and with it that the citizen was not satisfied, where they were not."""
    key = "officer-told-reopen-rated" if notice.fact("value") else "officer-told-reopen"
    yield from _with_words(key)(notice, city)


def _granted(notice: Notice, city: City) -> Lines:
    yield _about("officer-told-grant", notice)
    yield from _by(notice, city)


def _changed(notice: Notice, _: City) -> Lines:
    yield _about("officer-told-changed", notice) if notice.case else say("officer-told-tasks")


def _about(key: str, notice: Notice) -> Say:
    return say(key, number=notice.case, category=Named("category", notice.fact("category")))


def _by(notice: Notice, city: City) -> Lines:
    """Say by when it is to be answered."""
    if until := notice.moment("reply_by"):
        yield say("officer-told-due-reply", day=due(city, until))


STEPS: Final[Mapping[str, Tell]] = {
    "assign": _assigned,
    "help": _asked_to_help,
    "warn": _warned,
    "daily-list": _listed,
    "return": _returned,
    "grant": _granted,
    "refuse": _with_words("officer-told-refuse"),
    "answer": _with_words("officer-told-answer"),
    "urge": _with_words("officer-told-urge"),
    "note": _with_words("officer-told-note"),
    "join": _with_words("officer-told-join"),
    "rate": _with_words("officer-told-rate", over=True),
    "reopen": _reopened,
    "supervise": _with_words("officer-told-supervise"),
    "hand-on": _assigned,
    "withdraw": _with_words("officer-told-withdraw", over=True),
}
"""Every step that officers are told of, by its name in the timeline; ``daily-list`` and ``help`` have no entry."""
