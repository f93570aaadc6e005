"""A notice: what somebody is told of on the platform's own account, before it is words or a template's fields."""

from enum import StrEnum

from dialogs.facts.discreet import Discreet
from dialogs.facts.moment import Moment


class Audience(StrEnum):
    """Who is told."""

    CITIZEN = "citizen"
    OFFICER = "officer"
    ADMIN = "admin"


class Notice(Discreet, frozen=True):
    """One step that one person is told of. ``told`` makes free text of it, a template takes its facts."""

    id: str
    audience: Audience
    recipient: str
    """The citizen's or officer's id in the casebook; the admin has none."""
    step: str
    """The step of the case's timeline, or what else happened: a warning, a reminder, an alarm."""
    at: Moment
    """When it happened."""
    expires: Moment
    """From then on it is news no more and is not sent."""
    case: str = ""
    seq: int = 0
    """The entry of the timeline that it tells of; 0 where it tells of none."""
    facts: tuple[tuple[str, str], ...] = ()
    """Codes, and times as microseconds. With a case also its category, street, unit, status and submitted_at."""
    words: str = ""
    """What was said with the entry: a unit's answer or question, a reason."""
    language: str = ""
    urgent: bool = False

    def fact(self, name: str) -> str:
        """Give a fact, or nothing."""
        for known, value in self.facts:
            if known == name:
                return value
        return ""

    def moment(self, name: str) -> Moment | None:
        """Give a fact that is a time."""
        value = self.fact(name)
        return Moment(int(value)) if value else None
