"""The office: who is bound as an officer and at work there has the dialogs of an officer, until they are a citizen."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from dialogs.answers import plain
from dialogs.desk.around import Steps
from dialogs.desk.at_work import meant
from dialogs.desk.desk import Desk
from dialogs.facts.moment import NEVER
from dialogs.facts.officers import INVITE_DIGITS, Me, WhoAmI
from dialogs.facts.say import Reply, say
from dialogs.machine import moves
from dialogs.machine.script import Start
from dialogs.officer.endings import CASE, TASKS

OFFICERS: Final = "officer-"
"""What the names of officers' scripts begin with."""
MERELY_OFFERED: Final = ("officer-tasks", "officer-do")
"""Questions that nobody is in the middle of: what was pushed after them comes first."""


def office(desk: Desk) -> Steps[Reply | None]:
    """Hear an officer who is at work, or a code that makes somebody one, in the language they bind in."""
    word, code = _invited(desk)
    if code:
        desk.change(language=_language_of(desk, word))
        return (yield from _alone(desk, Start("officer-bind", {"code": code})))
    if not desk.conversation.office and not (yield from _returns(desk)):
        return None
    name = desk.around.hearing.command(desk.said.text)
    if name in WORDS and (reply := (yield from WORDS[name](desk))) is not None:
        return reply
    if name or _is_written(desk):
        return None
    return (yield from _at_work(desk))


def tasks(desk: Desk) -> Steps[Reply]:
    """Show the list; who is bound is at work from now on."""
    if not (yield from _enter(desk)):
        return Reply((say("office-none"),))
    return (yield from _alone(desk, Start(TASKS)))


def citizen(desk: Desk) -> Steps[Reply]:
    """Be a citizen from now on."""
    yield from ()
    at_work = desk.conversation.office
    desk.change(office=False, runs=(), pending=None)
    return Reply((say("office-left" if at_work else "office-not"),))


def new_pin(desk: Desk) -> Steps[Reply]:
    if not (yield from _enter(desk)):
        return Reply((say("office-none"),))
    return (yield from _alone(desk, Start("officer-pin")))


def open_case(desk: Desk, number: str, act: str = "") -> Steps[Reply]:
    """Open a case that was tapped, named or pushed; ``act`` is what is to be done with it, where that was said."""
    if not (yield from _enter(desk)):
        return Reply((say("office-none"),))
    return (yield from _alone(desk, Start(CASE, {"number": number, "act": act})))


def stopped(desk: Desk) -> Reply | None:
    """Leave what an officer is in the middle of; None for who is in a citizen's dialog, and leaves as citizens do."""
    if not desk.conversation.office or (desk.top is not None and not desk.top_script.startswith(OFFICERS)):
        return None
    line = "office-idle" if desk.top is None else "office-stopped"
    desk.change(runs=(), pending=None)
    return Reply((say(line),))


def is_at_work(desk: Desk) -> bool:
    """Whether an officer writes in the middle of an officer's dialog."""
    return desk.conversation.office and desk.top_script.startswith(OFFICERS) and desk.is_active


def _at_work(desk: Desk) -> Steps[Reply | None]:
    """Hear what is neither a command nor words that were asked for."""
    me = yield WhoAmI()
    if isinstance(me, Me) and not me.unit:
        desk.change(office=False, runs=(), pending=None)
        desk.lead += (say("officer-unbound"),)
        return None
    if isinstance(me, Me) and me.pushed and me.pushed_at > desk.conversation.active_at:
        return (yield from _answer_push(desk, me.pushed))
    if number := _named(desk):
        return (yield from open_case(desk, number))
    if desk.is_active:
        return None
    if meant(desk):
        return (yield from _alone(desk, Start(TASKS, {"lead": "office-pick"})))
    return Reply((say("office-idle"),))


