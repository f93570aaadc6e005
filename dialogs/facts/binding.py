"""One citizen on two channels: what is needed to bind a phone number, proven by a code that it was sent."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Final, TypeAlias

from dialogs.facts.results import Done

PHONE_CODE: Final = "phone-code"
"""What the message with a code is called, where a carrier wants an approved template of it."""
SOON: Final = "soon"
"""Why no code is sent: one was a moment ago."""


class Outcome(StrEnum):
    """What came of a code."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"  # too late, too often, or none was sent


@dataclass(frozen=True, slots=True)
class BoundPhone:
    """``tail``: the last digits of the number that is bound, empty where none is. ``here``: numbers are bound here."""

    tail: str = field(default="", repr=False)
    here: bool = True


@dataclass(frozen=True, slots=True)
class MyPhone:
    """Ask whether a number is bound to the citizen who speaks."""

    key: ClassVar[str] = "my-phone"
    result: ClassVar[Any] = BoundPhone


@dataclass(frozen=True, slots=True)
class TryPhoneCode:
    """Try the code that was sent last; each try is counted. Gives an ``Outcome``."""

    code: str = field(repr=False)
    key: ClassVar[str] = "try-phone-code"
    result: ClassVar[Any] = str


@dataclass(frozen=True, slots=True)
class SendPhoneCode:
    """Send a code to a number (E.164); nothing tells whether anybody is known by it."""

    phone: str = field(repr=False)
    key: ClassVar[str] = "send-phone-code"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class BindPhone:
    """Bind the number whose code was given rightly: its cases and the citizen's are one from now on."""

    key: ClassVar[str] = "bind-phone"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class UnbindPhone:
    """End it; the cases stay with whom the number was bound to."""

    key: ClassVar[str] = "unbind-phone"
    result: ClassVar[Any] = Done


BindingAct: TypeAlias = SendPhoneCode | BindPhone | UnbindPhone
BindingQuery: TypeAlias = MyPhone | TryPhoneCode
