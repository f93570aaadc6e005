"""What staff send with an act; fields that an act does not have are refused."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from handlers.api.bodies import Body, Name, Prose

LONGEST_TEXT = 2000
LONGEST_REASON = 500
MOST_HELPERS = 10

Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT), Prose]
Reason = Annotated[str, Field(min_length=1, max_length=LONGEST_REASON), Prose]
Code = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00\s]+$")]
Check = Literal["facts", "classification", "handling", "informed", "solved"]
Number = Annotated[str, Field(pattern=r"^[0-9]{12}$")]
Outcome = Literal["solved", "partly", "explained", "aid", "other-path"]


class AcceptBody(Body):
    category: Code | None = None
    urgency: Code | None = None


class DeclineBody(Body):
    """``path``: where the matter belongs; ``other`` is a body that the reason names."""

    reason: Reason
    path: Literal["court", "arbitration", "review", "other"]


class ReclassifyBody(Body):
    category: Code


class AssignBody(Body):
    unit: Code
    joint: Annotated[tuple[Code, ...], Field(max_length=MOST_HELPERS)] = ()


class SignBody(Body):
    officer: Name | None = None


class ReturnBody(Body):
    reason: Reason
    unit: Code | None = None


class TextBody(Body):
    text: Text


class ExtensionBody(Body):
    reason: Reason
    until: AwareDatetime


class EmptyBody(Body):
    """Nothing more has to be said."""


class ReasonBody(Body):
    reason: Reason


class NoteBody(Body):
    text: Text
    public: bool = False


class ResolveBody(Body):
    """``confirm``: the answer looks wrong, and is meant so."""

    text: Text
    outcome: Outcome
    checks: tuple[Check, ...] = ()
    confirm: bool = False


class FollowUpBody(Body):
    result: Code
    text: Text | None = None


class InspectBody(Body):
    verdict: Code
    text: Text | None = None


class SuperviseBody(Body):
    """``urge`` is a word between offices; each other kind is a letter that has to be answered."""

    kind: Literal["urge", "letter", "risk-warning", "accountability"]
    text: Text | None = None


class AnswerLetterBody(Body):
    """``letter``: its id; without it the oldest that waits."""

    text: Text
    letter: Code | None = None


class LeadBody(Body):
    official: Name
    team: Reason | None = None
    plan: Text | None = None
    until: AwareDatetime | None = None


class MergeBody(Body):
    into: Number