def _answer_push(desk: Desk, number: str) -> Steps[Reply]:
    """Open what was pushed. Words that are no act are not recorded, and it is said so."""
    act = meant(desk)
    said = desk.said.text
    small = desk.around.hearing.is_small_talk(said) or desk.around.hearing.number(said) is not None
    if said and not act and not small and not _named(desk):
        desk.lead += (say("office-unsaid"),)
    return (yield from open_case(desk, _named(desk) or number, act))


def _alone(desk: Desk, start: Start) -> Steps[Reply]:
    """Begin with nothing below: an officer does one thing at a time."""
    desk.change(runs=(), pending=None)
    return (yield from desk.advance(desk.begin(start)))


def _enter(desk: Desk) -> Steps[bool]:
    """Go to work where somebody is bound here; where that cannot be looked up, it stays as it was."""
    if desk.conversation.office:
        return True
    me = yield WhoAmI()
    bound = isinstance(me, Me) and bool(me.unit)
    desk.change(office=bound)
    return bound


def _returns(desk: Desk) -> Steps[bool]:
    """Whether an officer writes whose conversation was forgotten: looked up with a first message and no other."""
    if desk.conversation.active_at != NEVER or desk.top is not None or not desk.said.text:
        return False
    return (yield from _enter(desk))


def _invited(desk: Desk) -> tuple[str, str]:
    """Give the word that binds and the digits of an invite behind it, or nothing."""
    if len(desk.said.text) <= INVITE_DIGITS:
        return "", ""
    said = plain(desk.said.text)
    word = next((word for word in desk.around.wording.lists("bind-words") if said.startswith(plain(word))), "")
    digits = re.sub(r"[\s:：，,-]", "", said[len(word) :])
    return (word, digits) if word and re.fullmatch(rf"\d{{{INVITE_DIGITS}}}", digits) else ("", "")


def _language_of(desk: Desk, word: str) -> str:
    """Name the language in which somebody binds: the one spoken already where it has that word, else the word's."""
    catalogues = desk.around.wording.catalogues
    theirs = [language for language, catalogue in catalogues.items() if word in catalogue.words("bind-words")]
    return desk.language if desk.language in theirs else theirs[0]


def _is_written(desk: Desk) -> bool:
    """Whether somebody is in the middle of something: words were asked for, or a choice of more than where to go."""
    return desk.is_active and desk.pending is not None and desk.pending.key not in MERELY_OFFERED


def _named(desk: Desk) -> str:
    """Give the case that a whole message is the number of: all twelve digits, or the last five."""
    digits = re.sub(r"[\s-]", "", plain(desk.said.text))
    return digits if re.fullmatch(r"\d{12}|\d{5}", digits) else ""


def _back(desk: Desk) -> Steps[Reply | None]:
    """Go back from a case to the list; from anything else as citizens do."""
    is_begun = desk.top is not None and moves.back(desk.top) is not None
    if desk.top_script != CASE or is_begun or not is_at_work(desk):
        return None
    return (yield from tasks(desk))


def _of_citizens(line: str) -> Callable[[Desk], Steps[Reply | None]]:
    """Say to who is in the middle of a case that a command is no officer's; at any other time it is heard."""

    def told(desk: Desk) -> Steps[Reply | None]:
        if not is_at_work(desk):
            return None
        desk.lead += (say(line),)
        return (yield from desk.advance(desk.conversation.runs))

    return told


def _help(desk: Desk) -> Steps[Reply | None]:
    desk.lead += (say("office-help"),)
    if desk.top is None:
        return Reply()
    return (yield from desk.advance(desk.conversation.runs))


WORDS: Final[Mapping[str, Callable[[Desk], Steps[Reply | None]]]] = {
    "back": _back,
    "urge": _of_citizens("office-citizens"),
    "withdraw": _of_citizens("office-citizens"),
    "amend": _of_citizens("office-citizens"),
    "rate": _of_citizens("office-citizens"),
    "unbind": _of_citizens("office-unbind"),
    "help": _help,
    "how": _help,
    "menu": tasks,
    "status": tasks,
    "tasks": tasks,
    "office": tasks,
    "pin": new_pin,
}
"""Commands that mean something else to who is at work."""
