"""What is half told is kept beside the conversation, so that somebody can ask after it."""

from dialogs.desk.around import Steps
from dialogs.desk.desk import Desk
from dialogs.facts.acts import DropDraft, KeepDraft
from dialogs.machine.replay import Perform


def noted(desk: Desk) -> Steps[None]:
    """Keep a draft once it has a description and a place, and drop it once its run is over: two writes in all."""
    kept = desk.conversation.draft
    if kept and all(run.id != kept for run in desk.conversation.runs):
        yield Perform(desk.key("drop-draft"), DropDraft(kept))
        desk.change(draft="")
    if desk.drafted and desk.drafted.run.id != desk.conversation.draft:
        waiting = desk.drafted
        yield Perform(desk.key("keep-draft"), KeepDraft(waiting.run.id, waiting.draft))
        desk.change(draft=waiting.run.id)
