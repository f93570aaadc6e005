"""A code that was sent binds who sent it."""

from dialogs.city import City
from dialogs.facts.officers import Bind, Binding
from dialogs.facts.say import Named, say
from dialogs.machine.journal import Run
from dialogs.machine.script import Ending, Script, Start, do, ended, refused
from dialogs.officer.endings import TASKS


def bind(_: City, run: Run) -> Script:
    """Bind; where a sender can be forged a PIN is set at once, else the list follows."""
    binding: Binding = yield from do(Bind(run.arguments["code"], run.language))
    if refused(binding):
        return ended(say("officer-bind-wrong"))
    if binding.outcome != "bound":
        return ended(say(f"officer-bind-{binding.outcome}"))
    following = Start("officer-pin" if binding.needs_pin else TASKS, alone=True)
    return Ending((say("officer-bound", unit=Named("unit", binding.unit)),), then=following, office=True)
