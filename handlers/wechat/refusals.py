"""Why a request is refused: always the sender's doing, never a change of state."""

from typing import ClassVar

from dialogs.facts.errors import HuiyinError


class WireRefusal(HuiyinError):
    """The request is refused."""

    status: ClassVar[int] = 400


class Unsigned(WireRefusal):
    """The signature is missing or does not fit."""

    status = 403


class Unreadable(WireRefusal):
    """The body cannot be read."""


class TooLarge(WireRefusal):
    """The body is too large."""

    status = 413
