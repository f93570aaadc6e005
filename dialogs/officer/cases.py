"""An officer's list, and a case opened from it."""

from collections.abc import Iterator
from typing import Any, Final

from dialogs.city import City
from dialogs.due import due
from dialogs.facts.moment import MINUTE
from dialogs.facts.officers import FindTask, MyTasks, TaskCard, Tasks
from dialogs.facts.say import Clipped, Day, Named, Say, say
from dialogs.machine.journal import Run
from dialogs.machine.script import Ending, Script, Start, ask, choose, ended, look_up, tell
from dialogs.officer import questions
from dialogs.officer.acts import ACTS
from dialogs.officer.endings import CASE, unbound

STEPS: Final = frozenset(
    {"file", "join", "note", "answer", "accept", "reclassify", "assign", "sign", "return", "ask", "ask-extension",
     "grant", "refuse", "reply", "resolve", "reopen", "rate", "urge", "warn", "supervise", "merge", "unmerge",
     "hand-on"}
)  # fmt: skip
"""Entries of the timeline that have a word of their own."""


def tasks(city: City, run: Run) -> Script:
    """List what waits, the most urgent first; a number opens one."""
    listed: Tasks | None = yield from look_up(MyTasks(), within=MINUTE)
    if listed is None:
        return unbound()
    if not listed.tasks:
        return ended(say("officer-no-tasks"))
    if lead := (run.arguments or {}).get("lead"):
        yield from tell(say(lead))
    given = yield from ask(questions.tasks(city, listed))
    number = given if isinstance(given, str) else given.text
    return ended(then=Start(CASE, {"number": number}, alone=True))


def case(city: City, run: Run) -> Script:
    """Show a case and do with it what is chosen; ``act`` was said already, ``brief`` spares the card."""
    arguments: dict[str, Any] = run.arguments
    card: TaskCard | None = yield from look_up(FindTask(arguments["number"]), within=MINUTE)
    if card is None:
        return ended(say("officer-no-case"))
    if not arguments.get("brief"):
        for said in shown(city, card):
            yield from tell(said)
    if not card.acts:
        return Ending(case=card.number)
    said_before = arguments.get("act", "")
    chosen = said_before if said_before in (*card.acts, questions.PHONE) else ""
    act = chosen or (yield from choose(questions.menu(card)))
    return (yield from ACTS[act](city, card))


def shown(city: City, card: TaskCard) -> Iterator[Say]:
    """Say what, by when, where, and what happened last."""
    yield say("officer-card", number=card.number, category=Named("category", card.category))
    status = say(f"status-{card.status}")
    if card.due_at is None:
        yield say("case-status", status=status)
    else:
        wanted = say("officer-state-signed" if card.signed else "officer-state-new")
        yield say("officer-card-due", status=wanted, day=due(city, card.due_at))
    if card.place:
        yield say("officer-card-where", spot=Clipped(card.place))
    elif card.street:
        yield say("officer-card-where", spot=Named("street", card.street))
    if card.what:
        yield say("officer-card-what", what=Clipped(card.what))
    if card.photos:
        yield say("officer-card-photos", photos=str(card.photos))
    step = card.step if card.step in STEPS else "other"
    yield say("officer-card-step", status=say(f"officer-step-{step}"), day=Day(card.step_at))
