"""What a turn can do to a run: begin, answer, go back, take along, add words."""

from typing import Any

import msgspec

from dialogs.facts.moment import Moment
from dialogs.machine.journal import ASKED, DECIDED, DONE, EXTRA, Entry, Run, is_full, size, slim, until
from dialogs.machine.question import Given, Text
from dialogs.machine.replay import dump_given
from dialogs.machine.script import Extra

ROOM = 700  # bytes: for the rest of the way, where something is added that was not asked for
PHOTOS_KEPT = 5  # of one run, with those that it began with
PLACES_KEPT = 5  # of one run
MOST_WORDS = 2000  # characters that further sentences may add up to
OPENING = "text"  # the argument of a run that holds the words it began with
PHOTOS = ("photos", "media")  # the arguments that hold what it began with beside them


def answer(run: Run, key: str, occurrence: int, given: Given, now: Moment) -> Run:
    return _with(run, (*run.journal, Entry(ASKED, key, occurrence, dump_given(given), now)))


def take_along(run: Run, extra: Extra, now: Moment) -> Run | None:
    """Add a photo or place; None where the run holds as many of them as it may."""
    came = [entry.value for entry in run.journal if entry.kind == EXTRA]
    photos = _photos_begun_with(run) + sum(bool(value.get("media")) for value in came)
    full = photos >= PHOTOS_KEPT if extra.media else sum(bool(value.get("place")) for value in came) >= PLACES_KEPT
    if full:
        return None
    if is_full(run, 2 * size(extra) + ROOM):  # a place is looked up, which repeats it
        return None
    return _with(run, (*run.journal, Entry(EXTRA, "", 0, slim(extra), now)))


def take_all(run: Run, came: tuple[Extra, ...], now: Moment) -> tuple[Run, bool]:
    """Add what there is room for, and say whether that was all of it."""
    kept = True
    for extra in came:
        longer = take_along(run, extra, now)
        run, kept = longer or run, kept and longer is not None
    return run, kept


def _photos_begun_with(run: Run) -> int:
    arguments: Any = run.arguments if isinstance(run.arguments, dict) else {}
    return sum(len(arguments.get(name, ())) for name in PHOTOS)


def is_stopped(run: Run) -> bool:
    """Whether going back would pass something already done."""
    last = max((at for at, entry in enumerate(run.journal) if entry.kind == ASKED), default=-1)
    return any(entry.kind in {DONE, DECIDED} for entry in run.journal[last + 1 :])


def back(run: Run) -> Run | None:
    """Drop the last answer and the look-ups after it; None at the beginning. What came along stays."""
    asked = [at for at, entry in enumerate(run.journal) if entry.kind == ASKED]
    return until(run, asked[-1]) if asked else None


def back_to(run: Run, key: str) -> Run | None:
    """Drop the answer last given to a question, and all behind it; None where there is none, or something was done."""
    asked = [at for at, entry in enumerate(run.journal) if entry.kind == ASKED and entry.key == key]
    if not asked or any(entry.kind in {DONE, DECIDED} for entry in run.journal[asked[-1] :]):
        return None
    return until(run, asked[-1])


def add_words(run: Run, more: str, keys: tuple[str, ...]) -> Run | None:
    """Append a further sentence to the words given last to one of the questions ``keys``, or to the opening.

    None where there are none, or no room for more. What was looked up with the former words is looked up again, unless
    something was answered since: then the answers stand, and so does what they were given to.
    """
    if is_full(run, 2 * size(more) + ROOM):  # what is looked up with the words may repeat them
        return None
    asked = [at for at, entry in enumerate(run.journal) if entry.kind == ASKED]
    ours = [at for at in asked if run.journal[at].key in keys and _is_text(run.journal[at].value)]
    if not ours:
        return _add_to_opening(run, more, anew=not asked)
    return _add_to_answer(run, ours[-1], more, anew=ours[-1] == asked[-1])


def has_words(run: Run, keys: tuple[str, ...]) -> bool:
    """Whether there are words that a further sentence can go on from."""
    opened = isinstance(run.arguments, dict) and bool(run.arguments.get(OPENING))
    return opened or any(entry.kind == ASKED and entry.key in keys and _is_text(entry.value) for entry in run.journal)


def answered(run: Run, keys: tuple[str, ...]) -> bool:
    """Whether the last words answered one of these questions."""
    asked = [entry for entry in run.journal if entry.kind == ASKED]
    return bool(asked) and asked[-1].key in keys and isinstance(asked[-1].value, dict)


def first_words(run: Run) -> str:
    """Give the first own words that a run was answered with."""
    texts = (entry.value["t"]["text"] for entry in run.journal if entry.kind == ASKED and _is_text(entry.value))
    return next(texts, "")


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and "t" in value


def _add_to_answer(run: Run, at: int, more: str, *, anew: bool) -> Run | None:
    entry = run.journal[at]
    said = msgspec.convert(entry.value["t"], Text)
    if (words := _longer(said.text, more)) is None:
        return None
    longer = msgspec.structs.replace(entry, value=dump_given(Text(words, said.voice)))
    if not anew:
        return _with(run, (*run.journal[:at], longer, *run.journal[at + 1 :]))
    shorter = until(run, at)
    return _with(run, (*shorter.journal[:at], longer, *shorter.journal[at:]))


def _longer(words: str, more: str) -> str | None:
    """Put further words behind others; None where that is more than a description holds."""
    both = f"{words}\n{more}".strip()
    return both if len(both) <= MOST_WORDS else None


def _add_to_opening(run: Run, more: str, *, anew: bool) -> Run | None:
    arguments: Any = run.arguments
    if not isinstance(arguments, dict) or not arguments.get(OPENING):
        return None
    if (words := _longer(arguments[OPENING], more)) is None:
        return None
    longer = {**arguments, OPENING: words}
    return msgspec.structs.replace(until(run, 0) if anew else run, arguments=longer)


def _with(run: Run, journal: tuple[Entry, ...]) -> Run:
    return msgspec.structs.replace(run, journal=journal)
