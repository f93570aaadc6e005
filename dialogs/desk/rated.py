"""What a message says of a result that was asked about: a choice, praise or blame, or words that come near one."""

from dataclasses import replace

from dialogs.answers import Miss, by_label_inside, plain, understand
from dialogs.desk.desk import Desk
from dialogs.desk.judging import BAD, GOOD, MIDDLING, Judgement
from dialogs.facts.queries import Ratable
from dialogs.machine.question import Given, Question
from dialogs.machine.script import Start
from dialogs.rating import VALUES, meant, rate

RATE, MEANT = "rate", "rate-meant"
NEAREST = (GOOD, *reversed(BAD))
"""Ratings that a few words may come near, in the order they are tried where nothing clearer was said."""


def chosen(desk: Desk, number: str) -> Given | Miss:
    """Read a message as one of the four choices."""
    return understand(_question(number), VALUES, desk.said, desk.around.hearing)


def said(desk: Desk, number: str) -> Start | None:
    """Take a message as the rating of a case, or ask whether it was meant as one."""
    value = chosen(desk, number)
    if isinstance(value, str):
        return Start("rating", {"number": number, "value": value})
    return None if desk.said.photos or desk.said.voice else _in_words(desk, number)


def at_the_question(desk: Desk) -> Start | None:
    """Take a sentence where the rating itself is being asked for; a digit or a label is an answer like others."""
    waits, number = desk.pending, desk.conversation.case
    if waits is None or waits.key not in {RATE, MEANT} or desk.around.hearing.number(desk.said.text) is not None:
        return None
    asked = _question(number) if waits.key == RATE else meant(number, GOOD)
    answer = understand(asked, waits.options, desk.said, desk.around.hearing)
    return None if isinstance(answer, str) else said(desk, number)


def _in_words(desk: Desk, number: str) -> Start | None:
    """Take praise or blame as the rating, and as its reason; ask about what is half of it, or comes near.

    A sentence that names a place is a matter, and a question praises nothing.
    """
    hearing, text, reading = desk.around.hearing, desk.said.text, desk.around.reader.read(desk.said.text)
    judged = hearing.judgement(text)
    if _asks_what_is_meant(desk):
        asked = _inside(desk, number) or judged.value
        return _start(number, Judgement(asked)) if asked else None
    if reading.place or (judged.value not in BAD and hearing.asks_back(text)):
        return None
    if judged.value not in BAD and not reading.sure and (near := hearing.near(text, MIDDLING)):
        return _start(number, Judgement(near))
    if value := _inside(desk, number):
        return _start(number, Judgement(value, sure=True))
    if judged.value:
        polite = any(map(str.isalnum, text)) and hearing.is_small_talk(text)  # and never taken at its word
        return _start(number, replace(judged, sure=judged.sure and not polite), desk.opening)
    near = "" if reading.sure else hearing.near(text, *NEAREST)
    return _start(number, Judgement(near)) if near else None


def _asks_what_is_meant(desk: Desk) -> bool:
    """Whether a message asks what the words of a choice mean, and so chooses nothing yet."""
    said = plain(desk.said.text)
    return any(said.startswith(plain(word)) for word in desk.around.wording.lists("meaning-words"))


def _start(number: str, judged: Judgement, reason: str = "") -> Start:
    """Begin to rate, or to ask about it; what says nothing but signs is no reason."""
    why = {"text": reason} if any(map(str.isalnum, reason)) else {}
    return Start("rating", {"number": number, "value" if judged.sure else "near": judged.value, **why})


def _inside(desk: Desk, number: str) -> str:
    """Give the choice that a short sentence holds; one that denies something may refuse just that."""
    hearing, text = desk.around.hearing, desk.said.text
    labels = {each.code: hearing.labels(each) for each in _question(number).options}
    return "" if hearing.denies(text) or hearing.is_small_talk(text) else by_label_inside(text, labels)


def _question(number: str) -> Question:
    return rate(Ratable(number, "", ""))
