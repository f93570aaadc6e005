"""Photos and voice of cases: which are wanted, and to which case each belongs."""

from typing import Final

from sqlalchemy import bindparam, func, select, update

from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.schema import media
from adapters.sql import Statement, upsert
from dialogs.facts.acts import Done, KeepMedia, Refused
from dialogs.facts.messages import Attachment
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.results import MOST_MEDIA, TOO_MANY

WANTED, KEPT, LOST, DROPPED = "wanted", "kept", "lost", "dropped"
WANTED_SINCE: Final = Statement(
    select(func.count()).where(media.c.citizen == bindparam("citizen"), media.c.asked_at >= bindparam("since"))
)


def keep_media(occasion: Occasion, citizen: Citizen, act: KeepMedia) -> Done | Refused:
    """Have them fetched, unless they are more than a person may send in a day from all of their addresses."""
    today = {"citizen": citizen.id, "since": Moment(occasion.now // DAY * DAY)}
    before = 0 if citizen.new else WANTED_SINCE.value(occasion.connection, today)
    if before + len(act.ids) > MOST_MEDIA:
        return Refused(TOO_MANY)
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
