"""Replaying a script from its journal, and one step further."""

from collections.abc import Generator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeAlias, cast

import msgspec

from dialogs.facts.acts import Act, DoKey, Refused
from dialogs.facts.cases import Place
from dialogs.facts.discreet import Discreet
from dialogs.facts.moment import FOREVER, NEVER, Moment
from dialogs.facts.queries import Query
from dialogs.facts.say import Say
from dialogs.machine import journal, script
from dialogs.machine.journal import ASKED, DECIDED, DONE, EXTRA, LOOKED, Entry, Run
from dialogs.machine.question import Given, Question, Text


@dataclass(frozen=True, slots=True)
class Decided:
    """The run has decided on an act: keep it before anything is performed."""

    run: Run


@dataclass(frozen=True, slots=True)
class Perform:
    key: DoKey
    act: Act


class Failed:
    """A look-up that failed; it leaves no entry."""


FAILED = Failed()


class Waiting(Discreet, frozen=True):
    """The script waits for an answer: send it as an ``Entry``, or stop here. ``told``: what it said since the last."""

    run: Run
    question: Question
    occurrence: int
    told: tuple[Say, ...]
    draft: str = ""
    """What of it is worth asking after."""


@dataclass(frozen=True, slots=True)
class Over:
    """The script has ended."""

    run: Run
    ending: script.Ending
    told: tuple[Say, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """The script has changed so that its journal no longer fits, behind something already done."""

    run: Run


Request: TypeAlias = Query | Decided | Perform | Waiting
Played: TypeAlias = Over | Broken
Steps: TypeAlias = Generator[Request, Any, Played]


class Misfit(Exception):
    """The journal does not fit the script from this position on."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


class Anew(Exception):
    """The run starts anew with these arguments, for its journal has grown long."""

    def __init__(self, arguments: Any) -> None:
        super().__init__()
        self.arguments = arguments


def dump_given(given: Given) -> Any:
    """Turn an answer into what a journal holds: a code as text, words and places as objects."""
    if isinstance(given, str):
        return given
    return {"p" if isinstance(given, Place) else "t": msgspec.to_builtins(given)}


def load_given(value: Any, question: Question) -> Given | None:
    """Read an answer back; None where the question no longer takes it."""
    if isinstance(value, str):
        known = any(option.code == value for option in question.options)
        return value if known or (value and value == question.unsure) else None
    if "p" in value and question.place:
        return msgspec.convert(value["p"], Place)
    if "t" in value and (question.own_words or question.place):
        return msgspec.convert(value["t"], Text)
    return None


def digest(act: Act) -> str:
    """Tell acts apart by what they would do."""
    plain = msgspec.json.encode(msgspec.to_builtins(act), order="deterministic")
    return sha256(act.key.encode() + b"\0" + plain).hexdigest()[:32]


class Play:
    """One replay. Positions count along the journal; occurrences count per kind and key, so that loops work."""

    def __init__(self, running: script.Script, run: Run, now: Moment) -> None:
        self.script, self.run, self.now = running, run, now
        self.at = 0
        self.seen: dict[tuple[str, str], int] = {}
        self.told: list[Say] = []
        self.draft = ""
        self.extras: list[script.Extra] = []
        self.moved = False
        """Whether it has gone beyond its journal."""
        self.holds_until = FOREVER
        """How long a replay would come to where this stands, by look-ups that nothing was answered after."""

    def steps(self) -> Steps:
        """Play to the next question or the end."""
        value: Any = None
        try:
            while True:
                effect = self.script.send(value)
                self._collect()
                value = yield from self._moved(effect)
        except StopIteration as stop:
            return Over(self.run, cast("script.Ending", stop.value), tuple(self.told))

    def _moved(self, effect: script.Effect) -> Generator[Request, Any, Any]:
        match effect:
            case script.Ask():
                return (yield from self._asked(effect.question))
            case script.LookUp():
                return (yield from self._looked_up(effect))
            case script.Do():
                return (yield from self._done(effect.act))
            case script.Tell():
                self.told.append(effect.say)
            case script.Drafted():
                self.draft = effect.words
            case script.Extras():
                return tuple(self.extras)
            case script.Checkpoint():
                self._rest(effect.arguments)
        return None

    def _rest(self, arguments: Any) -> None:
        """Start anew where the journal is long, all of it lies behind, and no performed act's key would come again.

        Not on the way to a question that waits already: its answer is read against the one that was shown.
        """
        done = any(entry.kind == DONE for entry in self.run.journal)
        if self.moved and not done and self.at == len(self.run.journal) and journal.is_long(self.run):
            raise Anew(arguments)

    def _collect(self) -> None:
        """Take what came along wherever it lies in the journal, before anything else looks at it."""
        while (entry := self._entry()) and entry.kind == EXTRA:
            self.extras.append(msgspec.convert(entry.value, script.Extra))
            self.at += 1
            self._settle()

    def _settle(self) -> None:
        """Note that look-ups before this stand, however old they become; one that failed now is tried again."""
        if self.holds_until != NEVER:
            self.holds_until = FOREVER

    def _entry(self) -> Entry | None:
        return self.run.journal[self.at] if self.at < len(self.run.journal) else None

    def _key(self, kind: str, key: str) -> int:
        """Count this use of a key and give its occurrence, from 0."""
        occurrence = self.seen.get((kind, key), 0)
        self.seen[kind, key] = occurrence + 1
        return occurrence

    def _take(self, kind: str, key: str, occurrence: int) -> Entry | None:
        entry = self._entry()
        if entry is None:
            return None
        if (entry.kind, entry.key, entry.occurrence) != (kind, key, occurrence):
            raise Misfit(self.at)
        self.at += 1
        return entry

    def _asked(self, question: Question) -> Generator[Request, Any, Given]:
        occurrence = self._key(ASKED, question.key)
        if self.at >= len(self.run.journal):
            self._append((yield Waiting(self.run, question, occurrence, tuple(self.told), self.draft)))
            self.at -= 1
        entry = self._take(ASKED, question.key, occurrence)
        given = load_given(entry.value, question) if entry else None
        if given is None:
            raise Misfit(self.at - 1)
        self.told.clear()
        self.holds_until = FOREVER
        self._collect()
        return given

    def _looked_up(self, effect: script.LookUp) -> Generator[Request, Any, Any]:
        query = effect.query
        occurrence = self._key(LOOKED, query.key)
        if self._failed_then(query.key, occurrence):
            return None
        entry = self._take(LOOKED, query.key, occurrence)
        if entry and self._is_stale(entry, effect.within):
            self.at -= 1
            self.run = journal.until(self.run, self.at)
            entry = None
        if entry is None:
            result = yield query
            if isinstance(result, Failed):
                self.holds_until = NEVER
                return None
            self._append(Entry(LOOKED, query.key, occurrence, journal.slim(result), self.now))
        else:
            result = msgspec.convert(entry.value, query.result)
        if effect.within is not None:
            self.holds_until = min(self.holds_until, Moment((entry.at if entry else self.now) + effect.within))
        return result

    def _failed_then(self, key: str, occurrence: int) -> bool:
        """Whether a look-up has no entry though the citizen has answered since: it failed, and that stands."""
        entry = self._entry()
        if entry is None or (entry.kind, entry.key, entry.occurrence) == (LOOKED, key, occurrence):
            return False
        return any(later.kind in {ASKED, DECIDED, DONE} for later in self.run.journal[self.at :])

    def _is_stale(self, entry: Entry, within: int | None) -> bool:
        later = self.run.journal[self.at :]
        return within is not None and self.now - entry.at > within and all(e.kind == LOOKED for e in later)

    def _done(self, act: Act) -> Generator[Request, Any, Any]:
        occurrence = self._key(DONE, act.key)
        entry = self._entry()
        if entry and entry.kind == DONE:
            self._take(DONE, act.key, occurrence)
            return self._result(entry.value, act)
        if entry is None:
            self._append(Entry(DECIDED, act.key, occurrence, digest(act), self.now))
            yield Decided(self.run)
        else:
            self._take(DECIDED, act.key, occurrence)
            if entry.value != digest(act):  # never perform what was not decided
                raise Misfit(self.at - 1)
        result = yield Perform(DoKey(self.run.id, act.key, occurrence), act)
        self.holds_until = NEVER  # a replay no longer tells what was told before the act
        done = Entry(DONE, act.key, occurrence, _dump_result(result), self.now)
        self.run = msgspec.structs.replace(self.run, journal=(*self.run.journal[: self.at - 1], done))
        return result

    def _result(self, value: Any, act: Act) -> Any:
        self.told.clear()
        self._settle()
        if "refused" in value:
            return Refused(value["refused"], value.get("due_at"))
        return msgspec.convert(value, act.result)

    def _append(self, entry: Entry) -> None:
        self.run = msgspec.structs.replace(self.run, journal=(*self.run.journal, entry))
        self.at, self.moved = len(self.run.journal), True


def _dump_result(result: Any) -> Any:
    if not isinstance(result, Refused):
        return msgspec.to_builtins(result)
    due = {} if result.due_at is None else {"due_at": result.due_at}
    return {"refused": result.reason} | due
