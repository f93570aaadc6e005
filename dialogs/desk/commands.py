"""Command words: what a whole message may ask for at any time."""

import re
from collections.abc import Callable
from typing import TypeAlias

import msgspec

from dialogs.answers import SHORT, plain
from dialogs.desk import belonging, office
from dialogs.desk.around import Hearing, Steps
from dialogs.desk.desk import DRAFT_KEPT, Desk
from dialogs.desk.resuming import drafts_of, resume
from dialogs.facts.acts import OptIn, OptOut
from dialogs.facts.cases import CaseCard
from dialogs.facts.queries import MyCases
from dialogs.facts.say import Item, Named, Reply, Say, say
from dialogs.filing.review import CARD
from dialogs.machine import moves
from dialogs.machine.journal import Run
from dialogs.machine.replay import Perform

Command: TypeAlias = Callable[[Desk], Steps[Reply]]
OF_A_CASE = {"supplement": "supplement", "urge": "urge", "withdraw": "withdraw", "amend": "amend", "rate": "rating"}
"""By command the script that does it with one case."""
WITH_NUMBER = {**OF_A_CASE, "status": "status", "renew": "renew"}
OF_A_KIND = ("status", "urge", "withdraw", "rate")
"""Commands that a kind of matter may stand beside."""
NUMBER_FIRST = re.compile(r"(\d{12}|\d{5})(?!\d)")
LEAST_NUMBER = 5  # digits
MENU = ("file", "status", "rate", "person", "help")
BEGUN_ANEW = ("filing", "status", "rating", "renew", "person")  # the others go on from what they were begun with


def begin(script: str) -> Command:
    def run(desk: Desk) -> Steps[Reply]:
        return (yield from desk.start(script))

    return run


def of_a_case(script: str) -> Command:
    """Begin what is done with one case: the one last spoken of, unless it is named or there is none."""

    def run(desk: Desk) -> Steps[Reply]:
        spoken = belonging.recent_case(desk)
        is_open = spoken and any(card.number == spoken for card in (yield from desk.standing()).open_cases)
        return (yield from desk.start(script, {"number": spoken if is_open else ""}))

    return run


def status_of(desk: Desk, number: str = "") -> dict[str, object]:
    """Say what a look at a case begins with: in the middle of something it is a look, and offers nothing."""
    desk.let_pass()
    return {"number": number, "brief": desk.conversation.is_underway}


def status(desk: Desk) -> Steps[Reply]:
    """Look at own cases; who has none yet and asks in the middle of telling the first is shown where that stands."""
    fresh = desk.around.now - desk.conversation.active_at <= DRAFT_KEPT
    if desk.top_script == "filing" and fresh and (yield MyCases()) == ():
        desk.lead += (say("status-unfiled"),)
        return (yield from desk.advance(desk.conversation.runs))
    return (yield from desk.start("status", status_of(desk)))


def with_number(desk: Desk) -> Steps[Reply | None]:
    """Do what a command with a case number behind it asks for: 催办261123000017, ADD 00017 two more are out."""
    if len(desk.said.text) <= LEAST_NUMBER:
        return None
    name, number, words = _of_a_number(desk.around.hearing, desk.said.text)
    if name not in WITH_NUMBER:
        return None
    if name == "status":  # a look does no harm, whatever little stands behind it
        arguments = status_of(desk, number) if len(plain(words)) <= SHORT else None
    elif name == "supplement":
        arguments = {"number": number, "text": desk.taken(words), "media": [*desk.said.photos]}
    else:
        arguments = None if plain(words) else {"number": number}
    return None if arguments is None else (yield from desk.start(WITH_NUMBER[name], arguments))


def _of_a_number(hearing: Hearing, text: str) -> tuple[str, str, str]:
    """Give command, number and further words: 催办00017, 261123000017到哪一步了, 我的投诉00017怎么样了."""
    name, rest = hearing.led_by(text)
    if found := NUMBER_FIRST.match(rest):
        return name, found.group(1), rest[found.end() :].strip(" ,，。:：、")
    if not (found := belonging.NUMBER.search(text)):
        return "", "", ""
    before, behind = text[: found.start()].strip(), text[found.end() :].strip()
    name, words = ("", "") if before else hearing.led_by(behind)
    return name or hearing.command(before + behind), found.group(1), words


def with_kind(desk: Desk) -> Steps[Reply | None]:
    """Do what a command asks for with the one own case of the kind beside it: 查询电梯, 我那个路灯怎么样了.

    Who asks how it stands, and names no kind, sees their cases. Where something was asked, that may be answered so.
    """
    if desk.conversation.is_underway or desk.said.photos or (yield from desk.standing()).open_questions:
        return None
    name, kind = desk.around.hearing.beside_command(desk.said.text)
    reading = desk.around.reader.read(kind)
    if name not in OF_A_KIND or not kind or reading.place:
        return None
    mine = yield MyCases()
    cards: tuple[CaseCard, ...] = mine if isinstance(mine, tuple) else ()  # a look-up that failed names none
    found = [card.number for card in cards if card.category in reading.categories[:1]]
    if name == "status" and cards and not reading.categories:
        return (yield from status(desk))
    arguments = status_of(desk, found[0]) if name == "status" and found else {"number": "".join(found)}
    return (yield from desk.start(WITH_NUMBER[name], arguments)) if len(found) == 1 else None


def back(desk: Desk) -> Steps[Reply]:
    """Drop the last answer and ask that question again; a performed act is never passed."""
    if desk.top is None:
        return _nothing_open(desk)
    before = moves.back(desk.top)
    if moves.is_stopped(desk.top) or before is None:
        desk.lead += (say("back-done" if moves.is_stopped(desk.top) else "back-start"),)
        return (yield from desk.advance(desk.conversation.runs))
    desk.change(pending=None)
    return (yield from desk.advance((*desk.conversation.runs[:-1], before)))


