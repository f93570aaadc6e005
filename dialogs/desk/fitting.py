"""What fits into a journal: how much a script begins with, and when an answer is one too many."""

from typing import Any

from dialogs.answers import MOST_BYTES_OF_WORDS
from dialogs.machine import moves
from dialogs.machine.journal import ASKED, DONE, EXTRA, Entry, Run, is_full, size
from dialogs.machine.replay import Waiting

LONGEST_HEARD = 4000  # characters; questions take half of it, channels deliver less
MOST_OPENING = 2000  # characters
OF_A_CASE = ("supplement", "urge", "amend")
WHAT_WORDS, PLACE_WORDS = ("what", "what-more"), ("where", "here", "outside")


def opening(text: str) -> str:
    """Cut words so that a journal holds them and what is read from them."""
    text = text[:MOST_OPENING]
    while size(text) > MOST_BYTES_OF_WORDS + 2:  # its quotes
        text = text[: len(text) * 9 // 10]
    return text


def goes_to(run: Run, *, is_place: bool) -> tuple[str, ...]:
    """Give the questions whose words a further sentence goes on with: those for a place after one was given."""
    return PLACE_WORDS if is_place and moves.answered(run, PLACE_WORDS) else WHAT_WORDS


def is_on_the_map(run: Run) -> bool:
    """Whether the place that a matter was given last is a point that nobody has put into words yet."""
    placed = (place for entry in reversed(run.journal) if (place := _place_in(entry)) is not None)
    arguments = run.arguments or {}
    begun = arguments.get("place") or (arguments.get("draft") or {}).get("place") or {}
    place = next(placed, begun)
    return place.get("lat") is not None and not place.get("street")


def _place_in(entry: Entry) -> Any:
    """Give the place that an answer or something sent along holds; words at a question for one are a place."""
    value = entry.value
    if entry.kind == EXTRA:
        return value.get("place")
    if entry.kind != ASKED or not isinstance(value, dict):
        return None
    return value.get("p") or (value["t"] if entry.key in PLACE_WORDS else None)


def overflows(now: Waiting, before: Waiting) -> bool:
    """Whether an answer has filled the journal; what was done meanwhile is not taken back."""
    return is_full(now.run) and _count_of_done(now.run) == _count_of_done(before.run)


def left_below(runs: tuple[Run, ...], closed: str) -> tuple[Run, ...]:
    """Give what goes on below a run that is over, without what was done with a case that ended with it."""
    return tuple(run for run in runs[:-1] if not (closed and run.script in OF_A_CASE and _may_mean(run, closed)))


def _may_mean(run: Run, number: str) -> bool:
    """Whether a run is about a case; one that named none goes by the only one, or by what was chosen."""
    return (run.arguments or {}).get("number", "") in {"", number}


def _count_of_done(run: Run) -> int:
    return sum(entry.kind == DONE for entry in run.journal)
