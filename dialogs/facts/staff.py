"""What staff do with a case, as the API and the casebook share it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeAlias

from dialogs.facts.cases import Contact, Draft, Status
from dialogs.facts.moment import Moment
from dialogs.facts.records import Bearer, CaseRecord


@dataclass(frozen=True, slots=True)
class StaffAct:
    """An act of staff on a case; which fields it has follows from ``step``, the others are empty."""

    step: str
    number: str
    by: Bearer
    category: str = ""
    urgency: str = ""
    unit: str = ""
    joint: tuple[str, ...] = ()
    officer: str = ""
    text: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
    path: str = ""
    until: Moment | None = None
    outcome: str = ""
    checks: tuple[str, ...] = ()
    """Which of ``CHECKS`` hold."""
    confirm: bool = False
    public: bool = False
    result: str = ""
    verdict: str = ""
    kind: str = ""
    """Of ``SUPERVISIONS``."""
    letter: str = ""
    """Which one is answered, by its id; the oldest that waits where empty."""
    official: str = ""
    team: str = ""
    plan: str = field(default="", repr=False)
    into: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who brought a matter; ``told``: they agreed to hear of each step by SMS at the number they left."""

    contact: Contact = Contact()
    told: bool = False


@dataclass(frozen=True, slots=True)
class Intake:
    """A matter that came by letter, by a visit or by phone, as staff enter it; the first of the persons files it."""

    channel: str
    by: Bearer
    draft: Draft
    persons: tuple[Person, ...] = field(default=(Person(),), repr=False)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The case, and the query codes of the persons in their order: told this once, and not when it is asked again."""

    case: CaseRecord
    codes: tuple[str, ...] = field(default=(), repr=False)


CHECKS = ("facts", "classification", "handling", "informed", "solved")
"""What has to be asked before a case is closed."""
SUPERVISIONS = ("urge", "letter", "risk-warning", "accountability")
"""How a level above steps in, from a reminder to a proposal of who answers for it; all but the first are letters."""
PATHS = ("court", "arbitration", "review", "other")
"""Where a matter belongs that the platform cannot take; ``other``: a body that the reason names."""
OUTCOMES = ("solved", "partly", "explained", "aid", "other-path")


class Why(StrEnum):
    """Why an act was not done."""

    UNKNOWN = "unknown"  # there is no such case
    FORBIDDEN = "forbidden"  # the role or the unit may not
    STATUS = "status"  # it does not fit where the case stands
    BODY = "body"  # what was said with it does not fit


@dataclass(frozen=True, slots=True)
class Unfit:
    """The act was not done, and nothing has changed. ``errors`` pairs fields with what is wrong about them."""

    why: Why
    status: Status | None = None
    errors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Unseen:
    """It is done, now or before under the key, but the case is not for the bearer to read, or not any more."""


Acted: TypeAlias = CaseRecord | Unseen | Unfit


class Staff(Protocol):
    """The record as staff change it. Raises ``Unkept`` when it cannot."""

    async def act(self, act: StaffAct, *, key: str = "") -> Acted:
        """Do it in one transaction and give the case to who sees it; under the same key it is done once."""

    async def take_in(self, intake: Intake, *, key: str = "") -> TakenIn | Unfit:
        """File it in one transaction and give the case; under the same key it is filed once."""
