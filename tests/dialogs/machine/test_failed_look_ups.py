"""A look-up that failed costs nobody an answer, and is made again."""

from typing import Any

from machine_world import Player, choice, free

from dialogs.facts.cases import Place
from dialogs.facts.queries import Locate
from dialogs.machine.journal import Run
from dialogs.machine.question import Text
from dialogs.machine.script import ask, ended, look_up


def script(_: Run) -> Any:
    yield from look_up(Locate(Place("x")))
    yield from ask(free("what"))
    yield from ask(choice("size", "small", "large"))
    return ended()


def test_an_answer_given_after_a_failed_look_up_stays() -> None:
    """The script went on with nothing, and goes on so: what was answered since is not asked again."""
    player = Player(script)
    player.fails = True
    player.play()
    player.fails = False
    player.play(Text("lamp"))
    player.play()

    assert player.question == "size"
    assert [entry.key for entry in player.run.journal if entry.kind == "a"] == ["what"]


def test_what_was_decided_after_a_failed_look_up_is_done() -> None:
    """Many turns with a casebook that answers nothing come to the same end."""
    player = Player(script)
    player.fails = True
    player.play()
    player.play(Text("lamp"))
    player.play()
    player.play("large")

    assert type(player.at).__name__ == "Over"


def test_a_failed_look_up_leaves_no_entry() -> None:
    """The script goes on with nothing, and the next turn looks again."""

    def script(_: Run) -> Any:
        found = yield from look_up(Locate(Place("x")))
        yield from ask(choice("ok", "yes") if found else free("where"))
        return ended()

    player = Player(script)
    player.fails = True
    player.play()
    assert (player.question, player.run.journal) == ("where", ())

    player.fails = False
    player.play()

    assert player.question == "ok"
