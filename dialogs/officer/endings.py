"""How an act of an officer ends: what came of it, and where it goes on."""

from dialogs.facts.cases import Status
from dialogs.facts.officers import Handled, TaskCard
from dialogs.facts.say import Say, say
from dialogs.machine.script import Ending, Start, ended, refused

CASE, TASKS = "officer-case", "officer-tasks"
NOT_DONE = ("forbidden", "unknown", "unfit")


def unbound() -> Ending:
    """Say that nobody is bound here any more; from now on a citizen writes."""
    return Ending((say("officer-unbound"),), office=False)


def on_with(card: TaskCard, *paragraphs: Say) -> Ending:
    """Go on with the same case, without its card."""
    return ended(*paragraphs, case=card.number, then=Start(CASE, {"number": card.number, "brief": True}, alone=True))


def after(card: TaskCard, handled: Handled, done: Say) -> Ending:
    """Say what became of an act; where the case still waits for this officer, it goes on with it."""
    if refused(handled):
        return on_with(card, say("officer-not-unfit", number=card.number))
    if handled.outcome == "done":
        if handled.status == Status.ASSIGNED:
            return on_with(card, done)
        left = say("officer-more", count=str(handled.left)) if handled.left else say("officer-no-more")
        return ended(done, left, case=card.number)
    if handled.outcome == "unbound":
        return unbound()
    if handled.outcome == "changed":
        status = say(f"status-{handled.status}")
        return ended(say("officer-changed", number=card.number, status=status), case=card.number)
    outcome = handled.outcome if handled.outcome in NOT_DONE else "unfit"
    return ended(say(f"officer-not-{outcome}", number=card.number), case=card.number)
