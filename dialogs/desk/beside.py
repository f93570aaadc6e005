"""What people say beside the question: thanks, a question of their own, another place."""

from typing import TYPE_CHECKING

from dialogs.answers import Miss, by_label, plain
from dialogs.desk import at_work, further, turning
from dialogs.desk.fitting import is_on_the_map
from dialogs.facts.cases import Place
from dialogs.facts.moment import MINUTE
from dialogs.facts.say import Named, say
from dialogs.filing.privacy import QUESTION
from dialogs.filing.review import CARD, FILE
from dialogs.machine.question import Form, Given, Option, Question, Text

if TYPE_CHECKING:
    from dialogs.desk.desk import Desk

MOST_REFUSED = 2  # times that words are no place; who insists means it
LEAST_QUESTION = 4  # characters
NAMES = ("name", "behalf", "danger-next")
"""Questions whose answer may be a word of greeting, or of thanks."""
OWN_WORDS = ("detail-", "name", "behalf")
"""What the keys of such questions begin with that are answered in a few own words."""
CONTRADICTED = (CARD, "what", "what-more")
"""Questions at which people say that what stands there is wrong."""
KINDS = ("category", "group", "category-in")
"""Questions that read own words for the kind of the matter."""
REPLIES = (Option("yes", say("here-yes"), "yes-words"), Option("no", say("here-no"), "no-words"))
TELLS = ("what", "what-more", "supplement", "why", "withdraw-why")
"""Questions that want to hear a story: what sounds like a question is part of it."""


def instead(desk: "Desk", question: Question, heard: Given | Miss) -> Given | Miss:
    """Keep what was meant beside the question from being taken as its answer."""
    heard = at_work.heard(desk, question, heard)
    if desk.besides is not None or isinstance(heard, str):
        return heard
    if _is_open(question) and (question.form is Form.NUMBER or question.key in NAMES):
        return _asked_back(desk, question, heard)
    return Miss.OTHER if turning.turns(desk, question) else _instead(desk, question, heard)


def _instead(desk: "Desk", question: Question, heard: Given | Miss) -> Given | Miss:
    text = desk.said.text
    if not text or question.form is not Form.ANY or question.key in NAMES or desk.said.photos:
        return heard
    if any(map(str.isalnum, text)) and desk.around.hearing.is_small_talk(text):
        desk.besides = say(at_work.AGAIN[desk.around.hearing.warmth(text)])
        return Miss.OTHER
    if place := _another_place(desk, question, heard):
        if question.place:
            return Text(place.text)
        desk.moved = place
        return Miss.OTHER
    if question.key in CONTRADICTED and not isinstance(heard, str):
        return _contradicted(desk, question, heard)
    option = _in_the_citys_words(desk, question) if isinstance(heard, Miss) else ""
    heard = option or _asked_back(desk, question, heard)
    return Miss.OTHER if isinstance(heard, Text) and _is_beside(desk, question) else heard


def _is_beside(desk: "Desk", question: Question) -> bool:
    """Whether own words say nothing of what is asked: no place, or none of the kinds of matters."""
    if question.place:
        return _is_no_place(desk)
    return question.key in KINDS and not desk.around.reader.read(desk.said.text).categories


def _in_the_citys_words(desk: "Desk", question: Question) -> str:
    """Hear a choice by the words that the city knows for it; a sentence that goes on with others is left to them."""
    text, code = desk.said.text, question.key.removeprefix("detail-")
    goes_on = further.is_sentence(text) and desk.around.now - desk.conversation.words_at <= MINUTE
    asking = next((each for each in desk.around.city.categories if code in each.questions), None)
    if not question.options or asking is None or goes_on or desk.said.voice:
        return ""
    return next((each.option for each in desk.around.reader.told(text, asking.code) if each.question == code), "")


def _contradicted(desk: "Desk", question: Question, heard: Given | Miss) -> Given | Miss:
    """Hear "no" at the card, alone or before what is to be changed; it is no description, and nor are a few words."""
    rest = desk.around.hearing.contradicted(desk.said.text)
    if rest is not None and question.is_choice:
        labels = {option.code: desk.around.hearing.labels(option) for option in question.options}
        if (line := by_label(rest, labels)) and line != FILE:
            return line
        if not further.is_sentence(rest):
            desk.besides = say("review-which")
            return Miss.OTHER
    short = not further.is_sentence(desk.said.text) if question.is_choice else rest == ""
    return Miss.OTHER if short else heard


def _is_no_place(desk: "Desk") -> bool:
    """Whether words that are to say where are something else: a question, the matter, a command, yes, one sound."""
    text, misses = desk.said.text, desk.pending.misses if desk.pending else 0
    if misses >= MOST_REFUSED or further.says_privacy(desk) or desk.around.reader.reads_as_place(text):
        return False
    if text.endswith(QUESTION) or desk.around.hearing.command(text) or len(set(text)) == 1:
        return True
    if is_mere_reply(desk):
        return True
    late = desk.around.now - desk.conversation.words_at > MINUTE  # earlier it goes on with what was told
    return late and not misses and bool(desk.around.reader.read(text).categories)


def is_mere_reply(desk: "Desk") -> bool:
    """Whether a message says yes or no, and nothing else."""
    said = plain(desk.said.text)
    return any(said == plain(word) for reply in REPLIES for word in desk.around.hearing.labels(reply))


def _elsewhere(desk: "Desk", text: str) -> str:
    """Give the words of the place where a message says to take another one."""
    rest = desk.around.hearing.elsewhere(text) if desk.top_script == "filing" else ""
    return rest if rest and desk.around.reader.reads_as_place(rest) else ""


def _another_place(desk: "Desk", question: Question, heard: Given | Miss) -> Place | None:
    """Give the place where a message says to take another one, or puts into words a point that was sent before."""
    if rest := _elsewhere(desk, desk.said.text):
        return Place(rest)
    is_free = question.is_choice and not question.place and not isinstance(heard, str)
    if is_free and _says_what_stands_there(desk):
        return Place(desk.said.text, written=True)
    return Place(desk.said.text) if is_free and question.key == CARD and _is_bare_place(desk) else None


def _is_bare_place(desk: "Desk") -> bool:
    """Whether a message is an address and nothing else: at the card, that is another place."""
    reading = desk.around.reader.read(desk.said.text)
    found = reading.place.text if reading.place and not reading.categories else ""
    return bool(found) and plain(found) == plain(desk.said.text)


def _says_what_stands_there(desk: "Desk") -> bool:
    """Whether words in the middle of filing only say where: 花桥路12号对面, behind a point on the map."""
    if desk.top is None or desk.top_script != "filing" or not is_on_the_map(desk.top):
        return False
    reader, text = desk.around.reader, desk.said.text
    return reader.reads_as_place(text) and not reader.read(text).categories


def _asked_back(desk: "Desk", question: Question, heard: Given | Miss) -> Given | Miss:
    """Answer a common question of the city in the middle of filing."""
    reader, text = desk.around.reader, desk.said.text
    if desk.top_script != "filing" or question.key in TELLS or len(text) < LEAST_QUESTION:
        return heard
    asks = _is_open(question) and text.endswith(QUESTION)
    if not (question.is_choice or question.place or asks) or (question.place and reader.reads_as_place(text)):
        return heard
    if further.says_privacy(desk):
        return heard
    if code := reader.fitting_answer(text):
        desk.besides = say("frequent", answer=Named("answer", code))
        return Miss.OTHER
    return heard


def _is_open(question: Question) -> bool:
    """Whether a question of filing wants own words that are neither the matter nor a place."""
    return not question.is_choice and question.key.startswith(OWN_WORDS)
