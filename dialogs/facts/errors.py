"""The closed set of what can go wrong, with properties; a docstring is the message."""

from typing import ClassVar


class HuiyinError(Exception):
    """Something went wrong."""

    def __init__(self, detail: str = "") -> None:
        """``detail`` names ids, codes and places in files, never personal data."""
        self.detail = detail
        said = (type(self).__doc__ or "").splitlines()[0]
        super().__init__(f"{said} ({detail})" if detail else said)


class Unkept(HuiyinError):
    """What was asked cannot be kept now: the store is down, full or locked."""

    retry_after: ClassVar[int] = 5  # seconds


class Conflict(HuiyinError):
    """Something else was already done under this key."""


class UnreadableSeal(HuiyinError):
    """What was sealed cannot be opened with any key that is configured."""


class CityInvalid(HuiyinError):
    """The city profile does not hold together."""

    @property
    def problems(self) -> tuple[str, ...]:
        """A line for each thing that is wrong."""
        return tuple(self.detail.splitlines())


class SendError(HuiyinError):
    """A message could not be handed over."""

    retry: ClassVar[bool] = False
    """Try the same voice again later."""
    next_rung: ClassVar[bool] = False
    """Another voice may reach the person."""
    stop_address: ClassVar[bool] = False
    """Never send to this address again unless its owner writes."""
    alarm: ClassVar[str] = ""
    """An operator has to do something: the kind of trouble, as the admin is told of it."""


class Unreachable(SendError):
    """The other side could not be reached; nothing was handed over."""

    retry = True


class OutcomeUnknown(SendError):
    """The request left, no answer came: it may have been sent."""


class Throttled(SendError):
    """The other side asked us to slow down."""

    retry = True


class Busy(SendError):
    """The other side is busy or failed."""

    retry = True


class WindowClosed(SendError):
    """The channel allows no message to this person now."""

    next_rung = True


class PersonGone(SendError):
    """The person left, refuses or cannot be reached at this address."""

    next_rung = True
    stop_address = True


class TokenRejected(SendError):
    """Our token at the channel is not valid, nor is the one that was asked for in its place."""

    alarm = "refused"
    retry = True
    next_rung = True


class Misconfigured(SendError):
    """The channel refuses us: an operator has to mend the configuration."""

    alarm = "refused"
    retry = True
    next_rung = True


class AddressRefused(SendError):
    """The channel takes no calls from our address: an operator has to put it on the list there."""

    alarm = "address"
    retry = True
    next_rung = True


class Unpaid(SendError):
    """Our account at the channel is empty or blocked."""

    alarm = "unpaid"
    retry = True
    next_rung = True


class QuotaSpent(SendError):
    """The day's quota of our account at the channel is used up."""

    alarm = "quota"
    retry = True
    next_rung = True


class Rejected(SendError):
    """The channel refuses this message as it stands."""

    next_rung = True


class MediaGone(HuiyinError):
    """The channel no longer has this photo or voice."""


class MediaRefused(HuiyinError):
    """No photo or voice that may be kept."""
