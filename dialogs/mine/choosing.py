"""Which of their cases a citizen means."""

from dataclasses import replace

from dialogs.facts.cases import OPEN, CaseCard
from dialogs.facts.moment import MINUTE
from dialogs.facts.queries import MyCases
from dialogs.facts.say import Named, Say, say
from dialogs.filing.questions import question
from dialogs.machine.journal import Run
from dialogs.machine.question import Form, Length, Option, Question
from dialogs.machine.script import Part, ask, look_up

NUMBER_DIGITS = 12


def line(card: CaseCard) -> Say:
    """Show a case as one line of a list."""
    return say(
        "case-line",
        tail=card.number[-5:],
        category=Named("category", card.category),
        status=say(f"status-{card.status}"),
    )


def of_mine(cases: tuple[CaseCard, ...], prompt: str = "my-cases") -> Question:
    """Let one choose among own cases; ``prompt`` is the key of what is asked."""
    lines = tuple(Option(card.number, line(card)) for card in cases)
    ours = question("my-cases", *lines, own_words=Length(), form=Form.CASE, cards=True)
    return replace(ours, say=say(prompt))


def chosen(run: Run, prompt: str) -> Part[str]:
    """Give the number of the open case that is meant: named, the only one, or chosen; "" where there is none.

    A number that is not of an own case is given as it is: whoever acts on it is told that it is not theirs.
    """
    return (yield from picked(run, prompt))[0]


def picked(run: Run, prompt: str) -> Part[tuple[str, str]]:
    """Give the number of the case that is meant, and its category where it is one's own."""
    cases: tuple[CaseCard, ...] = (yield from look_up(MyCases(), within=MINUTE)) or ()
    number = yield from _number(run, prompt, cases)
    return number, next((card.category for card in cases if card.number == number), "")


def _number(run: Run, prompt: str, cases: tuple[CaseCard, ...]) -> Part[str]:
    named = (run.arguments or {}).get("number", "")
    if named:
        return _ending_in(named, cases)
    mine = tuple(card for card in cases if card.status in OPEN)
    if len(mine) < 2:  # noqa: PLR2004 - one is no choice
        return mine[0].number if mine else ""
    given = yield from ask(of_mine(mine, prompt))
    return given if isinstance(given, str) else _ending_in(given.text, cases)


def completed(digits: str) -> Part[str]:
    """Complete the last digits of an own case's number; a whole number stays as it is."""
    if len(digits) == NUMBER_DIGITS:
        return digits
    return _ending_in(digits, (yield from look_up(MyCases(), within=MINUTE)) or ())


def _ending_in(digits: str, cases: tuple[CaseCard, ...]) -> str:
    """Complete the last digits of a number where they name one own case."""
    found = [card.number for card in cases if card.number.endswith(digits)]
    return found[0] if len(found) == 1 else digits
