"""What a dialog may do, and what comes of it. The same act under the same key is done once."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

from dialogs.facts.binding import BindingAct
from dialogs.facts.cases import Contact, Draft, Place
from dialogs.facts.hearing import Follow, HearingAct, OptIn, OptOut, Speak, TellHeld
from dialogs.facts.messages import Attachment
from dialogs.facts.officers import OfficeAct
from dialogs.facts.results import Done, Filed, NewCode, Refused, Reopened, Result, Urged, WhyNot, Withdrawn


@dataclass(frozen=True, slots=True)
class DoKey:
    """What makes an act the same act: the run (or message) it belongs to, its name there, and which time."""

    run: str
    name: str
    occurrence: int = 0

    def __str__(self) -> str:
        return f"{self.run}/{self.name}/{self.occurrence}"


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
class Urge:
    """Ask for speed in an own case that is not resolved: once a day, and not before half of the time is over."""

    number: str
    key: ClassVar[str] = "urge"
    result: ClassVar[Any] = Urged


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take an own case back before it is resolved; where others report it too, leave it to them."""

    number: str
    reason: str = field(default="", repr=False)
    """The citizen's own words."""
    why: str = ""
    """A code in place of words: solved, mistake, otherwise."""
    key: ClassVar[str] = "withdraw"
    result: ClassVar[Any] = Withdrawn


@dataclass(frozen=True, slots=True)
class Reopen:
    """Have an own case handled again that its reporter rated 3 or 4; a second time by the supervising level."""

    number: str
    reason: str = field(default="", repr=False)
    """The citizen's own words."""
    key: ClassVar[str] = "reopen"
    result: ClassVar[Any] = Reopened


@dataclass(frozen=True, slots=True)
class Amend:
    """Change what was said of an own case: what is ``None`` or empty stays.

    The place is the filer's and stands once the case is accepted; how a reporter wants to be known is theirs
    as long as the case is open. Words and photos are added, as by ``Supplement``.
    """

    number: str
    place: Place | None = None
    contact: Contact | None = None
    text: str = field(default="", repr=False)
    media: tuple[str, ...] = ()
    key: ClassVar[str] = "amend"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class RenewCode:
    """Make a new query code for an own case; the old one ends."""

    number: str
    key: ClassVar[str] = "renew-code"
    result: ClassVar[Any] = NewCode


@dataclass(frozen=True, slots=True)
class CallBack:
    """Ask the desk to call back; ``about`` is what the citizen said last, or the case spoken of."""

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
class KeepDraft:
    """Note that something is half told: its description and place; ``draft`` names it."""

    draft: str
    words: str = field(repr=False)
    key: ClassVar[str] = "keep-draft"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class DropDraft:
    """It was filed, or left."""

    draft: str
    key: ClassVar[str] = "drop-draft"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class KeepMedia:
    """Have the attachments of a message fetched and kept, all or, where the day has no room for them, none.

    Media ids are ``f"{message}.{index}"`` hashed by the core.
    """

    ids: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    key: ClassVar[str] = "keep-media"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Answer an open question of the platform: an option's code or own words."""

    question: str
    option: str = ""
    text: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
    media: tuple[str, ...] = ()
    key: ClassVar[str] = "answer-question"
    result: ClassVar[Any] = Done


Act: TypeAlias = (
    File
    | Join
    | Supplement
    | Urge
    | Withdraw
    | Reopen
    | Amend
    | RenewCode
    | CallBack
    | ReportDanger
    | NoteToDesk
    | DropNote
    | KeepDraft
    | DropDraft
    | KeepMedia
    | AnswerQuestion
    | BindingAct
    | HearingAct
    | OfficeAct
)

__all__ = [
    "Act",
    "Amend",
    "AnswerQuestion",
    "CallBack",
    "DoKey",
    "Done",
    "DropDraft",
    "DropNote",
    "File",
    "Filed",
    "Follow",
    "Join",
    "KeepDraft",
    "KeepMedia",
    "NewCode",
    "NoteToDesk",
    "OptIn",
    "OptOut",
    "Refused",
    "RenewCode",
    "Reopen",
    "Reopened",
    "ReportDanger",
    "Result",
    "Speak",
    "Supplement",
    "TellHeld",
    "Urge",
    "Urged",
    "WhyNot",
    "Withdraw",
    "Withdrawn",
]
