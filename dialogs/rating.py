"""What the citizen thinks of the result, and having a case handled again."""

from dataclasses import replace
from typing import Final

from dialogs.city import City
from dialogs.facts.acts import AnswerQuestion
from dialogs.facts.cases import OpenQuestion
from dialogs.facts.queries import Standing, StandingOf
from dialogs.facts.say import say
from dialogs.filing.questions import question
from dialogs.machine.journal import Run
from dialogs.machine.question import Length, Option, Question
from dialogs.machine.script import Part, Script, ask, choose, do, ended, look_up, refused

VALUES: Final = ("satisfied", "acceptable", "dissatisfied", "unsolved")
"""From best to worst; a citizen presses 1 to 4."""
DISCONTENT: Final = VALUES[2:]


def rating(_: City, run: Run) -> Script:
    """Take a rating, with a reason where the citizen is not content."""
    found = yield from _question((run.arguments or {}).get("question", ""))
    if found is None:
        return ended(say("rating-none"))
    value = (run.arguments or {}).get("value", "") or (yield from choose(rate(found)))
    reason, text = "", ""
    if value in DISCONTENT:
        given = yield from ask(why())
        reason, text = (given, "") if isinstance(given, str) else ("other", given.text)
    result = yield from do(AnswerQuestion(found.id, value, text, reason))
    return ended(say("rating-late" if refused(result) else f"rated-{value}", number=found.case), case=found.case)


def _question(id: str) -> Part[OpenQuestion | None]:
    standing: Standing | None = yield from look_up(StandingOf())
    waiting = standing.open_questions if standing else ()
    found = [each for each in waiting if each.kind == "rating" and id in ("", each.id)]
    return found[0] if found else None


def rate(found: OpenQuestion) -> Question:
    """Ask for a rating, one digit."""
    ours = question("rate", *(Option(code, say(f"rate-{code}"), f"{code}-words") for code in VALUES))
    return replace(ours, say=say("rate", number=found.case))


def why() -> Question:
    reasons = ("slow", "untrue", "partly", "attitude")
    return question("why", *(Option(code, say(f"why-{code}")) for code in reasons), own_words=Length(2, 500))
