"""Whom nothing is worth living for: for a day each message is heard by the desk and answered, and none is a form."""

from typing import Final

from dialogs.came import place_line
from dialogs.desk.around import Steps
from dialogs.desk.desk import Desk
from dialogs.facts.acts import ReportDanger
from dialogs.facts.moment import DAY, NEVER, Moment
from dialogs.facts.say import Named, Reply, Say, say
from dialogs.machine.replay import Perform

LINES: Final = ("despair-here", "despair-stay", "despair-with")
"""What is said in turn, for the same words again are no company."""
NOBODY: Final = ("", NEVER, 0)


def despairing(desk: Desk) -> Steps[Reply | None]:
    """Go on with who despaired within a day; a clear new matter, or what they began since, takes its own way."""
    code, at, answers = desk.conversation.cried
    found = desk.around.city.danger(code) if code and desk.around.now - at <= DAY else None
    if not found or not found.person or _is_meant_elsewhere(desk, at):
        return None
    if _is_new_matter(desk):
        desk.change(cried=NOBODY)
        return None
    yield Perform(desk.key("danger"), ReportDanger(code, _words(desk)))
    desk.change(cried=(code, at, answers + 1))
    return Reply((_line(desk, found.hotline, answers),))


def _is_meant_elsewhere(desk: Desk, since: Moment) -> bool:
    conversation, said = desk.conversation, desk.said
    if conversation.is_underway and conversation.active_at > since:
        return True
    is_choice = desk.around.hearing.number(said.text) is not None
    return is_choice or desk.around.hearing.command(said.text).startswith("to-") or not _words(desk)


def _is_new_matter(desk: Desk) -> bool:
    """Whether a sentence says of what kind it is and where, and is no cry; where somebody is, is an answer."""
    reading = desk.around.reader.read(desk.said.text)
    return bool(reading.sure and reading.place) and not reading.danger


def _words(desk: Desk) -> str:
    """Give what the desk is to read; a spot on the map by its figures."""
    place = desk.said.place
    return place_line(place) if place and not desk.said.text else desk.said.text


def _line(desk: Desk, hotline: str, answers: int) -> Say:
    numbers = {"number": Named("hotline-number", hotline), "hotline": Named("hotline-number", "city")}
    if desk.around.hearing.is_unreached(desk.said.text):
        return say("despair-unreached", **numbers)
    if desk.said.place or desk.around.reader.reads_as_place(desk.said.text):
        return say("despair-place", **numbers)
    return say(LINES[answers % len(LINES)], **numbers)
