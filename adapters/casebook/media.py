"""Photos and voice of cases: which are wanted, and to which case each belongs."""

from sqlalchemy import update

from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.schema import media
from adapters.sql import upsert
from dialogs.facts.acts import Done, KeepMedia
from dialogs.facts.messages import Attachment

WANTED, KEPT, LOST, DROPPED = "wanted", "kept", "lost", "dropped"


def keep_media(occasion: Occasion, citizen: Citizen, act: KeepMedia) -> Done:
    for wanted, attachment in zip(act.ids, act.attachments, strict=True):
        _want(occasion, citizen, wanted, attachment)
    return Done()


def attach(occasion: Occasion, citizen: Citizen, number: str, ids: tuple[str, ...]) -> int:
    """Attach what belongs to this citizen and to no case yet; how many that were."""
    if not ids:
        return 0
    mine = (media.c.id.in_(ids)) & (media.c.citizen == citizen.id) & (media.c.case == "") & (media.c.state != DROPPED)
    return occasion.connection.execute(update(media).where(mine).values(case=number)).rowcount


def _want(occasion: Occasion, citizen: Citizen, id: str, attachment: Attachment) -> None:
    row = {
        "id": id,
        "citizen": citizen.id,
        "kind": attachment.kind,
        "channel": occasion.who.channel,
        "ref": occasion.seal(media.c.ref, attachment.ref, id),
        "mime": attachment.mime,
        "state": WANTED,
        "asked_at": occasion.now,
        "not_before": occasion.now,
    }
    upsert(occasion.connection, media, row, keys=("id",), update=())
