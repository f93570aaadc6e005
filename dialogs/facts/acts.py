"""What a dialog may do, and what comes of it. The same act under the same key is done once."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

from dialogs.facts.cases import Draft
from dialogs.facts.messages import Attachment
from dialogs.facts.moment import Moment


@dataclass(frozen=True, slots=True)
class DoKey:
    """What makes an act the same act: the run (or message) it belongs to, its name there, and which time."""

    run: str
    name: str
    occurrence: int = 0

    def __str__(self) -> str:
        return f"{self.run}/{self.name}/{self.occurrence}"


@dataclass(frozen=True, slots=True)
class Refused:
    """The act does not fit what has become of the case; ``reason`` is a code."""

    reason: str


@dataclass(frozen=True, slots=True)
class Filed:
    number: str
    code: str = field(repr=False)
    """The query code; the casebook keeps it sealed and hashed."""
    accept_by: Moment
    reply_days: int
    """Working days from acceptance to the answer."""


@dataclass(frozen=True, slots=True)
class Done:
    """Done; ``number`` names the case where there is one."""

    number: str = ""


@dataclass(frozen=True, slots=True)
class NewCode:
    number: str
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class File:
    """File a case for the citizen who speaks.

    Consent to the handling of personal data is part of it unless the draft is anonymous.
    """

    draft: Draft
    key: ClassVar[str] = "file"
    result: ClassVar[Any] = Filed


@dataclass(frozen=True, slots=True)
class Join:
    """Become one more reporter of an open case."""

    number: str
    what: str = field(repr=False)
    media: tuple[str, ...] = ()
    key: ClassVar[str] = "join"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class Supplement:
    """Add words or photos to an own case."""

    number: str
    text: str = field(repr=False)
    media: tuple[str, ...] = ()
    key: ClassVar[str] = "supplement"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class RenewCode:
    """Make a new query code for an own case; the old one ends."""

    number: str
    key: ClassVar[str] = "renew-code"
    result: ClassVar[Any] = NewCode


@dataclass(frozen=True, slots=True)
class CallBack:
    """Ask the desk to call back; ``about`` is what the citizen said last."""

    about: str = field(default="", repr=False)
    key: ClassVar[str] = "call-back"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class ReportDanger:
    """Tell the desk at once of a danger, filed or not; ``danger`` is a code of the city profile."""

    danger: str
    words: str = field(repr=False)
    key: ClassVar[str] = "danger"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class NoteToDesk:
    """Leave words at the desk that found no place of their own, so that none are lost.

    With ``wait`` (µs) the desk sees them only then, unless ``DropNote`` came first.
    """

    words: str = field(repr=False)
    wait: int = 0
    key: ClassVar[str] = "note-to-desk"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class DropNote:
    """Take back a note that waited; ``note`` is the ``str(DoKey)`` it was left under."""

    note: str
    key: ClassVar[str] = "drop-note"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class KeepMedia:
    """Have the attachments of a message fetched and kept; media ids are ``f"{message}.{index}"`` hashed by the core."""

    ids: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    key: ClassVar[str] = "keep-media"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class OptOut:
    """Send this address nothing on our own account until it opts in."""

    key: ClassVar[str] = "opt-out"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class OptIn:
    key: ClassVar[str] = "opt-in"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class Follow:
    """The address follows the account, or no longer does."""

    follows: bool
    key: ClassVar[str] = "follow"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Answer an open question of the platform: an option's code or own words."""

    question: str
    option: str = ""
    text: str = field(default="", repr=False)
    reason: str = ""
    media: tuple[str, ...] = ()
    key: ClassVar[str] = "answer-question"
    result: ClassVar[Any] = Done


Act: TypeAlias = (
    File
    | Join
    | Supplement
    | RenewCode
    | CallBack
    | ReportDanger
    | NoteToDesk
    | DropNote
    | KeepMedia
    | OptOut
    | OptIn
    | Follow
    | AnswerQuestion
)
Result: TypeAlias = Filed | Done | NewCode | Refused
