"""Filing a case."""

from dataclasses import replace
from typing import Any, Final

import msgspec
from sqlalchemy import bindparam, func, select

from adapters.casebook import counting, forwarding, index, people, reporting, tallying, watching
from adapters.casebook.entries import CITIZEN, begin
from adapters.casebook.media import attach
from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.recalculating import remember
from adapters.casebook.rules import limits
from adapters.casebook.rules.calendar import Due
from adapters.casebook.rules.course import Course
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.schema import reporters
from adapters.sql import Statement
from dialogs.facts.acts import File, Filed
from dialogs.facts.cases import Draft, Privacy, Status
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.results import TOO_MANY, Refused
from dialogs.reading import mask

FILED_SINCE: Final = Statement(
    select(func.count()).where(
        reporters.c.citizen == bindparam("citizen"),
        reporters.c.role == "filer",
        reporters.c.joined_at > bindparam("since"),
    )
)


def file_within_bounds(occasion: Occasion, citizen: Citizen, act: File) -> Filed | Refused:
    """File what a citizen wrote themselves, so many a day."""
    today = {"citizen": citizen.id, "since": Moment(occasion.now - DAY)}
    if not citizen.new and FILED_SINCE.value(occasion.connection, today) >= occasion.office.filings:
        return Refused(TOO_MANY)
    return file(occasion, citizen, act)


def file(occasion: Occasion, citizen: Citizen, act: File, *, actor: str = CITIZEN, channel: str = "") -> Filed:
    """File it; ``actor`` is who entered it, and ``channel`` how it came, where the citizen did not write themselves."""
    city = occasion.office.city()
    draft = replace(act.draft, kind=city.kind_in(act.draft.category, act.draft.kind))
    due = limits.accept_by(city, occasion.office.zone, draft.category, occasion.now)
    tallying.note_repeated(occasion, citizen, draft)
    if actor == CITIZEN:
        _remember(occasion, citizen, draft)
    row = _case(occasion, draft, due) | {"channel": channel or occasion.who.channel}
    # As late as can be: on PostgreSQL whoever files next waits for the number until this is committed.
    number = row["number"] = counting.next_number(occasion)
    codes, said = {"category": draft.category, "kind": draft.kind, "district": draft.place.district}, _said(draft)
    entry = begin(occasion, row, Step.FILE, actor, codes=codes, said=said)
    index.put(occasion.connection, number, row["description"])
    code = reporting.enter(occasion, citizen, number, draft.what, role="filer", contact=draft.contact)
    attach(occasion, citizen, number, draft.media)
    forwarding.put(occasion, number, entry, said)
    course = Course(Status.SUBMITTED, urgency=row["urgency"], accept_by=due.at)
    watching.replan(occasion, number, course, occasion.now, {})
    return Filed(number, code, due.at, limits.reply_days(city, draft.category))


def _case(occasion: Occasion, draft: Draft, due: Due) -> dict[str, Any]:
    place = draft.place
    return {
        "status": Status.SUBMITTED,
        "kind": draft.kind,
        "category": draft.category,
        "urgency": limits.urgency_of(occasion.office.city(), draft.category),
        "district": place.district,
        "street": place.street,
        "description": plain(draft.what),
        "place": plain(place.text),
        "lat": place.lat,
        "lon": place.lon,
        "language": draft.language,
        "city_revision": draft.city_revision,
        "anonymous": draft.contact.privacy is Privacy.ANONYMOUS,
        "submitted_at": occasion.now,
        "accept_by": due.at,
        "provisional": due.provisional,
        "calendar": remember(occasion),
    }


def plain(words: str) -> str:
    """Give words as everybody may read them; PostgreSQL holds no NUL in a text."""
    return mask(words).replace("\0", "")


def _said(draft: Draft) -> str:
    """Give all of the citizen's own words as one text: the original."""
    said = {"what": draft.what, "place": draft.place.text, "details": draft.details}
    return msgspec.json.encode(said, order="sorted").decode()


def _remember(occasion: Occasion, citizen: Citizen, draft: Draft) -> None:
    """Keep the language, and the consent that was part of filing: once per citizen, and none for who is anonymous."""
    anonymous = draft.contact.privacy is Privacy.ANONYMOUS
    consent = {} if anonymous or citizen.consented else {"consented_at": occasion.now}
    people.change(occasion, citizen, language=draft.language, **consent)
