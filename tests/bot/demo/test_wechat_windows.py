"""How many customer messages the stand-in lets through, and until when."""

import pytest

from bot.demo.clock import HandClock
from bot.demo.wechat_windows import CLOSED, USED_UP, Trigger, Windows
from dialogs.facts.moment import HOUR, MINUTE

ANN = "oAnn"


@pytest.fixture
def windows(clock: HandClock) -> Windows:
    return Windows(clock)


def spent(windows: Windows, times: int) -> list[int]:
    return [windows.spend(ANN) for _ in range(times)]


def test_a_message_is_worth_five(windows: Windows) -> None:
    """The sixth is one too many, until the citizen writes again."""
    windows.open(ANN, Trigger.MESSAGE)

    assert spent(windows, 6) == [0] * 5 + [USED_UP]
    windows.open(ANN, Trigger.MESSAGE)
    assert spent(windows, 1) == [0]


def test_a_message_counts_for_two_days(windows: Windows, clock: HandClock) -> None:
    """Then nothing may be sent, however little was."""
    windows.open(ANN, Trigger.MESSAGE)
    clock.advance(48 * HOUR - 1)
    assert spent(windows, 1) == [0]
    clock.advance(1)
    assert spent(windows, 1) == [CLOSED]


def test_a_click_is_worth_three_for_a_minute(windows: Windows, clock: HandClock) -> None:
    """It opens no window of two days."""
    windows.open(ANN, Trigger.CLICK)

    assert spent(windows, 4) == [0, 0, 0, USED_UP]
    clock.advance(MINUTE)
    assert spent(windows, 1) == [CLOSED]


def test_what_ends_first_is_spent_first(windows: Windows, clock: HandClock) -> None:
    """A click inside a message's window gives three more and takes none of the five."""
    windows.open(ANN, Trigger.MESSAGE)
    windows.open(ANN, Trigger.CLICK)

    assert spent(windows, 3) == [0, 0, 0]
    clock.advance(MINUTE)
    assert spent(windows, 6) == [0] * 5 + [USED_UP]


def test_who_never_wrote_or_left_gets_nothing(windows: Windows) -> None:
    """Unfollowing closes at once what was open."""
    assert spent(windows, 1) == [CLOSED]
    windows.open(ANN, Trigger.MESSAGE)
    windows.close(ANN)
    assert spent(windows, 1) == [CLOSED]
