"""A journal that an older script began is carried on by an edited one."""

from typing import Any

import msgspec
from machine_world import Player, choice, free, played

from dialogs.facts.acts import DropNote
from dialogs.facts.cases import Place
from dialogs.facts.queries import Locate
from dialogs.facts.say import say
from dialogs.machine.journal import Run
from dialogs.machine.question import Text
from dialogs.machine.replay import Broken
from dialogs.machine.script import ask, do, ended, look_up


def test_an_edited_script_never_performs_what_was_not_decided() -> None:
    """Where the script would now do something else, the decision is dropped and the question asked again."""
    broken_off = played(Text("lamp"), "large").decided[0]

    def edited(_: Run) -> Any:
        yield from ask(free("what"))
        yield from look_up(Locate(Place("lamp")))
        size = yield from ask(choice("size", "small", "large"))
        if (yield from ask(choice("sure", "yes", "no"))) == "yes":
            yield from do(DropNote(f"other/{size}"))
        return ended()

    player = Player(edited, broken_off)
    player.play()

    assert player.performed == []
    assert player.question == "sure"


def test_an_edited_script_goes_on_from_the_first_question_that_no_longer_fits() -> None:
    """Answers before the change stay, those after it are asked again."""
    old = played(Text("lamp")).run

    def edited(_: Run) -> Any:
        what = yield from ask(free("what"))
        yield from ask(free("since-when"))
        return ended(say("end", what=what.text))

    player = Player(edited, old)
    player.play()

    assert player.question == "since-when"
    assert [e.key for e in player.run.journal] == ["what"]


def test_an_edited_script_is_closed_where_something_was_done_behind_the_misfit() -> None:
    """A run is never replayed past a performed act."""
    old = played(Text("lamp"), "large").run

    def edited(_: Run) -> Any:
        yield from ask(free("name"))
        return ended()

    assert isinstance(Player(edited, old).play(), Broken)


def test_an_answer_whose_option_is_gone_is_asked_again() -> None:
    """A code that the question no longer offers is no answer any more."""
    old = played(Text("lamp"), "large").run
    undone = msgspec.structs.replace(old, journal=old.journal[:-1])

    def edited(_: Run) -> Any:
        yield from ask(free("what"))
        yield from look_up(Locate(Place("x")))
        yield from ask(choice("size", "small", "medium"))
        return ended()

    player = Player(edited, undone)
    player.play()

    assert player.question == "size"
