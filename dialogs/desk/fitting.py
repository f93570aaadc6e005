"""What fits into a journal: how much a script begins with, and when an answer is one too many."""

from dialogs.answers import MOST_BYTES_OF_WORDS
from dialogs.machine import moves
from dialogs.machine.journal import DONE, Run, is_full, size
from dialogs.machine.replay import Waiting

LONGEST_HEARD = 4000  # characters; questions take half of it, channels deliver less
MOST_OPENING = 2000  # characters
OF_A_CASE = ("supplement", "urge", "amend")
WHAT_WORDS, PLACE_WORDS = ("what", "what-more"), ("where", "here")


def opening(text: str) -> str:
    """Cut words so that a journal holds them and what is read from them."""
    text = text[:MOST_OPENING]
    while size(text) > MOST_BYTES_OF_WORDS + 2:  # its quotes
        text = text[: len(text) * 9 // 10]
    return text


def goes_to(run: Run, *, is_place: bool) -> tuple[str, ...]:
    """Give the questions whose words a further sentence goes on with: those for a place after one was given."""
    return PLACE_WORDS if is_place and moves.answered(run, PLACE_WORDS) else WHAT_WORDS


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
