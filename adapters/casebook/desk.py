"""What citizens leave at the desk: dangers, wishes to be called back, words without a place of their own."""

from sqlalchemy import insert, update

from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.schema import desk_items
from dialogs.facts.acts import CallBack, DoKey, Done, DropNote, NoteToDesk, ReportDanger
from dialogs.facts.moment import Moment


def report_danger(occasion: Occasion, citizen: Citizen, act: ReportDanger) -> Done:
    return _leave(occasion, citizen, "danger", act.words, danger=act.danger)


def call_back(occasion: Occasion, citizen: Citizen, act: CallBack) -> Done:
    return _leave(occasion, citizen, "call-back", act.about)


def note(occasion: Occasion, citizen: Citizen, act: NoteToDesk, key: DoKey) -> Done:
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
