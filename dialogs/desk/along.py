"""Photos and places sent along: kept for the matter under way, and one answer for photos that come together."""

from collections.abc import Mapping
from typing import Final

from dialogs.desk.around import Steps
from dialogs.desk.desk import Desk
from dialogs.endangered import FILE
from dialogs.facts.moment import SECOND
from dialogs.facts.say import Reply, say
from dialogs.filing.questions import NEW
from dialogs.machine import moves
from dialogs.machine.script import Extra

ALBUM: Final = 20 * SECOND  # photos that come so close together are one album and get one answer
TAKES_ALONG: Final = ("filing", "add-or-new", "answer-or-new", "supplement", "danger", "frequent", "resume")
"""Scripts that lose nothing of what comes along while they wait."""
MEANS: Final[Mapping[str, str]] = {"danger-next": FILE, "frequent": NEW}
"""By question the choice of who sends a photo or a place there."""


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
    return (yield from go_on(desk, "photo-kept" if kept else "photos-full"))


def go_on(desk: Desk, lead: str) -> Steps[Reply]:
    """Ask again what waits, or go on where what came along has answered it."""
    desk.lead += (say(lead),)
    if desk.pending and (choice := MEANS.get(desk.pending.key)):
        desk.listening, desk.given = True, choice
    return (yield from desk.advance(desk.conversation.runs))


def follows_album(desk: Desk) -> bool:
    """Whether a message is a further photo of an album."""
    soon = desk.around.now - desk.conversation.photo_at <= ALBUM
    return soon and bool(desk.said.photos) and not desk.said.text


def keep(desk: Desk) -> bool | None:
    """Keep the photos; False where not all of them are kept, None where nothing under way takes any."""
    kept = take(desk, *(Extra(media=media) for media in desk.said.photos))
    if kept is not None:
        desk.change(photo_at=desk.around.now, active_at=desk.around.now)
    return kept


def taker(desk: Desk) -> int | None:
    """Say which of the runs takes what comes along: the topmost that does."""
    runs = desk.conversation.runs
    return next((at for at in reversed(range(len(runs))) if runs[at].script in TAKES_ALONG), None)


def take(desk: Desk, *came: Extra) -> bool | None:
    """Put what came along into the topmost run that takes any; False where not all, None where there is none."""
    if (at := taker(desk)) is None:
        return None
    runs = desk.conversation.runs
    longer, kept = moves.take_all(runs[at], came, desk.around.now)
    desk.change(runs=(*runs[:at], longer, *runs[at + 1 :]))
    return kept
