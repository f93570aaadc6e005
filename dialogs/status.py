"""How a case stands: own cases by number or from the list, someone else's with its query code."""

from dialogs.city import City
from dialogs.due import due
from dialogs.facts.acts import RenewCode
from dialogs.facts.cases import OPEN, CaseCard
from dialogs.facts.moment import MINUTE
from dialogs.facts.queries import CaseFound, FindCase, MyCases
from dialogs.facts.say import Clipped, Day, Named, Say, say
from dialogs.filing.questions import question
from dialogs.machine.journal import Run
from dialogs.machine.question import Form, Length, Option, Question
from dialogs.machine.script import Ending, Part, Script, ask, do, ended, look_up, refused, tell, words

CASE_NUMBER = question("case-number", own_words=Length(), form=Form.CASE)
QUERY_CODE = question("query-code", own_words=Length(), form=Form.CODE)


def line(card: CaseCard) -> Say:
    """Show a case as one line of a list."""
    return say(
        "case-line",
        tail=card.number[-5:],
        category=Named("category", card.category),
        status=say(f"status-{card.status}"),
    )


def of_mine(cases: tuple[CaseCard, ...]) -> Question:
    lines = tuple(Option(card.number, line(card)) for card in cases)
    return question("my-cases", *lines, own_words=Length(), form=Form.CASE, cards=True)


def status(city: City, run: Run) -> Script:
    number = (run.arguments or {}).get("number", "")
    if not number:
        number = yield from chosen()
    return (yield from _found(city, number))


def chosen() -> Part[str]:
    """Let the citizen choose one of their cases, or name another."""
    cases: tuple[CaseCard, ...] = (yield from look_up(MyCases(), within=MINUTE)) or ()
    if len(cases) == 1:
        return cases[0].number
    if not cases:
        return (yield from words(CASE_NUMBER)).text
    given = yield from ask(of_mine(cases))
    return given if isinstance(given, str) else given.text


def _found(city: City, number: str) -> Part[Ending]:
    found: CaseFound | None = yield from look_up(FindCase(number), within=MINUTE)
    while found and found.outcome in {"other", "wrong-code"}:
        if found.outcome == "wrong-code":
            yield from tell(say("wrong-code"))
        found = yield from look_up(FindCase(number, (yield from words(QUERY_CODE)).text))
    if found and found.card:
        return shown(city, found.card, own=found.outcome == "own")
    return ended(_closed_door(found))


def _closed_door(found: CaseFound | None) -> Say:
    if found is None:
        return say("status-unavailable")
    if found.outcome == "unknown":
        return say("case-unknown")
    return say("code-locked", hotline=Named("hotline-number", "city"))


def shown(city: City, card: CaseCard, *, own: bool) -> Ending:
    """Show a case: step, unit, due date and what comes next."""
    lines = [
        say("case-title", number=card.number, category=Named("category", card.category), day=Day(card.submitted_at))
    ]
    if own and card.summary:
        lines.append(say("case-summary", summary=Clipped(card.summary)))
    lines.append(say("case-status", status=say(f"status-{card.status}")))
    if card.unit:
        lines.append(say("case-unit", unit=Named("unit", card.unit)))
    if card.due_at and card.status in OPEN:
        lines.append(say("case-due", day=due(city, card.due_at)))
    lines.append(say(f"next-{card.status}"))
    return Ending(tuple(lines), case=card.number)


def renew_code(_: City, run: Run) -> Script:
    """Make a new query code for an own case."""
    number = (run.arguments or {}).get("number", "") or (yield from chosen())
    result = yield from do(RenewCode(number))
    if refused(result):
        return ended(say("renew-refused", hotline=Named("hotline-number", "city")))
    return ended(say("renewed", number=result.number, code=result.code), case=number)
