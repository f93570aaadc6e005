import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import GIVEN_UP_AFTER, LONGEST_WAIT, next_attempt, settlement_of
from dialogs.facts import errors
from dialogs.facts.moment import DAY, HOUR, MINUTE, SECOND, Moment
from dialogs.facts.ports import Settlement

NOW = Moment(1_800_000_000 * SECOND)


@pytest.mark.parametrize(
    ("attempts", "fraction", "wait"),
    [
        (0, 0.0, 1 * SECOND),
        (0, 0.5, 1.5 * SECOND),
        (1, 0.0, 2 * SECOND),
        (2, 0.5, 6 * SECOND),
        (3, 0.0, 8 * SECOND),
        (8, 0.0, 256 * SECOND),
        (9, 0.0, 450 * SECOND),
        (10_000, 0.0, 450 * SECOND),
    ],
)
def test_next_attempt(attempts: int, fraction: float, wait: float) -> None:
    """The wait doubles to its limit; chance moves the second half of it."""
    assert next_attempt(attempts, NOW, fraction) - NOW == wait


@given(st.integers(0, 10**6), st.floats(0, 1, exclude_max=True))
def test_the_wait_is_bounded(attempts: int, fraction: float) -> None:
    """However often it failed, it waits at least a second and at most a quarter of an hour."""
    assert SECOND <= next_attempt(attempts, NOW, fraction) - NOW < LONGEST_WAIT


SENDING = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.SendError)]


@pytest.mark.parametrize("kind", SENDING, ids=lambda kind: kind.__name__)
def test_only_properties_decide(kind: type[errors.SendError]) -> None:
    """Each error of the closed set is tried again exactly where it says so."""
    settlement = settlement_of(kind("21610"), 0, NOW, NOW, 0.0)

    assert settlement == (
        Settlement("retry", error=f"{kind.__name__} 21610", not_before=Moment(NOW + SECOND))
        if kind.retry
        else Settlement("dead", error=f"{kind.__name__} 21610")
    )


@pytest.mark.parametrize(
    ("age", "state"),
    [
        (0, "retry"),
        (HOUR, "retry"),
        (DAY - 20 * MINUTE, "retry"),
        (DAY - MINUTE, "dead"),
        (DAY, "dead"),
        (9 * DAY, "dead"),
    ],
)
def test_the_oldest_are_given_up(age: int, state: str) -> None:
    """What would be tried after a day is dead."""
    assert settlement_of(errors.Busy(), 20, Moment(NOW - age), NOW, 0.99).state == state


def test_an_error_without_detail() -> None:
    """The outbox names the kind of error alone where there is nothing more to say."""
    assert settlement_of(errors.Rejected(), 0, NOW, NOW, 0.0).error == "Rejected"


def test_a_day_of_tries() -> None:
    """From the first failure to the last there are about a hundred tries, not thousands."""
    now, tries = NOW, 0
    while (settlement := settlement_of(errors.Busy(), tries, NOW, now, 0.5)).state == "retry":
        now, tries = settlement.not_before, tries + 1

    assert 100 < tries < 200
    assert NOW < now < NOW + GIVEN_UP_AFTER
