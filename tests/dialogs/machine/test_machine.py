import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from machine_world import NOW, Player, choice, errand, free

from dialogs.facts.acts import DropNote
from dialogs.facts.cases import Place
from dialogs.facts.moment import MINUTE, Moment
from dialogs.facts.queries import Locate
from dialogs.facts.say import say
from dialogs.machine import journal, moves
from dialogs.machine.journal import MOST_BYTES, MOST_ENTRIES, Conversation, Run
from dialogs.machine.question import Text
from dialogs.machine.replay import Broken, Over, Waiting
from dialogs.machine.script import Extra, ask, checkpoint, do, ended, extras, look_up

ROOT = Path(__file__).resolve().parents[3]


def played(*answers: Any) -> Player:
    player = Player(errand)
    player.play()
    for given in answers:
        player.play(given)
    return player


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


def test_photos_survive_going_back() -> None:
    """Back drops an answer, not what came along."""
    player = played(Text("lamp"))
    player.run = moves.take_along(player.run, Extra(media="m1"), NOW) or player.run
    player.back()

    assert [e.kind for e in player.run.journal] == ["x"]


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
