"""Ending a case by message: what was done, what came of it, the five checks, a confirmation, and the PIN."""

from dataclasses import dataclass, field

from dialogs.city import City
from dialogs.facts.officers import Handle, Handled, Me, TaskCard, WhoAmI
from dialogs.facts.say import Joined, say
from dialogs.facts.staff import CHECKS
from dialogs.machine.script import Ending, Part, choose, do, look_up, refused, tell, words
from dialogs.officer import questions
from dialogs.officer.endings import after, on_with
from dialogs.officer.pin import first, proven


@dataclass(frozen=True, slots=True)
class Answer:
    """All that ends a case, as the officer has said it."""

    text: str = field(repr=False)
    outcome: str
    checks: tuple[str, ...]


def resolve(city: City, card: TaskCard) -> Part[Ending]:
    me: Me | None = yield from look_up(WhoAmI())
    if me and me.needs_pin and not me.has_pin and (ending := (yield from first(card))):
        return ending
    answer = yield from _answered(city, card)
    if answer is None:
        return on_with(card, say("officer-kept-open", number=card.number))
    if me and me.needs_pin and (ending := (yield from proven(card))):
        return ending
    return (yield from _ended(city, card, answer))


def _answered(city: City, card: TaskCard) -> Part[Answer | None]:
    """Collect it and have it confirmed; None where the officer thinks better of it."""
    text = (yield from words(questions.answer(city))).text
    outcome = yield from choose(questions.OUTCOME)
    checks = yield from _checked()
    while (choice := (yield from choose(questions.review(card.number, outcome, text)))) != questions.DO:
        if choice == questions.LEAVE:
            return None
        text = (yield from words(questions.answer(city))).text
    return Answer(text, outcome, checks)


def _checked() -> Part[tuple[str, ...]]:
    """Ask the five checks at once, and which of them fail only where some do."""
    if (yield from choose(questions.CHECKED)) == questions.ALL:
        return CHECKS
    failed: tuple[str, ...] = ()
    while len(failed) < len(CHECKS):
        choice = yield from choose(questions.missing(failed))
        if choice == questions.ENOUGH:
            break
        failed += (choice,)
    return tuple(check for check in CHECKS if check not in failed)


def _ended(city: City, card: TaskCard, answer: Answer) -> Part[Ending]:
    """Do it; what looks wrong is asked about, and so is the PIN where it has grown old meanwhile."""
    confirm = False
    while True:
        handled: Handled = yield from do(_handle(card, answer, confirm=confirm))
        if refused(handled) or handled.outcome not in {"doubted", "pin"}:
            return after(card, handled, say("officer-done-resolve", number=card.number))
        if handled.outcome == "pin":
            if ending := (yield from proven(card)):
                return ending
            continue
        yield from tell(say("officer-doubts", text=Joined(tuple(map(questions.reason, handled.doubts)))))
        choice = yield from choose(questions.doubt(card.number))
        if choice == questions.LEAVE:
            return on_with(card, say("officer-kept-open", number=card.number))
        confirm = choice == questions.DO
        if choice == questions.EDIT:
            answer = Answer((yield from words(questions.answer(city))).text, answer.outcome, answer.checks)


def _handle(card: TaskCard, answer: Answer, *, confirm: bool) -> Handle:
    said = {"text": answer.text, "outcome": answer.outcome, "checks": answer.checks}
    return Handle("resolve", card.number, confirm=confirm, **said)  # type: ignore[arg-type]
