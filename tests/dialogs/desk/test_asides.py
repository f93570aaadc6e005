"""Going on from what is in mind is a replay, only quicker."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from random_walker import CHANNELS, Walker
from walker_moves import MOVES

from bot.asides import Asides
from dialogs.facts.moment import MINUTE

WALKS = 250  # conversations, each held twice, unless ``--walks`` says more

steps = st.lists(st.tuples(st.sampled_from(MOVES), st.sampled_from(range(10_000))), min_size=8, max_size=32)


def test_what_goes_on_is_what_is_replayed(pytestconfig: pytest.Config) -> None:
    """With conversations in mind and without, the same bytes are kept and the same is said and done, each time."""
    asked = pytestconfig.getoption("walks")
    walked, in_mind = [], []

    @settings(
        max_examples=asked or WALKS,
        derandomize=not asked,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(CHANNELS), steps)
    def wander(channel, moves):
        recalling, replaying = Walker(channel, asides=Asides(2)), Walker(channel)
        for move, n in moves:
            move(recalling, n)
            move(replaying, n)
            assert recalling.state == replaying.state
            assert recalling.answers == replaying.answers
            assert recalling.done == replaying.done
        walked.append(recalling.count)
        in_mind.append(recalling.in_mind)
        assert replaying.in_mind == 0

    wander()

    assert sum(in_mind) > sum(walked) / 3


def test_old_look_ups_are_refreshed() -> None:
    """What was looked up for the question that waits grows old in mind as it does in the journal."""
    walker = Walker(CHANNELS[0], asides=Asides())
    for text in ("谢谢", "嗯", "查询"):
        walker.write(text)
    listed_at = walker.conversation.runs[-1].journal[-1].at
    walker.now += 2 * MINUTE
    walker.write("不知道")

    assert walker.conversation.runs[-1].journal[-1].at > listed_at + MINUTE


def test_the_longest_silent_is_forgotten_first() -> None:
    """Of more conversations than are kept in mind the eldest is replayed; what was taken is gone."""
    asides = Asides(1)
    first, second = Walker(CHANNELS[0], asides=asides), Walker(CHANNELS[0], asides=asides)
    second.now += 1
    for walker in (first, second):
        walker.write("花桥路12号门口路灯坏了三天")

    assert asides.take(first.state)[1] is None
    assert asides.take(second.state)[1] is not None
    assert asides.take(second.state)[1] is None
