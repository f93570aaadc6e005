"""What comes beside an answer: photos, and further words."""

from typing import Any

from machine_world import NOW, Player, choice, free, played

from dialogs.facts.cases import Place
from dialogs.facts.queries import Locate
from dialogs.machine import moves
from dialogs.machine.journal import Run
from dialogs.machine.question import Text
from dialogs.machine.script import Extra, ask, ended, extras


def test_photos_come_along_whatever_is_asked() -> None:
    """A photo is no answer; the script finds it where it looks, in this turn and in every replay."""

    def script(_: Run) -> Any:
        yield from ask(free("what"))
        came = yield from extras()
        yield from ask(free(f"card-{len(came)}"))
        return ended()

    player = Player(script)
    player.play()
    run = moves.take_along(player.run, Extra(media="m1"), NOW)
    assert run is not None
    player.run = run
    player.play(Text("x"))
    assert player.question == "card-1"

    run = moves.take_along(player.run, Extra(media="m2"), NOW)
    assert run is not None
    player.run = run
    player.play()

    assert player.question == "card-2"


def test_a_run_holds_five_photos() -> None:
    """The sixth is refused, for a journal is bounded."""
    run: Run | None = played().run
    for n in range(5):
        run = moves.take_along(run, Extra(media=f"m{n}"), NOW) if run else None

    assert run is not None
    assert moves.take_along(run, Extra(media="m6"), NOW) is None


def test_further_words_are_added_to_the_last_free_words() -> None:
    """The look-up that read the first words is made anew with all of them."""
    player = played(Text("lamp"))
    player.run = moves.add_words(player.run, "three days", ("what",)) or player.run
    player.play()

    assert player.looked[-1] == Locate(Place("lamp\nthree days"))
    assert player.question == "size"


def test_words_are_not_added_to_a_choice() -> None:
    """Where the last answer was a choice there is nothing to go on from."""

    def script(_: Run) -> Any:
        yield from ask(choice("a", "x"))
        yield from ask(choice("b", "y"))
        return ended()

    player = Player(script)
    player.play()
    player.play("x")

    assert moves.add_words(player.run, "more", ("what",)) is None
