"""What Twilio's error codes mean for us (twilio.com/docs/api/errors)."""

from dialogs.facts.errors import Busy, Misconfigured, PersonGone, Rejected, SendError, Throttled, Unpaid

BY_CODE: dict[int, type[SendError]] = {
    14107: Throttled,  # over 30 replies between two numbers: sending fails for half a minute
    20003: Misconfigured,  # wrong credentials
    20005: Unpaid,  # the account is not active
    20429: Throttled,  # too many requests
    21211: PersonGone,  # no such number
    21408: Misconfigured,  # the region is not enabled
    21606: Misconfigured,  # the sender cannot write there
    21610: PersonGone,  # opted out
    21611: Throttled,  # the sender's queue is full
    21612: Misconfigured,  # no route from this sender
    21614: PersonGone,  # no mobile number
    21635: PersonGone,  # a landline
    30001: Throttled,  # queue overflow
    30002: Unpaid,  # the account is suspended
    30003: Busy,  # the phone is off or out of reach
    30005: Busy,  # unknown to the carrier, often for a while
    30006: PersonGone,  # a landline
    30007: Rejected,  # filtered by the carrier
    63017: Throttled,  # the account's messages a second
}
BY_STATUS: dict[int, type[SendError]] = {
    401: Misconfigured,
    402: Unpaid,
    403: Misconfigured,
    404: Misconfigured,  # no such account
    429: Throttled,
}
LONGEST_CODE = 6  # digits
CLIENT_ERRORS, SERVER_ERRORS = 400, 500


def error_of(status: int, code: int | None) -> SendError:
    """Name the error; its detail is Twilio's code, or else the HTTP status."""
    if code:
        kind = BY_CODE.get(code) or _by_status(status)
        return kind(str(code))
    return _by_status(status)(f"HTTP {status}")


def reason_of(code: str) -> SendError | None:
    """Name why a message that was taken did not arrive; None for a code that tells nothing, or none at all."""
    kind = BY_CODE.get(int(code)) if code.isascii() and code.isdecimal() and len(code) <= LONGEST_CODE else None
    return kind(code) if kind else None


def _by_status(status: int) -> type[SendError]:
    if status < CLIENT_ERRORS:
        return Misconfigured  # sent on to elsewhere: this is not Twilio's API
    return BY_STATUS.get(status, Busy if status >= SERVER_ERRORS else Rejected)
