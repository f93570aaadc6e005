"""When a message is tried again, and when it is given up: decided from the error's properties, never from its name."""

from dialogs.facts.errors import HuiyinError, SendError
from dialogs.facts.moment import DAY, MINUTE, SECOND, Moment
from dialogs.facts.ports import Settlement

FIRST_WAIT = 2 * SECOND
LONGEST_WAIT = 15 * MINUTE
GIVEN_UP_AFTER = DAY


def next_attempt(attempts: int, now: Moment, fraction: float) -> Moment:
    """Wait twice as long after each try, up to a limit; ``attempts`` is how many were before the one that failed.

    ``fraction`` of [0, 1) spreads the second half of the wait, so that what failed together does not return together.
    """
    wait = min(FIRST_WAIT << min(attempts, 20), LONGEST_WAIT)
    return Moment(now + wait // 2 + int(wait // 2 * fraction))


def settlement_of(error: SendError, attempts: int, put_at: Moment, now: Moment, fraction: float) -> Settlement:
    """Decide what becomes of a message that was put at ``put_at`` and failed now."""
    again_at = next_attempt(attempts, now, fraction)
    if error.retry and again_at < put_at + GIVEN_UP_AFTER:
        return Settlement("retry", error=name_of(error), not_before=again_at)
    return Settlement("dead", error=name_of(error))


def name_of(error: Exception) -> str:
    """Give the error as an operator reads it: its kind, and its detail where it is one of ours."""
    detail = error.detail if isinstance(error, HuiyinError) else ""
    return f"{type(error).__name__} {detail}".rstrip()
