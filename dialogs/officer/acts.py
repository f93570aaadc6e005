"""What an officer does with a case, one script part each."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from dialogs.city import City
from dialogs.due import due
from dialogs.facts.officers import Caller, Handle, Handled, ShowCaller, TaskCard
from dialogs.facts.say import say
from dialogs.filing.questions import UNSURE
from dialogs.machine.script import Ending, Part, choose, do, refused, tell, words
from dialogs.officer import questions
from dialogs.officer.endings import after, on_with
from dialogs.officer.resolving import resolve

Act: TypeAlias = Callable[[City, TaskCard], Part[Ending]]


def sign(_: City, card: TaskCard) -> Part[Ending]:
    handled = yield from do(Handle("sign", card.number))
    return after(card, handled, say("officer-done-sign", number=card.number))


def say_something(step: str) -> Act:
    """Make an act whose body is a text: an interim answer, a question to the citizen, a note."""

    def act(_: City, card: TaskCard) -> Part[Ending]:
        said = yield from words(questions.WORDS[step])
        handled = yield from do(Handle(step, card.number, text=said.text))
        return after(card, handled, say(f"officer-done-{step}", number=card.number))

    return act


def give_back(city: City, card: TaskCard) -> Part[Ending]:
    """Return it with a reason, to the right unit where that is known."""
    reason = (yield from words(questions.REASON)).text
    unit = yield from choose(questions.right_unit(city, card.unit))
    right = "" if unit == UNSURE else unit
    handled = yield from do(Handle("return", card.number, reason=reason, unit=right))
    return after(card, handled, say("officer-done-return", number=card.number))


def ask_for_time(city: City, card: TaskCard) -> Part[Ending]:
    """Ask for so many working days more, with a reason."""
    reason = (yield from words(questions.WHY_LATER)).text
    while not 1 <= (days := int((yield from words(questions.DAYS)).text)) <= questions.MOST_DAYS:
        yield from tell(say("officer-days-most"))
    handled: Handled = yield from do(Handle("ask-extension", card.number, reason=reason, days=days))
    until = None if refused(handled) else handled.until
    if until is None:
        return after(card, handled, say("officer-not-unfit", number=card.number))
    return after(card, handled, say("officer-done-ask-extension", number=card.number, day=due(city, until)))


def phone(_: City, card: TaskCard) -> Part[Ending]:
    """Tell the citizen's number, in this one answer and nowhere else."""
    caller: Caller = yield from do(ShowCaller(card.number))
    if refused(caller):
        return on_with(card, say("officer-caller-unknown"))
    if caller.outcome != "shown":
        return on_with(card, say(f"officer-caller-{caller.outcome}"))
    if not caller.name:
        return on_with(card, say("officer-caller-nameless", phone=caller.phone))
    return on_with(card, say("officer-caller", name=caller.name, phone=caller.phone))


ACTS: Final[Mapping[str, Act]] = {
    "sign": sign,
    "resolve": resolve,
    "reply": say_something("reply"),
    "ask": say_something("ask"),
    "note": say_something("note"),
    "ask-extension": ask_for_time,
    "return": give_back,
    questions.PHONE: phone,
}
