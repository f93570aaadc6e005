"""A turn at the front desk: the state it works on, and playing scripts until they wait."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

import msgspec

from dialogs.answers import Miss, Said, understand
from dialogs.city import City
from dialogs.desk import asking, beside, further
from dialogs.desk.around import Around, Commit, Steps, read_from
from dialogs.desk.fitting import LONGEST_HEARD, left_below, opening, overflows
from dialogs.facts.acts import DoKey
from dialogs.facts.cases import Place
from dialogs.facts.messages import Inbound
from dialogs.facts.moment import HOUR, MINUTE
from dialogs.facts.queries import CityQuery, Query, Standing, StandingOf
from dialogs.facts.say import Reply, Say, say
from dialogs.machine import moves, replay
from dialogs.machine.journal import ASKED, DECIDED, MOST_RUNS, Conversation, Entry, Pending, Run
from dialogs.machine.playing import Aside, Playing, sent
from dialogs.machine.question import Given, Question, Text
from dialogs.machine.replay import Broken, Decided, Over, Perform, Played, Waiting
from dialogs.machine.script import Script, Start

Scripts: TypeAlias = Mapping[str, Callable[[City, Run], Script]]

ACTIVE = 30 * MINUTE  # since the last question: so long a citizen is in the middle of it
DRAFT_KEPT = 72 * HOUR


class Desk:
    """One message at the front desk. What it works on is the conversation; nothing of it outlives the turn."""

    def __init__(self, conversation: Conversation, inbound: Inbound, around: Around, scripts: Scripts) -> None:
        self.conversation, self.inbound, self.around, self.scripts = conversation, inbound, around, scripts
        self.said = Said()
        self.deciding = inbound.id
        """The message whose answer an act belongs to: this one, or an earlier one that was broken off."""
        self.lead: tuple[Say, ...] = ()
        """What stands before the reply: whom to call, or what has come of something earlier."""
        self.listening, self.heard = False, False
        """Whether the message is to be heard as the answer to the question that waits, and whether it was."""
        self.given: Given | None = None
        """The answer, where a tapped item has said it."""
        self.miss: Miss | None = None
        self.missed: Question | None = None
        self.goes_on = False
        """Whether the message goes on with the words given a moment ago instead of answering."""
        self.besides: Say | None = None
        """What is to be said to words that answer nothing: thanks, or a question that the city can answer."""
        self.moved: Place | None = None
        """Another place, where the message says that it is to be that one."""
        self.limit = ""
        """The limit that the message met, where it met one."""
        self.page: int | None = None
        """The page of options to be shown, where the citizen turned it."""
        self.drafted: Waiting | None = None
        """What waits with something half told."""
        self.afterwards: Perform | None = None
        """What is done once the answer is kept."""
        self.aside = around.aside
        """The run that was played last, where it waits."""
        self._standing: Standing | None = None

    def change(self, **fields: Any) -> None:
        self.conversation = msgspec.structs.replace(self.conversation, **fields)

    @property
    def top(self) -> Run | None:
        return self.conversation.runs[-1] if self.conversation.runs else None

    @property
    def top_script(self) -> str:
        return self.top.script if self.top else ""

    @property
    def is_active(self) -> bool:
        """Whether a question was asked within half an hour, and waits."""
        return self.pending is not None and self.around.now - self.conversation.active_at <= ACTIVE

    @property
    def pending(self) -> Pending | None:
        return self.conversation.pending

    @property
    def language(self) -> str:
        return self.conversation.language or self.around.wording.languages[0]

    @property
    def opening(self) -> str:
        """What was said, as much of it as a script may begin with."""
        return self.taken(self.said.text)

    def taken(self, words: str) -> str:
        """Give as much of what was said as a script may begin with, and say so where that is not all of it."""
        kept = opening(words)
        cut = len(kept) < len(words) or len(self.inbound.text.strip()) > LONGEST_HEARD
        self.lead += (say("words-cut"),) if cut and all(line.key != "words-cut" for line in self.lead) else ()
        return kept

    def standing(self) -> Steps[Standing]:
        """Look up, once a turn, what the platform knows and waits for; nothing where that fails."""
        if self._standing is None:
            found = yield StandingOf()
            self._standing = found if isinstance(found, Standing) else Standing()
        return self._standing

    def key(self, name: str) -> DoKey:
        """Name an act of this message rather than of a run."""
        return DoKey(f"{self.inbound.address.channel}:{self.inbound.id}", name)

    def begin(self, start: Start) -> tuple[Run, ...]:
        """Put a run on top; a stack holds three, and one of each script."""
        self.let_pass()
        run = Run(self.around.draw(), start.script, start.arguments, self.language, self.around.city.revision)
        below = () if start.alone else tuple(r for r in self.conversation.runs if r.script != start.script)
        return (*below[-(MOST_RUNS - 1) :], run)

    def let_pass(self) -> None:
        """Drop what the citizen has turned away from: mere offers, and after a pause all but what is being filed."""
        if self.pending and self.pending.loose:
            self.change(runs=self.conversation.runs[:-1], pending=None)
        if self.around.now - self.conversation.active_at > ACTIVE:
            drafts = tuple(run for run in self.conversation.runs if run.script == "filing")
            self.change(runs=drafts, pending=self.pending if self.top in drafts else None)

    def start(self, script: str, arguments: Any = None) -> Steps[Reply]:
        """Begin a script on top of what is under way."""
        return (yield from self.advance(self.begin(Start(script, arguments))))

    def advance(self, runs: tuple[Run, ...]) -> Steps[Reply]:
        """Play the top run until it waits; where it ends, the one below asks again."""
        told: tuple[Say, ...] = ()
        while runs:
            outcome = yield from self._play(runs)
            if isinstance(outcome, Waiting):
                return self._ask(outcome, (*runs[:-1], outcome.run), told)
            runs, more = self._after(outcome, runs)
            told += more
        self.change(runs=(), pending=None)
        return Reply(told) if told or self.lead else Reply((say("anything-else"),))

    def _after(self, outcome: Over | Broken, runs: tuple[Run, ...]) -> tuple[tuple[Run, ...], tuple[Say, ...]]:
        self.change(runs=runs[:-1], pending=None, decided_by="")
        if isinstance(outcome, Broken):
            return runs[:-1], (say("run-closed"),)
        ending = outcome.ending
        if ending.case:
            self.change(case=ending.case)
        if ending.office is not None:
            self.change(office=ending.office)
        page = self.around.capabilities.consent_page
        agree = (say("agree-to-notices", page=page),) if page and ending.case and runs[-1].script == "filing" else ()
        rest = self.begin(ending.then) if ending.then else left_below(runs, ending.closes)
        top, kept = moves.take_all(rest[-1], ending.along, self.around.now) if rest else (None, True)
        more = agree if kept else (*agree, say("photos-full"))
        return (*rest[:-1], *filter(None, (top,))), (*outcome.told, *ending.paragraphs, *more)

    def _ask(self, waiting: Waiting, runs: tuple[Run, ...], told: tuple[Say, ...]) -> Reply:
        waiting = asking.fitting(waiting, self.around.capabilities)
        same = None if self.heard else self._same(waiting)  # a run that began anew asks it for the first time again
        self.drafted = waiting if waiting.draft else None
        self.change(case=waiting.question.about or self.conversation.case)
        lead = told if same else (*told, *waiting.told)
        size = asking.size_of(waiting.question, self.around.capabilities)
        if self.page is not None and asking.pages(waiting.question, size) == 1:
            self.miss = Miss.OTHER
        if same and self.miss is not None:
            waits = msgspec.structs.replace(same, misses=same.misses + 1, more=False)
            self.change(runs=runs, pending=waits, active_at=self.around.now)
            return asking.asked_again(waiting, waits, self.miss, told)
        page = self.page if self.page is not None else (same.page if same else 0)
        waits = asking.pending(waiting, self.language, size, page)
        if same:
            waits = msgspec.structs.replace(waits, misses=same.misses)
        self.change(runs=runs, pending=waits, active_at=self.around.now)
        return asking.asked(waiting, waits, lead)

    def _same(self, waiting: Waiting) -> Pending | None:
        """Give the pending question where it is the one that is being asked."""
        waits, top = self.conversation.pending, self.top
        if waits is None or top is None or top.id != waiting.run.id:
            return None
        return waits if waits.key == waiting.question.key and waits.occurrence == waiting.occurrence else None

    def _play(self, runs: tuple[Run, ...]) -> Steps[Waiting | Over | Broken]:
        run = runs[-1]
        if run.script not in self.scripts:
            return Broken(run)
        playing, steps, found = self._opened(run)
        answered: Waiting | None = None
        while not isinstance(found, Over | Broken):
            if not isinstance(found, Waiting):
                value = yield from self._outward(found, runs[:-1])
            elif (value := (yield from self._answer(found))) is not None:
                answered = found
            elif answered and overflows(found, answered):
                return self._asked_again(answered)
            else:
                self.aside = Aside(playing, steps, found, self.around.city)
                return found
            found = sent(steps, value)
        return found

    def _opened(self, run: Run) -> tuple[Playing, replay.Steps, replay.Request | Played]:
        """Go on from where the run was put aside, else replay it."""
        aside, city = self.aside, self.around.city
        if aside and aside.fits(run, city, self.around.now):
            self.aside = None
            aside.playing.go_on(self.around.now)
            return aside.playing, aside.steps, aside.waiting
        playing = Playing(partial(_written, self.scripts, city), run, self.around.now)
        steps = playing.steps()
        return playing, steps, sent(steps, None)

    def _asked_again(self, waiting: Waiting) -> Waiting:
        """Take back an answer that the journal has no room for."""
        self.miss = Miss.OTHER if self.said.text.isdigit() else Miss.TOO_LONG
        self.missed, self.heard = waiting.question, False
        return waiting

    def _outward(self, request: Query | Decided | Perform, below: tuple[Run, ...]) -> Steps[Any]:
        if isinstance(request, Decided):
            self.change(runs=(*below, request.run), pending=None, decided_by=self.deciding)
            yield Commit(self.conversation)
            return None
        if isinstance(request, CityQuery):
            return read_from(self.around.reader, request)
        return (yield request)

    def _answer(self, waiting: Waiting) -> Steps[Entry | None]:
        """Read the message as the answer to the question that waits; a message answers one question."""
        waits = self._same(waiting)
        if waits is None or not self.listening:
            return None
        self.listening = False
        given = self.given or self._heard(waiting, waits)
        self.heard = given is not None
        if given is None:
            self.missed = waiting.question
            return None
        if isinstance(given, Text) and waiting.question.secret:
            given = yield from self._veiled(waiting.question.secret(given.text))
        elif isinstance(given, Text):
            self.change(words_at=self.around.now)
        return Entry(ASKED, waits.key, waits.occurrence, replay.dump_given(given), self.around.now)

    def _veiled(self, query: Any) -> Steps[Text]:
        """Give what comes of a secret in place of the secret."""
        outcome = yield query
        return Text(outcome if isinstance(outcome, str) else "unavailable")

    def _heard(self, waiting: Waiting, waits: Pending) -> Given | None:
        heard = understand(waiting.question, waits.options, self.said, self.around.hearing)
        if not isinstance(heard, str):
            heard = beside.instead(self, waiting.question, heard)
        if isinstance(heard, Miss):
            self.miss = heard
            return None
        self.goes_on = isinstance(heard, Text) and further.taken_instead(self, waiting.question, waiting.run)
        self.miss = Miss.OTHER if self.goes_on else None
        return None if self.goes_on else heard

    def put_aside(self) -> Aside | None:
        """Give the run on top where it waits, for the next turn to go on from."""
        return self.aside if self.aside and self.aside.waiting.run is self.top else None

    def unfinished(self) -> bool:
        """Whether an act was decided and not performed: a turn before this one broke off there."""
        return any(entry.kind == DECIDED for entry in (self.top.journal[-1:] if self.top else ()))


def _written(scripts: Scripts, city: City, run: Run) -> Script:
    return scripts[run.script](city, run)
