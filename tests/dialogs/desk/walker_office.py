"""What the casebook says of officers and of bound phones on a random walk, by the number of a message."""

from typing import Any

from dialogs.facts import acts, binding, officers
from dialogs.facts.cases import Status
from dialogs.facts.moment import DAY, MINUTE, Moment

UNIT = "jiangtan-centre"
TRIED: dict[type, tuple[str, ...]] = {
    officers.TryPin: ("right", "wrong", "locked", "none"),
    officers.SetPin: ("kept", "weak", "refused"),
    binding.TryPhoneCode: tuple(binding.Outcome),
}
"""By secret what comes of trying it."""
ALL_ACTS = ("sign", "resolve", "reply", "ask", "ask-extension", "return", "note")


def looked_up(query: Any, n: int, now: Moment, pushed: tuple[str, ...]) -> Any:
    """Answer a look-up; None where it is not one of these."""
    match query:
        case officers.WhoAmI():
            unit, about = "" if n % 13 == 1 else UNIT, pushed[0] if pushed else ""
            return officers.Me(unit, needs_pin=n % 3 == 1, has_pin=n % 2 == 1, pushed=about, pushed_at=now)
        case officers.MyTasks():
            return None if n % 17 == 1 else _tasks(n, now)
        case officers.FindTask():
            return None if n % 9 == 1 else _task_card(query.number.rjust(12, "0"), n, now)
        case binding.MyPhone():
            return binding.BoundPhone(("", "8000")[n % 2], here=n % 5 != 1)
    outcomes = TRIED.get(type(query), (None,))
    return outcomes[n % len(outcomes)]


def _tasks(n: int, now: Moment) -> officers.Tasks:
    due = Moment(now + DAY) if n % 2 else None
    listed = tuple(officers.Task(f"26112300{i:04}", "street-light", due, i % 2 == 1, late=i == 3) for i in range(n % 8))
    return officers.Tasks(listed, len(listed))


def _task_card(number: str, n: int, now: Moment) -> officers.TaskCard:
    may = ALL_ACTS[n % 5 :] if n % 7 else ()
    named = ("street-light", "huaqiao", UNIT, "花桥路12号", "路灯坏了", Moment(now + DAY), n % 4, "assign")
    return officers.TaskCard(number, Status.ASSIGNED, *named, Moment(now - MINUTE), n % 2 == 1, may)


def result(act: acts.Act, n: int, now: Moment) -> Any:
    """Say what comes of an act; None where it is not one of these."""
    outcomes = ("done", "done", "changed", "doubted", "pin", "forbidden", "unknown", "unbound")
    match act:
        case officers.Bind():
            outcome = ("bound", "bound", "wrong", "used", "expired", "locked")[n % 6]
            return officers.Binding(outcome, UNIT, needs_pin=n % 3 == 1)
        case officers.Handle():
            status = (Status.ASSIGNED, Status.RESOLVED)[n % 2]
            doubts = ("facts",) if outcomes[n % 8] == "doubted" else ()
            return officers.Handled(outcomes[n % 8], status, doubts, Moment(now + DAY), n % 3)
        case officers.ShowCaller():
            return officers.Caller(("shown", "hidden", "none", "unknown")[n % 4], ("", "张三")[n % 2], "+8613800138000")
    return None
