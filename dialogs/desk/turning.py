"""Turning to a matter where a number or a code was asked for: it is heard as a message, and no wrong code."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from dialogs.desk.further import is_sentence
from dialogs.machine.question import Question

if TYPE_CHECKING:
    from dialogs.desk.desk import Desk

LEAST_ADDED: Final = 4  # characters
PUT_ASIDE: Final[Mapping[str, str]] = {"bind-number": "bind-number-aside", "bind-code": "bind-code-aside"}
"""By question what is said when it waits below a matter, and is asked again afterwards."""
LET_GO: Final = ("my-cases", "query-code")
"""Questions about a case that was wanted; who turns to another matter wants it no more."""


def turns(desk: "Desk", question: Question) -> bool:
    """Whether a message tells a matter, beyond doubt, where digits were asked for."""
    if question.key not in PUT_ASIDE and question.key not in LET_GO:
        return False
    reading = desk.around.reader.read(desk.said.text)
    if reading.place and reading.categories:
        return True
    return question.key in PUT_ASIDE and reading.sure and _is_a_story(desk)


def tells_more(desk: "Desk", question: Question) -> bool:
    """Whether words are what is to be added, said before the case that they are for."""
    if question.key != "my-cases" or desk.top_script != "supplement":
        return False
    text = desk.said.text
    return len(text) >= LEAST_ADDED and any(map(str.isalpha, text)) and not desk.around.hearing.is_about_numbers(text)


def may_tell_a_matter(desk: "Desk") -> bool:
    """Whether a message in place of a case number may be a new one: not words that say that there is no number."""
    if not any(map(str.isalpha, desk.said.text)):
        return True
    reading = desk.around.reader.read(desk.said.text)
    return bool(reading.place or reading.categories) or _is_a_story(desk)


def _is_a_story(desk: "Desk") -> bool:
    return is_sentence(desk.said.text) and not desk.around.hearing.is_about_numbers(desk.said.text)
