"""Further sentences: words that go on with those given a moment ago instead of answering what is asked."""

from typing import TYPE_CHECKING, Final

from dialogs.answers import plain
from dialogs.desk.fitting import WHAT_WORDS, goes_to
from dialogs.facts.cases import Privacy
from dialogs.facts.moment import MINUTE, SECOND
from dialogs.filing.privacy import privacy_said
from dialogs.filing.questions import LEAST_WORDS
from dialogs.machine import moves
from dialogs.machine.journal import Run
from dialogs.machine.question import Question

if TYPE_CHECKING:
    from dialogs.desk.desk import Desk

AT_ONCE: Final = 15 * SECOND  # so soon after the words before, nobody has read the next question
MOST_IN_A_ROW: Final = 2  # that are added at one question; who has read it and says more needs help with it
LEAST_LATIN: Final = 3  # words of a sentence


def is_sentence(text: str) -> bool:
    """Whether words are long enough to tell more of a matter."""
    said = plain(text)
    return len(said) >= LEAST_WORDS and (not said.isascii() or len(said.split()) >= LEAST_LATIN)


def taken_instead(desk: "Desk", question: Question, run: Run) -> bool:
    """Whether own words that a question would take belong to those before."""
    since = desk.around.now - desk.conversation.words_at
    if says_privacy(desk) and question.key not in WHAT_WORDS:
        return added(desk, run) is not None
    if since > MINUTE or not (_adds_on(desk, question) or (question.place and _is_no_place(desk, since))):
        return False
    return added(desk, run) is not None


def taken_besides(desk: "Desk", question: Question, run: Run) -> bool:
    """Whether words that a choice does not take belong to those before."""
    text = desk.said.text
    if says_privacy(desk) and not question.loose:
        return moves.has_words(run, WHAT_WORDS)
    if question.key == "area" and desk.around.reader.reads_as_place(text):
        return moves.has_words(run, WHAT_WORDS)  # who names a road where districts are listed says it better
    if desk.around.now - desk.conversation.words_at > MINUTE or question.loose or not text:
        return False
    is_number = desk.around.hearing.number(text) is not None
    return _adds_on(desk, question) and not is_number and moves.has_words(run, WHAT_WORDS)


def says_privacy(desk: "Desk") -> Privacy | None:
    """Say what a message in the middle of filing wants of who may learn who reports."""
    return privacy_said(desk.around.city, desk.said.text) if desk.top_script == "filing" else None


def _adds_on(desk: "Desk", question: Question) -> bool:
    if not question.is_choice or not is_sentence(desk.said.text):
        return False
    if question.place and desk.around.reader.reads_as_place(desk.said.text):
        return False
    misses = desk.pending.misses if desk.pending else 0
    return misses < MOST_IN_A_ROW or desk.around.now - desk.conversation.words_at <= AT_ONCE


def _is_no_place(desk: "Desk", since: int) -> bool:
    """Whether words at a question for a place tell more of the matter; the second time they are the place."""
    reader, text = desk.around.reader, desk.said.text
    if reader.reads_as_place(text) or (desk.pending and desk.pending.misses):
        return False
    return since <= AT_ONCE or bool(reader.read(text).categories)


def added(desk: "Desk", run: Run) -> Run | None:
    """Add the message to the words it goes on from: those of a place to the place, others to the description."""
    is_place = desk.around.reader.reads_as_place(desk.said.text)
    return moves.add_words(run, desk.said.text, goes_to(run, is_place=is_place))
