"""What an officer is asked."""

from dataclasses import replace

from dialogs.city import City
from dialogs.due import due
from dialogs.facts.officers import SetPin, Task, TaskCard, Tasks, TryPin
from dialogs.facts.say import Clipped, Named, Say, Value, say
from dialogs.facts.staff import CHECKS, OUTCOMES
from dialogs.filing.questions import UNSURE, question
from dialogs.machine.question import Form, Length, Option, Question

PHONE = "phone"
DO, EDIT, LEAVE = "do", "edit", "leave"
ALL, NOT_ALL, ENOUGH = "all", "not-all", "enough"
OTHERWISE = (Option(EDIT, say("officer-edit")), Option(LEAVE, say("officer-leave")))
MOST_DAYS = 30
MOST_WORDS = 800  # characters of an answer; a journal has to hold it twice

OFFERED = (
    Option("sign", say("officer-do-sign"), "officer-sign-words"),
    Option("resolve", say("officer-do-resolve"), "officer-resolve-words"),
    Option("reply", say("officer-do-reply"), "officer-reply-words"),
    Option("ask", say("officer-do-ask"), "officer-ask-words"),
    Option(PHONE, say("officer-do-phone"), "officer-phone-words"),
    Option("ask-extension", say("officer-do-ask-extension"), "officer-ask-extension-words"),
    Option("return", say("officer-do-return"), "officer-return-words"),
    Option("note", say("officer-do-note"), "officer-note-words"),
)
"""What can be done with a case, in the order it is shown."""
REASON = question("officer-reason", own_words=Length(4, 300))
WHY_LATER = question("officer-why-later", own_words=Length(4, 300))
DAYS = question("officer-days", own_words=Length(), form=Form.NUMBER)
WORDS = {
    "reply": question("officer-reply", own_words=Length(4, MOST_WORDS)),
    "ask": question("officer-ask", own_words=Length(4, 300)),
    "note": question("officer-note", own_words=Length(2, MOST_WORDS)),
}
OUTCOME = question(
    "officer-outcome",
    *(Option(code, say(f"officer-outcome-{code}"), f"officer-outcome-{code}-words") for code in OUTCOMES),
)
CHECKED = question(
    "officer-checks",
    Option(ALL, say("officer-checks-all"), "yes-words"),
    Option(NOT_ALL, say("officer-checks-not-all"), "no-words"),
)
PIN = question("officer-pin", own_words=Length(), form=Form.PIN, secret=TryPin)
PIN_NEW = question("officer-pin-new", own_words=Length(), form=Form.PIN, secret=SetPin)


def tasks(city: City, listed: Tasks) -> Question:
    lines = tuple(Option(task.number, line(city, task)) for task in listed.tasks)
    ours = question("officer-tasks", *lines, own_words=Length(), form=Form.CASE, brief=True)
    return replace(ours, say=say("officer-tasks", count=str(listed.all)))


def line(city: City, task: Task) -> Say:
    """Show a case as a line of the list: its last digits, what it is, by when, and how it stands."""
    named: dict[str, Value] = {
        "tail": task.number[-5:],
        "category": Named("category", task.category),
        "status": _state(task),
    }
    if task.due_at is None:
        return say("officer-line-open", **named)
    return say("officer-line", day=due(city, task.due_at), **named)


def _state(task: Task) -> Say:
    if task.late:
        return say("officer-state-late")
    if task.helps:
        return say("officer-state-helps")
    if task.elsewhere:
        return say("officer-state-elsewhere")
    return say("officer-state-signed" if task.signed else "officer-state-new")


def menu(card: TaskCard) -> Question:
    """Offer what this officer may do now; the latest step stands above it."""
    may = (*card.acts, PHONE)
    ours = question("officer-do", *(each for each in OFFERED if each.code in may), brief=True)
    return replace(ours, say=say("officer-what"), about=card.number)


def right_unit(city: City, but: str) -> Question:
    units = (Option(unit.code, Named("unit", unit.code)) for unit in city.units if unit.code != but)
    return question("officer-unit", Option(UNSURE, say("officer-unit-unsure"), "unsure-words"), *units, brief=True)


def answer(city: City) -> Question:
    """Ask for what ends a case, as long as the city wants it."""
    least = str(city.closing.least)
    ours = question("officer-answer", own_words=Length(city.closing.least, MOST_WORDS))
    plain, hint = say("officer-answer-simple", count=least), say("officer-answer-hint", count=least)
    return replace(ours, say=say("officer-answer", count=least), simple=plain, hint=hint)


def missing(named: tuple[str, ...]) -> Question:
    """Ask what was not done, one after the other; ``named`` was said already."""
    left = tuple(Option(code, say(f"officer-check-{code}")) for code in CHECKS if code not in named)
    enough = (Option(ENOUGH, say("officer-enough"), "officer-enough-words"),) if named else ()
    return question("officer-missing", *left, *enough)


def review(number: str, outcome: str, text: str) -> Question:
    """Ask for the confirmation without which nothing ends."""
    ours = question("officer-review", Option(DO, say("officer-review-do"), "officer-review-words"), *OTHERWISE)
    return replace(
        ours, say=say("officer-review", number=number, status=say(f"officer-outcome-{outcome}"), what=Clipped(text))
    )


def doubt(number: str) -> Question:
    """Ask for a second thought; what looks wrong was said before."""
    ours = question("officer-doubt", Option(DO, say("officer-doubt-do")), *OTHERWISE)
    return replace(ours, say=say("officer-doubt", number=number))


def reason(code: str) -> Say:
    """Say what looks wrong about an answer."""
    return say(f"officer-check-{code}") if code in CHECKS else say(f"officer-doubt-{code}")
