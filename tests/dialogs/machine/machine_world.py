"""A small dialog and a player that keeps its journal, for tests of the machine alone."""

from typing import Any

from dialogs.facts.acts import Done, DropNote
from dialogs.facts.cases import Place
from dialogs.facts.moment import Moment
from dialogs.facts.queries import Locate
from dialogs.facts.say import say
from dialogs.machine import moves, replay
from dialogs.machine.journal import Entry, Run
from dialogs.machine.playing import play
from dialogs.machine.question import Length, Option, Question, Text
from dialogs.machine.replay import Decided, Over, Perform, Waiting
from dialogs.machine.script import Script, ask, do, ended, look_up, tell

NOW = Moment(1_700_000_000_000_000)


def choice(key: str, *codes: str) -> Question:
    return Question(key, say(key), say(key), say(key), tuple(Option(code, say(code)) for code in codes))


def free(key: str) -> Question:
    return Question(key, say(key), say(key), say(key), own_words=Length(1, 100))


def errand(_: Run) -> Script:
    """Ask, look up, ask, do, tell, ask."""
    what = yield from ask(free("what"))
    assert isinstance(what, Text)
    seen = yield from look_up(Locate(Place(what.text)))
    yield from tell(say("seen"))
    size = yield from ask(choice("size", "small", "large"))
    done = yield from do(DropNote(f"{what.text}/{seen.street}/{size}"))
    yield from tell(say("did"))
    again = yield from ask(choice("again", "yes", "no"))
    return ended(say("end", done=done.number, again=str(again)))


class Player:
    """Plays one run as a front desk would: answers one at a time, everything asked of the outside is recorded."""

    def __init__(self, write: Any, run: Run | None = None) -> None:
        self.write = write
        self.run = run or Run("r1", "errand", None, "en", "c1")
        self.now = NOW
        self.looked: list[Any] = []
        self.decided: list[Run] = []
        self.performed: list[Perform] = []
        self.street = "north"
        self.fails = False
        self.at: Waiting | Over | replay.Broken | None = None

    def play(self, given: Any = None) -> Any:
        """Go as far as the script goes, with at most one answer; what it stands at stays in ``at``."""
        steps = play(self.write, self.run, self.now)
        value: Any = None
        while True:
            try:
                request = steps.send(value)
            except StopIteration as stop:
                self.at, self.run = stop.value, stop.value.run
                return self.at
            value = None
            match request:
                case Waiting() if given is None:
                    self.at, self.run = request, request.run
                    return request
                case Waiting():
                    value = Entry("a", request.question.key, request.occurrence, replay.dump_given(given), self.now)
                    given = None
                case Decided():
                    self.decided.append(request.run)
                case Perform():
                    self.performed.append(request)
                    value = Done("7")
                case _:
                    self.looked.append(request)
                    value = replay.FAILED if self.fails else Place("x", street=self.street)

    @property
    def question(self) -> str:
        assert isinstance(self.at, Waiting), self.at
        return self.at.question.key

    def back(self) -> None:
        before = moves.back(self.run)
        assert before is not None
        self.run = before
        self.play()


def played(*answers: Any) -> Player:
    player = Player(errand)
    player.play()
    for given in answers:
        player.play(given)
    return player
