"""Where a case stands and by when what has to happen, as the rules see it."""

from dataclasses import dataclass
from datetime import tzinfo

from adapters.casebook.rules.calendar import WorkingTime
from dialogs.city import City
from dialogs.facts.cases import CaseKind, Status
from dialogs.facts.moment import Moment


@dataclass(frozen=True, slots=True)
class Course:
    status: Status
    kind: CaseKind = CaseKind.REPORT
    category: str = ""
    urgency: str = ""
    unit: str = ""
    officer: str = ""
    accept_by: Moment | None = None
    sign_by: Moment | None = None
    reply_by: Moment | None = None
    provisional: bool = False
    paused_until: Moment | None = None
    resolved_at: Moment | None = None
    ended_at: Moment | None = None
    outcome: str = ""
    reopened: int = 0
    accepted_at: Moment | None = None
    """When the platform took it, or said why not."""
    paused_at: Moment | None = None
    paused: int = 0
    """How much pause was used: working days, or microseconds where the case is counted by the clock."""
    asked_until: Moment | None = None
    """Until when more time was asked for and is neither granted nor refused."""
    signed_at: Moment | None = None
    first_unit: str = ""
    """Who got the case first: in charge until the desk has decided."""
    returns: int = 0
    """How often units have returned it."""
    joint: str = ""
    """Codes of the units that help, between blanks."""
    merged_into: str = ""
    stood: Status | None = None
    """Of a merged case: where it stood."""
    own_accept_by: Moment | None = None
    own_reply_by: Moment | None = None
    """Of a case that others were merged into: its due times without them, until something else moves these."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a city has set, and when it is asked."""

    city: City
    zone: tzinfo
    now: Moment

    @property
    def time(self) -> WorkingTime:
        return WorkingTime(self.city.calendar, self.zone)
