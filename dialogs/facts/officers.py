"""Officers who work by message: who they are, what they may ask, and what they do."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, TypeAlias

from dialogs.facts.cases import Status
from dialogs.facts.moment import HOUR, Moment

INVITE_DIGITS = 8
INVITE_KEPT = 72 * HOUR
PIN_DIGITS = 6
ENDS: Final = frozenset({"resolve", "decline"})
"""What ends a case: one PIN is good for one of them."""
WANT_PIN: Final = ENDS | {"reply", "ask", "return", "ask-extension"}
"""What reaches a citizen or moves a case: where a sender can be forged it wants the PIN."""
MOST_TASKS = 40
"""How many cases a list holds; of more, the most urgent."""


@dataclass(frozen=True, slots=True)
class Officer:
    """One identity on one channel that handles cases for a unit; ``head`` is told when a case is late."""

    id: str
    unit: str
    head: bool
    channel: str
    bound_at: Moment
    language: str = ""
    name: str = field(default="", repr=False)
    unbound_at: Moment | None = None
    has_pin: bool = False


@dataclass(frozen=True, slots=True)
class Invite:
    """A code that binds whoever sends it first, told this once; what is kept of it is a keyed digest."""

    id: str
    unit: str
    head: bool
    expires_at: Moment
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Me:
    """What an officer's dialog has to know of who writes; nobody is bound there where ``unit`` is empty."""

    unit: str = ""
    head: bool = False
    needs_pin: bool = False
    """Identities of this channel can be forged: what reaches a citizen or moves a case asks for the PIN."""
    has_pin: bool = False
    pushed: str = ""
    """The case that the last message we sent on our own account, within a day, was about."""
    pushed_at: Moment = Moment(0)
    proven: bool = False
    """The PIN was given just now, and is still good."""


@dataclass(frozen=True, slots=True)
class WhoAmI:
    key: ClassVar[str] = "who-am-i"
    result: ClassVar[Any] = Me


@dataclass(frozen=True, slots=True)
class Task:
    """A case as a line of an officer's list; ``due_at`` is when to sign, or to answer once it is signed."""

    number: str
    category: str
    due_at: Moment | None
    signed: bool = False
    elsewhere: bool = False
    """A colleague has signed for it."""
    late: bool = False
    helps: bool = False
    """Another unit leads; this one's helps."""


@dataclass(frozen=True, slots=True)
class Tasks:
    """The most urgent first: own ones, those a colleague has signed for, those the unit helps with; ``all`` counts."""

    tasks: tuple[Task, ...] = ()
    all: int = 0


@dataclass(frozen=True, slots=True)
class MyTasks:
    """Ask for what the unit of who writes has to do; None where nobody is bound there."""

    key: ClassVar[str] = "my-tasks"
    result: ClassVar[Any] = Tasks | None


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A case as an officer may see it. ``acts`` names what this officer may do with it now."""

    number: str
    status: Status
    category: str
    street: str
    unit: str
    place: str = field(repr=False)
    what: str = field(repr=False)
    """The masked description, its beginning."""
    due_at: Moment | None
    photos: int
    step: str
    """The latest entry of the timeline."""
    step_at: Moment
    signed: bool
    acts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindTask:
    """Look a case up by its number or the last five digits of it; None where this officer has no such case."""

    number: str
    key: ClassVar[str] = "find-task"
    result: ClassVar[Any] = TaskCard | None


@dataclass(frozen=True, slots=True)
class TryPin:
    """Compare a PIN: right, wrong, locked (too many wrong ones), none (there is none yet)."""

    pin: str = field(repr=False)
    key: ClassVar[str] = "try-pin"
    result: ClassVar[Any] = str


@dataclass(frozen=True, slots=True)
class SetPin:
    """Set a PIN where there is none, or the old one was given a moment ago: kept, weak (all can guess it), refused."""

    pin: str = field(repr=False)
    key: ClassVar[str] = "set-pin"
    result: ClassVar[Any] = str


@dataclass(frozen=True, slots=True)
class Binding:
    """What became of a code: bound, wrong, used, expired, locked (too many wrong ones)."""

    outcome: str
    unit: str = ""
    head: bool = False
    needs_pin: bool = False


@dataclass(frozen=True, slots=True)
class Bind:
    """Bind who writes by the code of an invite."""

    code: str = field(repr=False)
    language: str = ""
    key: ClassVar[str] = "bind"
    result: ClassVar[Any] = Binding


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of an officer's act.

    ``outcome``: done; changed (it no longer fits where the case stands: ``status``); doubted (it looks wrong, for the
    reasons in ``doubts``, and wants to be confirmed); pin (none was given); forbidden; unknown; unfit; unbound.
    """

    outcome: str
    status: str = ""
    doubts: tuple[str, ...] = ()
    until: Moment | None = None
    """Until when more time was asked for."""
    left: int = 0
    """How many cases still wait for this officer."""


@dataclass(frozen=True, slots=True)
class Handle:
    """Do something with a case as the officer who writes; ``step`` is an act of staff, the rest what goes with it."""

    step: str
    number: str
    text: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
    unit: str = ""
    days: int = 0
    """How many working days more are asked for."""
    outcome: str = ""
    checks: tuple[str, ...] = ()
    confirm: bool = False
    key: ClassVar[str] = "handle"
    result: ClassVar[Any] = Handled


@dataclass(frozen=True, slots=True)
class Caller:
    """Who brought a case, as far as the officer may know: shown, hidden, none (no number), unknown."""

    outcome: str
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ShowCaller:
    """Ask for the citizen's number; each look leaves a trace."""

    number: str
    key: ClassVar[str] = "show-caller"
    result: ClassVar[Any] = Caller


OfficeQuery: TypeAlias = WhoAmI | MyTasks | FindTask | TryPin | SetPin
OfficeAct: TypeAlias = Bind | Handle | ShowCaller
OfficeResult: TypeAlias = Binding | Handled | Caller
