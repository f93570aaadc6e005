"""What the citizen thinks of the result, and having a case handled again."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from dialogs.city import City
from dialogs.due import due
from dialogs.facts.acts import AnswerQuestion, Reopen
from dialogs.facts.queries import MyRatings, MyRights, Ratable, Rights
from dialogs.facts.results import Reopened
from dialogs.facts.say import Named, Say, say
from dialogs.filing.questions import NO, YES, question
from dialogs.machine.journal import Run
from dialogs.machine.question import Length, Option, Question
from dialogs.machine.script import Ending, Part, Script, ask, choose, do, ended, look_up, refused, tell

VALUES: Final = ("satisfied", "acceptable", "dissatisfied", "unsolved")
"""From best to worst; a citizen presses 1 to 4."""
DISCONTENT: Final = VALUES[2:]
REASONS: Final = ("slow", "untrue", "partly", "attitude")


def rating(city: City, run: Run) -> Script:
    """Take a rating or change one, with a reason where the citizen is not content, who may then have it reopened.

    ``near``: the rating that doubtful words came near; it is one only once that was confirmed.
    """
    begun: dict[str, str] = run.arguments or {}
    number, value, near, words = (begun.get(name, "") for name in ("number", "value", "near", "text"))
    found: tuple[Ratable, ...] = (yield from look_up(MyRatings())) or ()
    one = next((each for each in found if each.number.endswith(number)), None) if number else (yield from _which(found))
    if one is None:
        return (yield from _not_now(number)) if number else ended(say("rating-none"))
    if near and (yield from choose(meant(one.number, near))) == YES:
        value = near
    value = value or (yield from choose(rate(one)))
    reason, text = (yield from _reason(words)) if value in DISCONTENT else ("", "")
    if refused((yield from do(AnswerQuestion(one.question, value, text, reason)))):
        return ended(say("rating-late", number=one.number), case=one.number)
    if value in DISCONTENT:
        return (yield from _offered(city, one.number, value, text))
    return ended(say(f"rated-{value}", number=one.number), case=one.number)


def reopening(city: City, run: Run) -> Script:
    """Have a case handled again that was rated 3 or 4 before."""
    number = run.arguments["number"]
    rights: Rights | None = yield from look_up(MyRights(number))
    return (yield from _reopened(city, number, "", above=bool(rights and rights.above)))


def _not_now(number: str) -> Part[Ending]:
    """Say that the time to rate is over, or that the case is somebody else's."""
    rights: Rights | None = yield from look_up(MyRights(number))
    if rights and not rights.may:
        return ended(say("case-not-mine", number=number))
    return ended(say("rating-late", number=number), case=number)


def _which(found: tuple[Ratable, ...]) -> Part[Ratable | None]:
    """Take the only one that can be rated, or ask which."""
    if len(found) < 2:  # noqa: PLR2004 - one is no choice
        return found[0] if found else None
    number = yield from choose(which(found))
    return next(each for each in found if each.number == number)


def which(found: tuple[Ratable, ...]) -> Question:
    return question("rate-which", *(Option(each.number, _line(each)) for each in found), cards=True)


def _line(one: Ratable) -> Say:
    tail, category = one.number[-5:], Named("category", one.category)
    if one.value:
        return say("rate-line-rated", tail=tail, category=category, value=say(f"rate-{one.value}"))
    return say("rate-line", tail=tail, category=category)


def rate(one: Ratable) -> Question:
    """Ask for a rating, one digit."""
    ours = question("rate", *(Option(code, say(f"rate-{code}"), f"{code}-words") for code in VALUES))
    again = say("rate-again", number=one.number, value=say(f"rate-{one.value}")) if one.value else None
    return replace(ours, say=again or say("rate", number=one.number), about=one.number, exact=True)


def meant(number: str, value: str) -> Question:
    """Ask whether that is what doubtful words meant."""
    yes, no = Option(YES, say("rate-meant-yes"), "yes-words"), Option(NO, say("rate-meant-no"), "no-words")
    ours = question("rate-meant", yes, no)
    return replace(ours, say=say("rate-meant", value=say(f"rate-{value}")), about=number)


def tap(number: str, value: str) -> str:
    """Give the id of an item that rates a case when it is tapped, however long that is after it was shown."""
    return f"r.{number}.{value}"


def _reason(words: str) -> Part[tuple[str, str]]:
    """Give a code and the words; who rated in own words has said why, others are asked, as a choice or in own words."""
    if words:
        return "other", words
    given = yield from ask(why())
    return (given, "") if isinstance(given, str) else ("other", given.text)


def why() -> Question:
    return question("why", *(Option(code, say(f"why-{code}")) for code in REASONS), own_words=Length(2, 500))


def _offered(city: City, number: str, value: str, text: str) -> Part[Ending]:
    """Offer to have it handled again, and say by whom."""
    rights: Rights | None = yield from look_up(MyRights(number))
    if rights is None or Reopen.key not in rights.may:
        return ended(say(f"rated-{value}", number=number), case=number)
    yield from tell(say("rated-discontent"))
    if (yield from choose(again(number, above=rights.above))) == NO:
        return ended(say("reopen-not", number=number), case=number)
    return (yield from _reopened(city, number, text, above=rights.above))


def again(number: str, *, above: bool) -> Question:
    ours = question("reopen", Option(YES, say("reopen-yes"), "reopen-words"), Option(NO, say("reopen-no"), "no-words"))
    return replace(ours, say=say("reopen-above" if above else "reopen", number=number), about=number)


def _reopened(city: City, number: str, text: str, *, above: bool) -> Part[Ending]:
    result = yield from do(Reopen(number, text))
    if refused(result):
        return ended(say("reopen-refused", number=number, hotline=Named("hotline-number", "city")), case=number)
    return ended(*_told(city, number, result, above=above), case=number)


def _told(city: City, number: str, result: Reopened, *, above: bool) -> Iterator[Say]:
    if result.unit:
        key = "reopened-above" if result.above or above else "reopened"
        yield say(key, number=number, unit=Named("unit", result.unit))
    else:
        yield say("told-reopen-desk", number=number)
    if result.due_at:
        yield say("told-due", day=due(city, result.due_at))