def at_the_card(desk: Desk) -> Run | None:
    """Give what is being filed as its card shows it, before the change that is under way; None away from the card."""
    if desk.top is None or desk.pending is None or desk.top_script != "filing":
        return None
    return desk.top if desk.pending.key == CARD else moves.back_to(desk.top, CARD)


def keep(desk: Desk) -> Steps[Reply]:
    """Give up a change that was begun at the card, and show that as it stands."""
    if (card := at_the_card(desk)) is None:
        return _nothing_open(desk)
    if card is not desk.top:
        desk.change(pending=None)
    return (yield from desk.advance((*desk.conversation.runs[:-1], card)))


def restart(desk: Desk) -> Steps[Reply]:
    if desk.top is None:
        return _nothing_open(desk)
    desk.lead += (say("restarted"),)
    script = desk.top_script
    arguments = None if script in BEGUN_ANEW else desk.top.arguments
    desk.change(runs=desk.conversation.runs[:-1], pending=None)
    return (yield from desk.start(script, arguments))


def leave(desk: Desk) -> Steps[Reply]:
    if (stopped := office.stopped(desk)) is not None:
        return stopped
    if desk.top is None:
        return _nothing_open(desk)
    yield from ()
    desk.lead += (say("left-draft" if drafts_of(desk) else "left"),)
    desk.change(runs=(), pending=None)
    return Reply()


def _nothing_open(desk: Desk) -> Reply:
    return Reply((say("nothing-open"),), menu_items(desk))


def menu_items(desk: Desk) -> tuple[Item, ...]:
    """List what can be tapped; where nothing can, a list without digits would only puzzle."""
    if not desk.around.capabilities.links:
        return ()
    return tuple(Item("", f"m.{name}", say(f"menu-{name}")) for name in MENU)


def person(desk: Desk) -> Steps[Reply]:
    """Hand over to a person where the channel can; else say the hotline and leave a request to be called back."""
    if desk.around.capabilities.handover:
        return Reply(handover=True)
    return (yield from desk.start("person", {"text": belonging.recent_case(desk)}))


def _show(*lines: str) -> Command:
    """Show a help page, then ask again what was being asked."""

    def show(desk: Desk) -> Steps[Reply]:
        hotline = {"hotline": Named("hotline-number", "city"), "hours": Named("hotline-hours", "city")}
        shown: tuple[Say, ...] = tuple(say(line, **hotline) for line in lines)
        if desk.top is None:
            return Reply(shown, menu_items(desk))
        desk.lead += shown
        return (yield from desk.advance(desk.conversation.runs))

    return show


def speak(language: str) -> Command:
    """Switch the language; what is being asked is asked again from its codes."""

    def switch(desk: Desk) -> Steps[Reply]:
        waits = desk.pending
        runs = tuple(msgspec.structs.replace(run, language=language) for run in desk.conversation.runs)
        waits = waits and msgspec.structs.replace(waits, language=language)
        desk.change(language=language, runs=runs, pending=waits)
        desk.lead += (say("language-set"),)
        if desk.top is None:
            return Reply((say("office-idle" if desk.conversation.office else "say-what"),))
        return (yield from desk.advance(desk.conversation.runs))

    return switch


def file(desk: Desk) -> Steps[Reply]:
    """Begin filing; who is telling a matter already goes on with that, and after a pause is asked whether they do."""
    was_active = desk.is_active
    desk.let_pass()
    drafts = drafts_of(desk)
    if drafts and was_active and desk.top in drafts:
        desk.lead += (say("file-already"),)
        return (yield from desk.advance(desk.conversation.runs))
    if drafts:
        return (yield from resume(desk, drafts, {}))
    if desk.top_script == "filing":  # asked already, and told nothing but that there is something
        desk.lead += (say("how-to-file"),)
    return (yield from desk.start("filing"))


def how(desk: Desk) -> Steps[Reply]:
    """Tell who asks how to complain that they need only write, and let what they write next be the matter."""
    if not drafts_of(desk) and desk.top_script != "filing":
        desk.lead += (say("how-to-file"),)
    return (yield from file(desk))


def opt_out(desk: Desk) -> Steps[Reply]:
    yield Perform(desk.key("opt-out"), OptOut(here=_is_carriers(desk)))
    return Reply() if _is_carriers(desk) else Reply((say("opted-out"),))


def opt_in(desk: Desk) -> Steps[Reply]:
    yield Perform(desk.key("opt-in"), OptIn(here=_is_carriers(desk)))
    return Reply() if _is_carriers(desk) else Reply((say("opted-in"),))


def _is_carriers(desk: Desk) -> bool:
    """Whether the carrier answers this word itself: one answer is enough."""
    return plain(desk.said.text) in desk.around.capabilities.carrier_answers


COMMANDS: dict[str, Command] = {
    "opt-out": opt_out,
    "opt-in": opt_in,
    "carrier-out": leave,
    "back": back,
    "keep": keep,
    "restart": restart,
    "leave": leave,
    "help": _show("help", "help-commands"),
    "menu": _show("welcome"),
    "person": person,
    "status": status,
    "rate": begin("rating"),
    "renew": begin("renew"),
    "bind": begin("bind-phone"),
    "unbind": begin("unbind-phone"),
    **{name: of_a_case(script) for name, script in OF_A_CASE.items() if name != "rate"},
    "file": file,
    "how": how,
    "office": office.tasks,
    "tasks": office.tasks,
    "citizen": office.citizen,
    "pin": office.new_pin,
    "to-zh-Hans": speak("zh-Hans"),
    "to-zh-Hant": speak("zh-Hant"),
    "to-en": speak("en"),
}
