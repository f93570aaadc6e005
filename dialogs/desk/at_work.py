"""What officers say beside their questions: courtesies, an act not on offer, a unit's short name, a lost PIN."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from dialogs.answers import Miss, by_initials, by_label, plain
from dialogs.desk.asking import OF_OFFICERS
from dialogs.facts.say import Named, Say, Value, say
from dialogs.machine.question import Form, Given, Option, Question
from dialogs.officer.questions import OFFERED

if TYPE_CHECKING:
    from dialogs.desk.desk import Desk

AGAIN: Final = {"hello": "hello-again", "warm": "warm-again", "noted": "noted-again"}


def heard(desk: "Desk", question: Question, given: Given | Miss) -> Given | Miss:
    """Hear what fits none of an officer's choices, nor the figures that were asked for."""
    if not question.key.startswith(OF_OFFICERS) or not isinstance(given, Miss) or not desk.said.text:
        return given
    desk.besides = _besides(desk, question)
    return given if desk.besides else _meant(desk, question) or given


def _besides(desk: "Desk", question: Question) -> Say | None:
    """Say what answers words that are no answer; None where nothing does."""
    hearing, text = desk.around.hearing, desk.said.text
    if any(word in plain(text) for word in map(plain, desk.around.wording.lists("office-forgot-words"))):
        return say("office-forgot")
    if question.form is not Form.ANY and any(map(str.isalnum, text)) and hearing.is_small_talk(text):
        return say(AGAIN[hearing.warmth(text)])
    if question.key == "officer-do" and (act := meant(desk)) and act not in _codes(question.options):
        return say("office-not-now", act=next(each.label for each in OFFERED if each.code == act))
    return None


def _meant(desk: "Desk", question: Question) -> str:
    """Give the choice that words mean: a unit by its short name, a case of the list by its kind."""
    if question.key == "officer-unit":
        return by_initials(desk.said.text, {each.code: desk.around.hearing.labels(each) for each in question.options})
    if question.key != "officer-tasks":
        return ""
    kinds = desk.around.reader.read(desk.said.text).categories[:1]
    found = [each.code for each in question.options if _kind_of(each.label) in kinds]
    return found[0] if len(found) == 1 else ""


def _kind_of(label: Value) -> str:
    """Name the category that a line of the list shows."""
    shown = label.values if isinstance(label, Say) else ()
    return next((each.code for _, each in shown if isinstance(each, Named) and each.kind == "category"), "")


def _codes(options: Iterable[Option]) -> tuple[str, ...]:
    return tuple(each.code for each in options)


def meant(desk: "Desk") -> str:
    """Give the act that words mean."""
    hearing, said = desk.around.hearing, desk.said.text
    labels = {each.code: hearing.labels(each) for each in OFFERED}
    return by_label(said, labels, denied=hearing.denies(said))
