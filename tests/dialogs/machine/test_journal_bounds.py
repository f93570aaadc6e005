"""Long conversations stay within the limits of a journal."""

from typing import Any

from machine_world import Player, choice

from dialogs.facts.acts import DropNote
from dialogs.facts.say import say
from dialogs.machine import journal
from dialogs.machine.journal import MOST_BYTES, MOST_ENTRIES, Run
from dialogs.machine.replay import Over
from dialogs.machine.script import ask, checkpoint, do, ended


def test_a_long_journal_starts_anew_at_a_checkpoint() -> None:
    """Editing a card for ever stays within the limits of a journal."""

    def script(run: Run) -> Any:
        count = run.arguments or 0
        while (yield from ask(choice("more", "yes", "no"))) == "yes":
            count += 1
            yield from checkpoint(count)
        return ended(say("end", count=count))

    player = Player(script)
    player.play()
    for _ in range(300):
        player.play("yes")
        assert len(player.run.journal) <= MOST_ENTRIES
        assert journal.size(player.run) <= MOST_BYTES
    player.play("no")

    assert isinstance(player.at, Over)
    assert player.at.ending.paragraphs == (say("end", count=300),)


def test_a_checkpoint_never_repeats_a_performed_act() -> None:
    """A run that has done something keeps its journal, for its keys would come again."""

    def script(run: Run) -> Any:
        yield from do(DropNote("x"))
        for _ in range(40):
            yield from ask(choice("more", "yes"))
            yield from checkpoint(run.arguments)
        return ended()

    player = Player(script)
    player.play()
    for _ in range(39):
        player.play("yes")

    assert len(player.performed) == 1
