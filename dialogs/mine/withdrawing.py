"""Taking a case back."""

from dataclasses import replace

from dialogs.city import City
from dialogs.facts.acts import Withdraw
from dialogs.facts.queries import MyRights, Rights
from dialogs.facts.results import WhyNot
from dialogs.facts.say import Named, Say, say
from dialogs.filing.questions import NO, YES, question
from dialogs.machine.journal import Run
from dialogs.machine.question import Length, Option, Question
from dialogs.machine.script import Script, ask, choose, do, ended, look_up, refused
from dialogs.mine.choosing import picked

REASONS = ("solved", "mistake", "otherwise")


def withdrawing(_: City, run: Run) -> Script:
    """Take a case back before it is resolved, with a reason, once that is confirmed."""
    number, category = yield from picked(run, "which-withdraw")
    if not number:
        return ended(say("no-open-case"))
    rights: Rights | None = yield from look_up(MyRights(number))
    if rights and Withdraw.key not in rights.may:
        return ended(_not_done(number, WhyNot.LATE if rights.may else WhyNot.UNKNOWN), case=number)
    given = yield from ask(why(number, category))
    if given == NO or (yield from choose(sure(number, category))) == NO:
        return ended(say("withdraw-not", number=number), case=number)
    code, text = (given, "") if isinstance(given, str) else ("", given.text)
    result = yield from do(Withdraw(number, text, code))
    if reason := refused(result):
        return ended(_not_done(number, reason), case=number)
    told = say("withdrawn-goes-on" if result.goes_on else "withdrawn", number=number)
    return replace(ended(told, case=number), closes=number)


def why(number: str, category: str) -> Question:
    """Ask for the reason, and name the matter: nobody knows a case by its number."""
    reasons = (Option(code, say(f"withdraw-{code}")) for code in REASONS)
    keep = Option(NO, say("withdraw-no"), "withdraw-keep-words")
    ours = question("withdraw-why", *reasons, keep, own_words=Length(2, 500))
    return replace(ours, say=say("withdraw-why", number=number, category=Named("category", category)), about=number)


def sure(number: str, category: str) -> Question:
    yes, no = Option(YES, say("withdraw-yes"), "yes-words"), Option(NO, say("withdraw-no"), "no-words")
    said = say("withdraw-sure", number=number, category=Named("category", category))
    return replace(question("withdraw-sure", yes, no), say=said, about=number)


def _not_done(number: str, reason: str) -> Say:
    return say("case-not-mine" if reason == WhyNot.UNKNOWN else "withdraw-late", number=number)
