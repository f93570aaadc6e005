"""Playing a run as far as it goes without the citizen, and putting it aside where it waits for them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import msgspec

from dialogs.facts.moment import Moment
from dialogs.machine import journal
from dialogs.machine.journal import DONE, Run
from dialogs.machine.replay import Anew, Broken, Misfit, Play, Played, Request, Steps, Waiting
from dialogs.machine.script import Script


class Playing:
    """A run under way. An edited script goes on from the first question that no longer fits its journal."""

    def __init__(self, write: Callable[[Run], Script], run: Run, now: Moment) -> None:
        self._write = write
        self._one = Play(write(run), run, now)

    def steps(self) -> Steps:
        """Replay, and go on; where something was done behind a misfit, the run is broken."""
        while True:
            try:
                return (yield from self._one.steps())
            except Misfit as misfit:
                run = self._one.run
                if any(entry.kind == DONE for entry in run.journal[misfit.position :]):
                    return Broken(run)
                run, told = journal.until(run, misfit.position), []
            except Anew as anew:
                run, told = msgspec.structs.replace(self._one.run, arguments=anew.arguments, journal=()), self._one.told
            self._one = Play(self._write(run), run, self._one.now)
            self._one.told = told

    def holds(self, now: Moment) -> bool:
        """Whether a replay would still arrive where this waits."""
        return now <= self._one.holds_until

    def go_on(self, now: Moment) -> None:
        """Let it go on at a later time than it began."""
        self._one.now = now


def sent(steps: Steps, value: Any) -> Request | Played:
    """Give what a run asks for next, or how it went."""
    try:
        return steps.send(value)
    except StopIteration as stop:
        return cast("Played", stop.value)


def play(write: Callable[[Run], Script], run: Run, now: Moment) -> Steps:
    return Playing(write, run, now).steps()


@dataclass(frozen=True, slots=True)
class Aside:
    """A run put aside where it waits: what its next answer goes on from, instead of a replay.

    It is good for one answer, and only for the very run and profile that it came from.
    """

    playing: Playing = field(repr=False)
    steps: Steps = field(repr=False)
    waiting: Waiting = field(repr=False)
    profile: Any = field(repr=False)

    def fits(self, run: Run, profile: Any, now: Moment) -> bool:
        return run is self.waiting.run and profile is self.profile and self.playing.holds(now)
