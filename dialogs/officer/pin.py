"""The PIN, asked for where a sender can be forged. It never enters a journal: what is kept is what came of it."""

from dialogs.city import City
from dialogs.facts.officers import Me, TaskCard, WhoAmI
from dialogs.facts.say import say
from dialogs.machine.journal import Run
from dialogs.machine.script import Ending, Part, Script, Start, ended, look_up, tell, words
from dialogs.officer.endings import TASKS, on_with, unbound
from dialogs.officer.questions import PIN, PIN_NEW


def proven(card: TaskCard) -> Part[Ending | None]:
    """Ask for the PIN before something ends; how it ends instead where it was not given."""
    outcome = yield from _given()
    return None if outcome == "right" else on_with(card, say(f"officer-pin-{outcome}"))


def _given() -> Part[str]:
    """Give right, locked, none or unavailable."""
    while (outcome := (yield from words(PIN)).text) == "wrong":
        yield from tell(say("officer-pin-wrong"))
    return outcome


def first(card: TaskCard) -> Part[Ending | None]:
    """Have a PIN set before anything is written that would need it; how it ends where none can be set."""
    kept = yield from _set()
    if kept != "kept":
        return on_with(card, say(f"officer-pin-{kept}"))
    yield from tell(say("officer-pin-kept"))
    return None


def _set() -> Part[str]:
    """Give kept, refused or unavailable."""
    while (kept := (yield from words(PIN_NEW)).text) == "weak":
        yield from tell(say("officer-pin-weak"))
    return kept


def change_pin(_: City, __: Run) -> Script:
    """Set a PIN, the first one or another one; the old one comes first."""
    me: Me | None = yield from look_up(WhoAmI())
    if me is not None and not me.unit:
        return unbound()
    if me is not None and me.has_pin and (outcome := (yield from _given())) != "right":
        return ended(say(f"officer-pin-{outcome}"))
    kept = yield from _set()
    return ended(say(f"officer-pin-{kept}"), then=Start(TASKS))
