"""How a case stands: own cases by number or from the list, someone else's with its query code."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from dialogs.city import City
from dialogs.due import due
from dialogs.facts.acts import Amend, RenewCode, Reopen, Supplement, Urge, Withdraw
from dialogs.facts.cases import OPEN, CaseCard, Status
from dialogs.facts.moment import MINUTE
from dialogs.facts.queries import CaseFound, FindCase, MyCases, MyRights, Rights
from dialogs.facts.say import Clipped, Day, Named, Say, say
from dialogs.filing.questions import question
from dialogs.machine.journal import Run
from dialogs.machine.question import Form, Length, Option, Question
from dialogs.machine.script import Ending, Part, Script, Start, ask, choose, do, ended, look_up, refused, tell, words
from dialogs.mine.choosing import completed, of_mine

CASE_NUMBER = replace(question("case-number", own_words=Length(), form=Form.CASE), loose=True)
QUERY_CODE = question("query-code", own_words=Length(), form=Form.CODE)

SERVICES: Final[Mapping[str, str]] = {
    Supplement.key: "supplement",
    Urge.key: "urge",
    Amend.key: "amend",
    Withdraw.key: "withdraw",
    "rate": "rating",
    Reopen.key: "reopening",
}
"""Which script does what a citizen may do with a case."""


def status(city: City, run: Run) -> Script:
    arguments = run.arguments or {}
    number = yield from completed(arguments.get("number", "") or (yield from chosen()))
    return (yield from _found(city, number, brief=arguments.get("brief", False)))


def chosen() -> Part[str]:
    """Let the citizen choose one of their cases, or name another."""
    cases: tuple[CaseCard, ...] = (yield from look_up(MyCases(), within=MINUTE)) or ()
    if len(cases) == 1:
        return cases[0].number
    if not cases:
        return (yield from words(CASE_NUMBER)).text
    given = yield from ask(of_mine(cases))
    return given if isinstance(given, str) else given.text


def _found(city: City, number: str, *, brief: bool) -> Part[Ending]:
    found: CaseFound | None = yield from look_up(FindCase(number), within=MINUTE)
    while found and found.outcome in {"other", "wrong-code"}:
        if found.outcome == "wrong-code":
            yield from tell(say("wrong-code"))
        found = yield from look_up(FindCase(number, (yield from words(QUERY_CODE)).text))
    if found is None or found.card is None:
        return ended(_closed_door(found))
    if found.outcome == "own" and not brief:
        return (yield from _own(city, found.card))
    return ended(*shown(city, found.card), say(f"next-{found.card.status}"), case=found.card.number)


def _own(city: City, card: CaseCard) -> Part[Ending]:
    """Show an own case, and offer what can be done with it now."""
    rights: Rights | None = yield from look_up(MyRights(card.number))
    lines = shown(city, card)
    if rights is None or not _services(card, rights):
        return ended(*lines, say(f"next-{card.status}"), case=card.number)
    for each in lines:
        yield from tell(each)
    service = yield from choose(offered(card, rights))
    return ended(case=card.number, then=Start(SERVICES[service], {"number": card.number}))


def offered(card: CaseCard, rights: Rights) -> Question:
    """Offer what can be done with a case; anything else that is written is a message of its own."""
    lines = tuple(Option(act, say(f"case-do-{act}")) for act in _services(card, rights))
    ours = question("case-do", *lines, loose=True, about=card.number)
    return replace(ours, say=say("case-do", next=say(f"next-{card.status}")))


def _services(card: CaseCard, rights: Rights) -> tuple[str, ...]:
    """Give what can be done with a case; nobody reads what is added to one that was taken back."""
    ended = {Supplement.key} if card.status is Status.WITHDRAWN else set()
    return tuple(act for act in rights.may if act in SERVICES and act not in ended)


def _closed_door(found: CaseFound | None) -> Say:
    if found is None:
        return say("status-unavailable")
    if found.outcome == "unknown":
        return say("case-unknown")
    key = "code-locked-today" if found.outcome == "locked-today" else "code-locked"
    return say(key, hotline=Named("hotline-number", "city"))


def shown(city: City, card: CaseCard) -> tuple[Say, ...]:
    """Show a case: step, unit and due date."""
    lines = [
        say("case-title", number=card.number, category=Named("category", card.category), day=Day(card.submitted_at))
    ]
    if card.own and card.summary:
        lines.append(say("case-summary", summary=Clipped(card.summary)))
    lines.append(say("case-status", status=say(f"status-{card.status}")))
    if card.unit:
        lines.append(say("case-unit", unit=Named("unit", card.unit)))
    if card.due_at and card.status in OPEN:
        lines.append(say("case-due-late" if card.late else "case-due", day=due(city, card.due_at)))
    return tuple(lines)


def renew_code(_: City, run: Run) -> Script:
    """Make a new query code for an own case."""
    number = yield from completed((run.arguments or {}).get("number", "") or (yield from chosen()))
    result = yield from do(RenewCode(number))
    if refused(result):
        return ended(say("renew-refused", hotline=Named("hotline-number", "city")))
    return ended(say("renewed", number=result.number, code=result.code), case=number)
