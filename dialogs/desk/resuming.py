"""What was left half told: whether it goes on, or another matter begins."""

from dialogs.desk.around import Steps
from dialogs.desk.desk import DRAFT_KEPT, Desk
from dialogs.facts.say import Reply, say
from dialogs.machine import moves
from dialogs.machine.journal import ASKED, EXTRA, Run

LONGEST_BEGUN = 100  # characters of a draft, to say which one it is
BEGUN_WITH = ("text", "voice", "place", "photos", "draft")
"""Arguments of filing that tell something of the matter."""


def greeted(desk: Desk) -> Steps[Reply | None]:
    """Ask who greets after a pause whether they go on with what they left half told; None where there is nothing."""
    if desk.pending is None or not (drafts := drafts_of(desk)):
        return None
    desk.lead += (say("hello-back"),)
    return (yield from resume(desk, drafts, {}))


def drafts_of(desk: Desk) -> tuple[Run, ...]:
    """Give the matters that are half told and not too old; where nothing was said yet, nothing can go on."""
    kept = desk.around.now - desk.conversation.active_at <= DRAFT_KEPT
    return tuple(run for run in desk.conversation.runs if kept and run.script == "filing" and _is_told(run))


def _is_told(run: Run) -> bool:
    arguments = run.arguments or {}
    return any(map(arguments.get, BEGUN_WITH)) or any(entry.kind in {ASKED, EXTRA} for entry in run.journal)


def resume(desk: Desk, drafts: tuple[Run, ...], new: dict[str, str]) -> Steps[Reply]:
    """Ask whether a draft goes on or another matter begins, with what was said of it."""
    desk.change(runs=drafts, pending=None)
    return (yield from desk.start("resume", {"begun": _begun(drafts[-1]), "new": new}))


def _begun(draft: Run) -> str:
    """Give the first words of a draft; one that began anew at its card holds them there."""
    arguments = draft.arguments or {}
    told = (arguments.get("draft") or {}).get("what", "")
    return (arguments.get("text") or told or moves.first_words(draft))[:LONGEST_BEGUN]
