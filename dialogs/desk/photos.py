"""Photos that are sent along: kept for the matter under way, and one answer for those that come together."""

from dialogs.desk.around import Steps
from dialogs.desk.desk import Desk
from dialogs.facts.moment import SECOND
from dialogs.facts.say import Reply, say
from dialogs.machine import moves
from dialogs.machine.script import Extra

ALBUM = 20 * SECOND  # photos that come so close together are one album and get one answer
TAKES_ALONG = ("filing", "add-or-new", "answer-unit", "supplement")


def photos(desk: Desk) -> Steps[Reply | None]:
    """Keep photos for the matter under way; an album gets one answer, and is told once when no more are kept."""
    soon = follows_album(desk)
    kept = keep(desk)
    if kept is None:
        return None
    full_told = desk.around.now - desk.conversation.full_at <= ALBUM
    if soon and (kept or full_told):
        return Reply()
    if not kept:
        desk.change(full_at=desk.around.now)
    desk.lead += (say("photo-kept" if kept else "photos-full"),)
    return (yield from desk.advance(desk.conversation.runs))


def follows_album(desk: Desk) -> bool:
    """Whether a message is a further photo of an album."""
    soon = desk.around.now - desk.conversation.photo_at <= ALBUM
    return soon and bool(desk.said.photos) and not desk.said.text


def keep(desk: Desk) -> bool | None:
    """Put the photos into the topmost run that takes any; False where it is full, None where there is none."""
    runs = list(desk.conversation.runs)
    at = next((i for i in reversed(range(len(runs))) if runs[i].script in TAKES_ALONG), None)
    if at is None:
        return None
    kept = True
    for media in desk.said.photos:
        longer = moves.take_along(runs[at], Extra(media=media), desk.around.now)
        kept, runs[at] = longer is not None, longer or runs[at]
    desk.change(runs=tuple(runs), photo_at=desk.around.now, active_at=desk.around.now)
    return kept
