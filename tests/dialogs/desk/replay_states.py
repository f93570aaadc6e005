"""Replays stored conversations in a process of its own: ``python replay_states.py FILE SEED``, a state (hex) a line.

The profile's lists whose order means nothing are shuffled by SEED. Prints what no longer arrives where it stood.
"""

import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.city import load_city
from dialogs.city import City
from dialogs.desk.around import read_from
from dialogs.facts import queries
from dialogs.facts.moment import Moment
from dialogs.machine import journal
from dialogs.machine.journal import Run
from dialogs.machine.playing import play
from dialogs.machine.replay import FAILED, Waiting
from dialogs.reading import Reader
from dialogs.scripts import SCRIPTS


def shuffled(city: City, seed: int) -> City:
    rng = random.Random(seed)

    def mixed(things: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(rng.sample(things, len(things)))

    categories = tuple(replace(each, words=mixed(each.words)) for each in mixed(city.categories))
    # Not the units: officers are shown them in the profile's order.
    lists = {name: mixed(getattr(city, name)) for name in ("landmarks", "roads", "streets", "questions")}
    return replace(city, categories=categories, **lists)


def looked_up(reader: Reader, query: Any) -> Any:
    return read_from(reader, query) if isinstance(query, queries.CityQuery) else FAILED


def replayed(city: City, reader: Reader, run: Run, now: Moment) -> Waiting | None:
    """Replay a run; look-ups at the casebook that failed fail again."""
    steps = play(lambda each: SCRIPTS[each.script](city, each), run, now)
    try:
        request = next(steps)
        while not isinstance(request, Waiting):
            request = steps.send(looked_up(reader, request))
    except StopIteration:
        return None
    return request


def main(file: str, seed: str) -> None:
    city = shuffled(load_city(Path("city/demo")), int(seed))
    reader = Reader(city)
    for line in Path(file).read_text().split():
        conversation = journal.load(bytes.fromhex(line))
        waits = conversation.pending
        assert waits is not None
        # As of its last entry: "0" moves a conversation on without a new look at what has grown old since.
        then = [max((entry.at for entry in run.journal), default=conversation.active_at) for run in conversation.runs]
        *below, found = [replayed(city, reader, run, at) for run, at in zip(conversation.runs, then, strict=True)]
        if found is None or None in below:
            print("over", line)  # noqa: T201
            continue
        # How many a page shows, and whether a photo can be sent, is the channel's matter; the rest, in this order, is
        # the replay's.
        options = (each for each in found.question.options if not each.photo or each.code in waits.options)
        codes = tuple(option.code for option in options)
        first = codes.index(waits.options[0]) if waits.options and waits.options[0] in codes else 0
        shown = codes[first : first + len(waits.options)]
        if (found.question.key, found.occurrence, shown) != (waits.key, waits.occurrence, waits.options):
            print("elsewhere", found.question.key, found.occurrence, shown, waits, line)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
