"""The front desk as an officer meets it."""

from dataclasses import dataclass, field
from typing import Any

from desk_world import LAMP, Desk

from dialogs.facts import acts
from dialogs.facts.cases import Status
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.officers import Binding, Caller, Handle, Handled, Me, Task, TaskCard, Tasks

NUMBER, OTHER = "261123000017", "261123000025"
ACTS = ("sign", "resolve", "reply", "ask", "ask-extension", "return", "note")
TEXT = "当晚换了灯泡和镇流器，路灯已经正常亮起来了。"


@dataclass
class Office(Desk):
    """A desk to which an officer writes; ``asked`` keeps what was looked up."""

    me: Me = Me("lights")
    asked: list[str] = field(default_factory=list)
    secrets: dict[str, str] = field(default_factory=dict)
    """What comes of a PIN."""
    outcomes: list[Handled] = field(default_factory=list)

    def fulfil(self, request: Any) -> Any:
        key = getattr(request, "key", "")
        self.asked += [key] if isinstance(key, str) else []
        due = Moment(self.now + DAY)
        match key:
            case "who-am-i":
                return self.me
            case "my-tasks":
                lines = tuple(Task(number, "street-light", due) for number in (NUMBER, OTHER))
                return Tasks(lines, 2) if self.me.unit else None
            case "find-task":
                known = self.me.unit and request.number in {NUMBER, OTHER, NUMBER[-5:]}
                what = {"place": "花桥路12号", "what": LAMP, "due_at": due, "photos": 0, "step": "assign"}
                card = {"status": Status.ASSIGNED, "category": "street-light", "street": "", "unit": "lights"}
                return TaskCard(NUMBER, **card, **what, step_at=self.now, signed=False, acts=ACTS) if known else None
            case "try-pin" | "set-pin":
                return self.secrets.get(request.pin, "wrong")
        return super().fulfil(request)

    def result(self, act: acts.Act) -> Any:
        if isinstance(act, Handle):
            return self.outcomes.pop(0) if self.outcomes else Handled("done", Status.ASSIGNED, left=2)
        results = {"bind": Binding("bound", "lights"), "show-caller": Caller("shown", "", "+8613900000001")}
        return results.get(act.key) or super().result(act)

    @property
    def handled(self) -> list[Handle]:
        return [each.act for each in self.done if isinstance(each.act, Handle)]


def at_work(**fields: Any) -> Office:
    """Give the desk of an officer who has their list before them."""
    desk = Office(**fields)
    desk.say("办公")
    return desk
