"""What officers read fits two SMS as well, with names as wide as they may be."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from catalogue_shelf import HEARING, LANGUAGES, speaker
from msgspec import structs
from test_word_lengths import CITY, NUMBER, SMS, WIDEST_DAY, asking, misses, own_words, too_long

from dialogs.answers import Miss, by_label
from dialogs.facts.cases import Status
from dialogs.facts.notices import Audience, Notice
from dialogs.facts.officers import Task, TaskCard, Tasks
from dialogs.facts.say import Reply
from dialogs.machine.journal import Run
from dialogs.machine.question import Question
from dialogs.machine.replay import Waiting
from dialogs.officer import notices, questions
from dialogs.officer.cases import shown

PHONE = replace(SMS, listed=3)
ACTS = ("sign", "resolve", "reply", "ask", "ask-extension", "return", "note")
TOWN = SimpleNamespace(**vars(CITY), units=[SimpleNamespace(code=str(at)) for at in range(20)])
TOWN.closing = SimpleNamespace(least=500)
TOWN.supervision = SimpleNamespace(warn_at=(50, 80, 100))
CARD = TaskCard(
    NUMBER, Status.ASSIGNED, "c", "s", "u", "", "", WIDEST_DAY, 5, "ask-extension", WIDEST_DAY, signed=True, acts=ACTS
)


def prompts() -> list[Question]:
    lines = tuple(Task(str(int(NUMBER) + at), "c", WIDEST_DAY, elsewhere=True) for at in range(9))
    return [
        *(questions.REASON, questions.WHY_LATER, questions.DAYS, questions.answer(TOWN), questions.OUTCOME),
        *(questions.CHECKED, questions.PIN, questions.PIN_NEW, *questions.WORDS.values()),
        questions.tasks(TOWN, Tasks(lines, 999)),
        questions.menu(CARD),
        questions.right_unit(TOWN, "1"),
        questions.missing(()),
        questions.missing(("facts",)),
        questions.doubt(NUMBER),
    ]


def ways(question: Question) -> list[Reply]:
    """Give every way in which a question is put."""
    waiting = Waiting(Run("r", "officer-case", None, "zh-Hans", ""), question, 0, ())
    waits = asking.pending(waiting, "zh-Hans", asking.size_of(question, PHONE))
    found = [miss for miss in misses(question) if isinstance(miss, Miss)]
    return [asking.asked(waiting, waits), *(asking.asked_again(waiting, waits, miss) for miss in found)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_prompt_fits(language: str) -> None:
    """Each question to an officer takes no more than two SMS."""
    review = questions.review(NUMBER, "other-path", own_words(language))

    assert too_long([reply for each in (*prompts(), review) for reply in ways(each)], language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_with_its_choices_fits(language: str) -> None:
    """A case with what can be done with it takes no more than two SMS, photos apart."""
    words = own_words(language)
    card = replace(CARD, place=words, what=words, photos=0)
    asked = ways(questions.menu(card))[0]

    assert too_long([Reply((*shown(TOWN, card), *asked.paragraphs), asked.items)], language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", [*notices.STEPS, "otherwise"])
def test_every_notice_fits(language: str, step: str) -> None:
    """Each notice to an officer takes no more than two SMS."""
    at = str(WIDEST_DAY)
    facts = {"category": "c", "reply_by": at, "sign_by": at, "due": at, "time": "letter", "warning": "2", "right": "u"}
    facts |= {"value": "unsolved", "why": "untrue"}
    facts |= {"count": "200", "late": "199", "cases": " ".join(f"{NUMBER}/reply_by/{at}" for _ in range(9))}
    notice = Notice("n", Audience.OFFICER, "o", step, WIDEST_DAY, WIDEST_DAY, NUMBER, 3, tuple(facts.items()))
    worded = structs.replace(notice, words=own_words(language))

    assert too_long([notices.told(each, TOWN) for each in (notice, worded)], language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_choice_is_heard_as_itself(language: str) -> None:
    """Who copies a choice gives it, and no choice is a command."""
    for question in prompts():
        if question.key in {"officer-tasks", "officer-unit"}:
            continue
        labels = {each.code: HEARING.labels(each) for each in question.options}
        for each in question.options:
            said = str(speaker(language).value(each.label))
            assert by_label(said, labels) == each.code, (question.key, said)
            assert not HEARING.command(said), said
