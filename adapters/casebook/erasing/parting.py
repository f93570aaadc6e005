"""What a case itself holds of its reporters: the description, their cards and codes, and who they are."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import delete, func, insert, select, update

from adapters.casebook import index
from adapters.casebook.auditing import PLATFORM, audit
from adapters.casebook.entries import append, locked_case
from adapters.casebook.erasing.found import Part
from adapters.casebook.occasion import Occasion
from adapters.casebook.rules.looks import ERASED
from adapters.casebook.rules.notices import HELD, SUPERSEDED, WAITING
from adapters.casebook.schema import (
    cases,
    citizens,
    code_tries,
    dones,
    notices,
    open_questions,
    ratings,
    reporters,
    timeline,
)
from dialogs.facts.cases import Contact, Privacy
from dialogs.facts.records import Bearer

NOTHING: Final = {"description": "", "place": "", "lat": None, "lon": None}


def part(occasion: Occasion, number: str, parts: Sequence[Part], by: Bearer, *, whole: bool, detached: bool) -> None:
    """Empty it, and leave a trace that it was emptied.

    ``whole``: its matter goes too. ``detached``: nothing leads to who reported it; else that goes with the person.
    """
    if whole:
        _unsay(occasion, number)
    for each in parts:
        _ask_no_more(occasion, each)
        _empty(occasion, each, _nobody(occasion, each) if detached else each.citizen)
    audit(occasion, by, ERASED, number)
    append(occasion, number, ERASED, PLATFORM, timed=False)


def _unsay(occasion: Occasion, number: str) -> None:
    row = locked_case(occasion.connection, number)
    if row is not None:
        index.take_out(occasion.connection, number, row["description"])
        occasion.connection.execute(update(cases).where(cases.c.number == number).values(NOTHING))


def _ask_no_more(occasion: Occasion, each: Part) -> None:
    """Wait for no answer, and tell nothing that waits."""
    asked = (open_questions.c.case == each.case) & (open_questions.c.citizen == each.citizen)
    closed = {"text": None, "closed_at": func.coalesce(open_questions.c.closed_at, occasion.now)}
    occasion.connection.execute(update(open_questions).where(asked).values(closed))
    untold = (notices.c.case == each.case) & (notices.c.citizen == each.citizen)
    over = {"state": SUPERSEDED, "settled_at": occasion.now, "lease": "", "leased_until": None}
    waiting = notices.c.state.in_((WAITING, HELD))
    occasion.connection.execute(update(notices).where(untold, waiting).values(over))


def _empty(occasion: Occasion, each: Part, citizen: str) -> None:
    """Leave of a reporter that there was one, and how they wanted to be known; ``citizen``: under whose id."""
    mine = (reporters.c.case == each.case) & (reporters.c.citizen == each.citizen)
    privacy = occasion.connection.execute(select(reporters.c.privacy).where(mine)).scalar_one()
    card = msgspec.json.encode(Contact(Privacy(privacy))).decode()
    emptied: dict[str, Any] = {
        "contact": occasion.seal(reporters.c.contact, card, each.case, citizen),
        "citizen": citizen,
    }
    emptied |= dict.fromkeys(("code", "code_index", "words_index"))
    occasion.connection.execute(update(reporters).where(mine).values(emptied))
    if citizen != each.citizen:
        _follow(occasion, each, citizen)


def _nobody(occasion: Occasion, each: Part) -> str:
    """Make a citizen whom nothing leads to, in the place of one who is known still."""
    channel = occasion.connection.scalar(select(citizens.c.channel).where(citizens.c.id == each.citizen))
    new = occasion.office.chance.token(12)
    row = {"id": new, "person": new.encode(), "channel": channel}
    row |= {"first_contact": occasion.now, "last_contact": occasion.now}
    occasion.connection.execute(insert(citizens).values(row))
    return new


def _follow(occasion: Occasion, each: Part, citizen: str) -> None:
    """Let what else is known of a reporter of this case lead to nobody as well."""
    for table in (open_questions, ratings, notices):
        theirs = (table.c.case == each.case) & (table.c.citizen == each.citizen)
        line = {"line": f"{citizen}/{each.case}"} if table is notices else {}
        occasion.connection.execute(update(table).where(theirs).values(citizen=citizen, **line))
    tried = (code_tries.c.case == each.case) & (code_tries.c.citizen == each.citizen)
    occasion.connection.execute(delete(code_tries).where(tried))
    entered = select(timeline.c.at).where(timeline.c.case == each.case)
    done = (dones.c.citizen == each.citizen) & dones.c.at.in_(entered)
    occasion.connection.execute(delete(dones).where(done))
