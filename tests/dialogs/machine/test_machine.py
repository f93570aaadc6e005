import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from machine_world import NOW, Player, choice, errand, free, played

from dialogs.facts.cases import Place
from dialogs.facts.moment import MINUTE, Moment
from dialogs.facts.queries import Locate
from dialogs.facts.say import say
from dialogs.machine import journal
from dialogs.machine.journal import Conversation, Run
from dialogs.machine.question import Text
from dialogs.machine.replay import Over, Waiting
from dialogs.machine.script import ask, ended, look_up

ROOT = Path(__file__).resolve().parents[3]


def test_a_script_is_led_from_question_to_question() -> None:
    """Each answer goes one step further, and the end says what came of it."""
    player = played(Text("lamp"), "large", "no")

    assert isinstance(player.at, Over)
    assert player.at.ending.paragraphs == (say("end", done="7", again="no"),)


def test_a_journal_holds_codes_and_data_only() -> None:
    """No label, and no word of the catalogue, is in a stored journal."""
    player = played(Text("lamp"), "large")

    assert [(e.kind, e.key, e.occurrence) for e in player.run.journal] == [
        ("a", "what", 0),
        ("l", "locate", 0),
        ("a", "size", 0),
        ("p", "drop-note", 0),
    ]
    assert player.run.journal[2].value == "large"


def test_replay_asks_the_outside_nothing_twice() -> None:
    """Look-ups and acts are answered from the journal when a later turn replays it."""
    player = played(Text("lamp"), "large")
    player.play()
    player.play("no")

    assert (len(player.looked), len(player.performed)) == (1, 1)


def test_what_was_told_before_is_not_told_again() -> None:
    """Only what was said since the last answer stands before a question."""
    player = played(Text("lamp"))
    assert isinstance(player.at, Waiting)
    assert player.at.told == (say("seen"),)

    player.play("small")

    assert isinstance(player.at, Waiting)
    assert player.at.told == (say("seen"), say("did"))[1:]


def test_an_act_is_decided_before_it_is_performed() -> None:
    """The journal that is kept first holds the decision and not the result."""
    player = played(Text("lamp"), "large")

    assert player.decided[0].journal[-1].kind == "d"
    assert str(player.performed[0].key) == "r1/drop-note/0"


def test_a_decided_act_is_performed_by_who_loads_it() -> None:
    """A journal that ends with a decision is performed under the same key in the next turn."""
    broken_off = played(Text("lamp"), "large").decided[0]
    player = Player(errand, broken_off)
    player.play()

    assert [str(p.key) for p in player.performed] == ["r1/drop-note/0"]
    assert player.question == "again"


def test_a_look_up_may_carry_a_maximum_age() -> None:
    """An old result is looked up again while nothing was answered after it, and kept afterwards."""

    def script(_: Run) -> Any:
        yield from look_up(Locate(Place("x")), within=MINUTE)
        yield from ask(free("one"))
        yield from ask(free("two"))
        return ended()

    player = Player(script)
    player.play()
    player.now = Moment(NOW + 2 * MINUTE)
    player.play()
    assert len(player.looked) == 2

    player.play(Text("1"))
    player.now = Moment(NOW + 9 * MINUTE)
    player.play()

    assert len(player.looked) == 2


def test_occurrences_count_per_key_so_loops_work() -> None:
    """The same question asked in a loop has an entry for each time."""

    def script(_: Run) -> Any:
        count = 0
        while (yield from ask(choice("more", "yes", "no"))) == "yes":
            count += 1
        return ended(say("end", count=count))

    player = Player(script)
    player.play()
    for given in ("yes", "yes", "no"):
        player.play(given)

    assert [e.occurrence for e in player.run.journal] == [0, 1, 2]
    assert isinstance(player.at, Over)
    assert player.at.ending.paragraphs == (say("end", count=2),)


@pytest.mark.parametrize("seed", ["1", "77"])
def test_a_journal_is_replayed_in_a_fresh_process_under_another_hash_seed(seed: str) -> None:
    """The same journal arrives at the same question wherever it is replayed."""
    state = journal.dump(Conversation(runs=(played(Text("lamp"), "large").run,)))
    code = (
        "import sys; sys.path.insert(0, 'tests/dialogs/machine');"
        "from machine_world import Player, errand; from dialogs.machine import journal;"
        f"p = Player(errand, journal.load({state!r}).runs[0]); p.play(); print(p.question, p.looked, p.performed)"
    )
    env = {"PYTHONHASHSEED": seed, "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=env, cwd=ROOT, check=True
    ).stdout

    assert printed.strip() == "again [] []"
