"""Back drops the last answer, and stops at what was done."""

from typing import Any

from machine_world import NOW, Player, free, played

from dialogs.facts.acts import DropNote
from dialogs.facts.cases import Place
from dialogs.facts.queries import Locate
from dialogs.facts.say import say
from dialogs.machine import moves
from dialogs.machine.journal import Run
from dialogs.machine.question import Text
from dialogs.machine.script import Extra, ask, do, ended, look_up


def test_back_drops_the_last_answer_and_the_look_ups_after_it() -> None:
    """Back over a look-up asks the question before it, and another answer is looked up anew."""
    player = played(Text("lamp"))
    player.back()
    assert (player.question, player.run.journal) == ("what", ())

    player.street = "south"
    player.play(Text("road"))
    player.play("small")

    assert player.performed[-1].act == DropNote("road/south/small")


def test_back_keeps_the_look_ups_before_the_answer() -> None:
    """A look-up that stands before the dropped answer stays as it was."""

    def script(_: Run) -> Any:
        seen = yield from look_up(Locate(Place("a")))
        given = yield from ask(free("what"))
        yield from ask(free("more"))
        return ended(say("end", seen=seen.street, given=given.text))

    player = Player(script)
    player.play()
    player.play(Text("one"))
    player.back()

    assert (player.question, len(player.looked)) == ("what", 1)


def test_back_stops_at_what_was_done() -> None:
    """A performed act is a barrier."""
    player = played(Text("lamp"), "large")

    assert moves.is_stopped(player.run)


def test_back_is_free_up_to_what_was_done() -> None:
    """After a question behind the act, back reaches that question and no further."""

    def script(_: Run) -> Any:
        yield from do(DropNote("x"))
        yield from ask(free("one"))
        yield from ask(free("two"))
        return ended()

    player = Player(script)
    player.play()
    player.play(Text("1"))
    assert not moves.is_stopped(player.run)
    player.back()

    assert player.question == "one"
    assert moves.is_stopped(player.run)


def test_photos_survive_going_back() -> None:
    """Back drops an answer, not what came along."""
    player = played(Text("lamp"))
    player.run = moves.take_along(player.run, Extra(media="m1"), NOW) or player.run
    player.back()

    assert [e.kind for e in player.run.journal] == ["x"]
