"""Drafts: reminded of after a day, handed to the desk or dropped after three; they go when they are filed or left."""

from typing import Final

from sqlalchemy import RowMapping, Select, delete, select, update

from adapters.casebook.acts import telling
from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.rules.notices import HELD, SUPERSEDED, WAITING
from adapters.casebook.schema import citizens, desk_items, drafts, notices
from adapters.sql import upsert
from dialogs.facts.acts import Done, DropDraft, KeepDraft
from dialogs.facts.moment import DAY, Moment

REMINDED_AFTER: Final = DAY
KEPT_FOR: Final = 3 * DAY
BATCH: Final = 50
REMINDER, HANDED_OVER = "draft-reminder", "draft-handed-over"
UNFINISHED: Final = "unfinished"


def keep(occasion: Occasion, citizen: Citizen, act: KeepDraft) -> Done:
    """Note it, and leave the reminder for the day after: whoever files or leaves it takes that back."""
    words = occasion.seal(drafts.c.words, act.words, act.draft)
    row = {"id": act.draft, "citizen": citizen.id, "words": words, "begun_at": occasion.now}
    upsert(occasion.connection, drafts, row, keys=("id",), update=("words",))
    later = Moment(occasion.now + REMINDED_AFTER)
    telling.tell_citizen(occasion, citizen.id, REMINDER, {}, not_before=later)
    return Done()


def drop(occasion: Occasion, citizen: Citizen, act: DropDraft) -> Done:
    """Take it back; where the desk has it, it needs nobody there any more."""
    connection = occasion.connection
    connection.execute(delete(drafts).where(drafts.c.id == act.draft, drafts.c.citizen == citizen.id))
    _remind_no_more(occasion, citizen.id)
    at_desk = (desk_items.c.citizen == citizen.id) & (desk_items.c.left_under == act.draft)
    open_there = update(desk_items).where(at_desk, desk_items.c.done_at.is_(None))
    connection.execute(open_there.values(done_at=occasion.now, done_by="citizen", words=None))
    return Done()


def any_due(occasion: Occasion) -> bool:
    return occasion.connection.execute(_due(occasion).limit(1)).first() is not None


def settle(occasion: Occasion) -> bool:
    """Hand to the desk what is three days old, where its citizen has consented; drop the rest."""
    found = _due(occasion).order_by(drafts.c.begun_at).limit(BATCH).with_for_update(of=drafts, skip_locked=True)
    rows = occasion.connection.execute(found).mappings().all()
    for row in rows:
        if (row["consented_at"] or -1) >= (row["returned_at"] or 0):
            _hand_over(occasion, row)
        _remind_no_more(occasion, row["citizen"])
        occasion.connection.execute(delete(drafts).where(drafts.c.id == row["id"]))
    return bool(rows)


def _hand_over(occasion: Occasion, row: RowMapping) -> None:
    item = occasion.office.chance.token(12)
    words = occasion.open(drafts.c.words, row["words"], row["id"])
    left = {"id": item, "kind": UNFINISHED, "citizen": row["citizen"], "left_under": row["id"], "at": occasion.now}
    left |= {"words": occasion.seal(desk_items.c.words, words, item), "shown_at": occasion.now, "danger": ""}
    occasion.connection.execute(desk_items.insert().values(left))
    telling.tell_citizen(occasion, row["citizen"], HANDED_OVER, {})


def _remind_no_more(occasion: Occasion, citizen: str) -> None:
    waiting = (notices.c.citizen == citizen) & (notices.c.step == REMINDER) & (notices.c.lease == "")
    unsent = update(notices).where(waiting, notices.c.state.in_((WAITING, HELD)))
    occasion.connection.execute(unsent.values(state=SUPERSEDED, settled_at=occasion.now))


def _due(occasion: Occasion) -> Select[tuple[object, ...]]:
    columns = (drafts, citizens.c.consented_at, citizens.c.returned_at)
    found = select(*columns).join(citizens, citizens.c.id == drafts.c.citizen)
    return found.where(drafts.c.begun_at <= Moment(occasion.now - KEPT_FOR))
