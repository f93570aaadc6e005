"""What an officer does with a case, one script part each."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from dialogs.city import City
from dialogs.due import due
from dialogs.facts.officers import Caller, Handle, Me, ShowCaller, TaskCard, WhoAmI
from dialogs.facts.say import say
from dialogs.filing.questions import UNSURE
from dialogs.machine.script import Ending, Part, choose, do, look_up, refused, tell, words
from dialogs.officer import questions
from dialogs.officer.endings import after, on_with
from dialogs.officer.pin import proven
from dialogs.officer.resolving import resolve

Act: TypeAlias = Callable[[City, TaskCard], Part[Ending]]


def sign(_: City, card: TaskCard) -> Part[Ending]:
    return (yield from _done(card, Handle("sign", card.number)))


def say_something(step: str) -> Act:
    """Make an act whose body is a text: an interim answer, a question to the citizen, a note."""

    def act(_: City, card: TaskCard) -> Part[Ending]:
        said = yield from words(questions.WORDS[step])
        return (yield from _done(card, Handle(step, card.number, text=said.text)))

    return act


def give_back(city: City, card: TaskCard) -> Part[Ending]:
    """Return it with a reason, to the right unit where that is known."""
    reason = (yield from words(questions.REASON)).text
    unit = yield from choose(questions.right_unit(city, card.unit))
    right = "" if unit == UNSURE else unit
    return (yield from _done(card, Handle("return", card.number, reason=reason, unit=right)))


def ask_for_time(city: City, card: TaskCard) -> Part[Ending]:
    """Ask for so many working days more, with a reason."""
    reason = (yield from words(questions.WHY_LATER)).text
    while not 1 <= (days := int((yield from words(questions.DAYS)).text)) <= questions.MOST_DAYS:
        yield from tell(say("officer-days-most"))
    return (yield from _done(card, Handle("ask-extension", card.number, reason=reason, days=days), city))


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


def proven_first(act: Act) -> Act:
    """Have the PIN given before anything is written, where a sender can be forged; it is good for several acts."""

    def proved(city: City, card: TaskCard) -> Part[Ending]:
        me: Me | None = yield from look_up(WhoAmI())
        if me and me.needs_pin and not me.proven and (ending := (yield from proven(card))):
            return ending
        return (yield from act(city, card))

    return proved


def _done(card: TaskCard, act: Handle, city: City | None = None) -> Part[Ending]:
    """Do it and say so; the PIN is asked for again where it has grown old meanwhile."""
    while not refused(handled := (yield from do(act))) and handled.outcome == "pin":
        if ending := (yield from proven(card)):
            return ending
    until = None if refused(handled) or city is None else handled.until
    day = {} if until is None or city is None else {"day": due(city, until)}
    return after(card, handled, say(f"officer-done-{act.step}", number=card.number, **day))


ACTS: Final[Mapping[str, Act]] = {
    "sign": sign,
    "resolve": resolve,
    "reply": proven_first(say_something("reply")),
    "ask": proven_first(say_something("ask")),
    "note": say_something("note"),
    "ask-extension": proven_first(ask_for_time),
    "return": proven_first(give_back),
    questions.PHONE: phone,
}
