"""What citizens leave at the desk: dangers, wishes to be called back, words without a place of their own."""

from typing import Final

from sqlalchemy import RowMapping, insert, select, update

from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.schema import desk_items
from dialogs.facts.acts import CallBack, DoKey, Done, DropNote, NoteToDesk, ReportDanger
from dialogs.facts.moment import DAY, HOUR, MINUTE, Moment

FOLDED: Final = {"danger": 10 * MINUTE, "call-back": HOUR}
"""How long more of the same from one citizen goes into what waits at the desk already: nobody can flood it."""
MOST_NOTES: Final = 10
"""Notes of one citizen that wait within a day; further ones go into the last of them."""
LONGEST: Final = 4000
"""Characters of an item; of more the last ones, which say how it is now."""


def report_danger(occasion: Occasion, citizen: Citizen, act: ReportDanger) -> Done:
    return _leave(occasion, citizen, "danger", act.words, danger=act.danger)


def call_back(occasion: Occasion, citizen: Citizen, act: CallBack) -> Done:
    return _leave(occasion, citizen, "call-back", act.about)


def note(occasion: Occasion, citizen: Citizen, act: NoteToDesk, key: DoKey) -> Done:
    if last := _last_of_many(occasion, citizen):
        _add(occasion, last, act.words)
        return Done()
    return _leave(occasion, citizen, "note", act.words, key=str(key), wait=act.wait)


def drop_note(occasion: Occasion, citizen: Citizen, act: DropNote) -> Done:
    """Take a note back that the desk has not seen yet; one that it has stays."""
    waiting = (
        (desk_items.c.citizen == citizen.id)
        & (desk_items.c.left_under == act.note)
        & (desk_items.c.shown_at > occasion.now)
    )
    dropped = {"done_at": occasion.now, "done_by": "citizen", "words": None}
    occasion.connection.execute(update(desk_items).where(waiting).values(dropped))
    return Done()


def _leave(
    occasion: Occasion, citizen: Citizen, kind: str, said: str, *, danger: str = "", key: str = "", wait: int = 0
) -> Done:
    if waiting := _waiting(occasion, citizen, kind, danger):
        _add(occasion, waiting, said)
        return Done()
    item = occasion.office.chance.token(12)
    row = {
        "id": item,
        "kind": kind,
        "danger": danger,
        "citizen": citizen.id,
        "words": occasion.seal(desk_items.c.words, said, item),
        "at": occasion.now,
        "shown_at": Moment(occasion.now + wait),
        "left_under": key,
    }
    occasion.connection.execute(insert(desk_items).values(row))
    return Done()


def _waiting(occasion: Occasion, citizen: Citizen, kind: str, danger: str) -> RowMapping | None:
    """Give what the citizen left there a moment ago, of the same kind and danger, while nobody has done it."""
    if kind not in FOLDED:
        return None
    same = (desk_items.c.kind == kind) & (desk_items.c.danger == danger) & desk_items.c.done_at.is_(None)
    lately = desk_items.c.at > occasion.now - FOLDED[kind]
    found = select(desk_items.c.id, desk_items.c.words).where(desk_items.c.citizen == citizen.id, same, lately)
    return occasion.connection.execute(found.order_by(desk_items.c.at.desc()).limit(1)).mappings().first()


def _last_of_many(occasion: Occasion, citizen: Citizen) -> RowMapping | None:
    """Give the note that was left last, where as many wait as a citizen may leave."""
    mine = (desk_items.c.citizen == citizen.id) & (desk_items.c.kind == "note") & desk_items.c.done_at.is_(None)
    found = select(desk_items.c.id, desk_items.c.words).where(mine, desk_items.c.at > occasion.now - DAY)
    newest = found.order_by(desk_items.c.at.desc(), desk_items.c.id).limit(MOST_NOTES)
    rows = occasion.connection.execute(newest).mappings().all()
    return rows[0] if len(rows) == MOST_NOTES else None


def _add(occasion: Occasion, item: RowMapping, said: str) -> None:
    """Add words to an item that waits; what stands there already is not said twice."""
    before = occasion.open(desk_items.c.words, item["words"], item["id"]) if item["words"] else ""
    if said in before:
        return
    sealed = occasion.seal(desk_items.c.words, f"{before}\n{said}"[-LONGEST:], item["id"])
    occasion.connection.execute(update(desk_items).where(desk_items.c.id == item["id"]).values(words=sealed))
