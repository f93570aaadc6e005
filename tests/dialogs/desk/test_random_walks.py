"""Whoever does whatever at the desk is answered, finds out again, and loses nothing by a restart."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from random_walker import CHANNELS, Walker
from walker_moves import MOVES, walk

from dialogs.scripts import SCRIPTS

WALKS = 2000  # conversations, unless ``--walks`` says more
MOST_STATES = 3000  # stored conversations that are replayed in another process

steps = st.lists(st.tuples(st.sampled_from(MOVES), st.sampled_from(range(10_000))), min_size=8, max_size=32)


@dataclass
class Walked:
    """What came of all the walks."""

    counts: list[int] = field(default_factory=list)
    states: list[bytes] = field(default_factory=list)
    entered: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def walked(pytestconfig: pytest.Config) -> Walked:
    """All walks, gone once for the tests that look at them."""
    asked, kept = pytestconfig.getoption("walks"), Walked()

    @settings(
        max_examples=asked or WALKS,
        derandomize=not asked,
        phases=[Phase.generate],  # a walk is short, and shrinking one takes minutes
        report_multiple_bugs=False,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(CHANNELS), steps)
    def wander(channel, moves):
        walker = Walker(channel)
        walk(walker, moves)
        kept.counts.append(walker.count)
        kept.states.extend(walker.states)
        kept.entered.update(walker.scripts)

    wander()
    return kept


def test_random_walks(walked: Walked, pytestconfig: pytest.Config) -> None:
    """Never an exception, always an answer or a silence that is meant, always a way out, never beyond the limits.

    What a citizen was told was kept is held by what they do with it, and there is no script that nobody enters.
    """
    assert len(walked.counts) >= (pytestconfig.getoption("walks") or WALKS)
    assert len(walked.states) > MOST_STATES
    assert walked.entered == set(SCRIPTS)


@pytest.mark.parametrize("seed", ["1", "4711"])
def test_what_was_stored_is_replayed_elsewhere(seed: str, walked: Walked, tmp_path: Path, root: Path) -> None:
    """In a fresh process, under another hash seed, over a shuffled profile, each journal arrives at its question."""
    apart = sorted(walked.states)[:: len(walked.states) // MOST_STATES + 1]
    file = tmp_path / "states"
    file.write_text("\n".join(state.hex() for state in apart))
    environment = {"PYTHONHASHSEED": seed, "PATH": os.environ["PATH"], "PYTHONPATH": str(root)}
    command = [sys.executable, str(Path(__file__).with_name("replay_states.py")), str(file), seed]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=root, check=False)

    assert len(apart) > MOST_STATES // 3
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    "moves",
    [
        pytest.param(["投诉", "路灯不亮已经三天了", "花桥路", *["其他"] * 70], id="other, again and again"),
        pytest.param(
            ["门口有一只很大的怪东西", "花桥路12号", *["它还是在那里，没有人管"] * 200], id="more and more words"
        ),
        pytest.param(["路" * 1999, "花桥路" * 60, *["补充一下情况，还是没有人来修" * 10, "1"] * 40], id="long words"),
        pytest.param(
            ["花桥路12号门口路灯坏了三天", "1", *["2", "路灯坏了，晚上看不见" * 90] * 80], id="always changing"
        ),
    ],
)
@pytest.mark.parametrize("pause", [3, 90])
def test_a_journal_never_outgrows_its_limits(moves: list[str], pause: int) -> None:
    """Who goes round and round is told so at last, and still finds out."""
    walker = Walker(CHANNELS[0])
    for text in moves:
        walker.now += pause * 1_000_000
        walker.write(text)
    walker.leaves()
