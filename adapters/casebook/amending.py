"""Citizens change what they said of their own cases."""

from typing import Any

import msgspec
from sqlalchemy import update

from adapters.casebook.contacts import contact_of
from adapters.casebook.entries import CITIZEN, append
from adapters.casebook.filing import plain
from adapters.casebook.occasion import Occasion
from adapters.casebook.own import Own, own_case
from adapters.casebook.people import Citizen
from adapters.casebook.reporting import supplement
from adapters.casebook.rules import wishes
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.schema import cases, reporters
from dialogs.facts.acts import Amend, Done, Refused, Supplement, WhyNot
from dialogs.facts.cases import Contact, Place, Privacy


def amend(occasion: Occasion, citizen: Citizen, act: Amend) -> Done | Refused:
    """Change what is different; words and photos are a supplement, as an entry of its own."""
    own = own_case(occasion, citizen, act.number)
    if own is None:
        return Refused(WhyNot.UNKNOWN)
    place = act.place if act.place and _placed(act.place) != _there(own) else None
    contact = act.contact if act.contact and act.contact != contact_in(occasion, own) else None
    added = bool(act.text or act.media)
    if not (place or contact or added):
        return Refused(WhyNot.NOTHING)
    if why := _why_not(own, place, contact):
        return Refused(why)
    if place or contact:
        _change(occasion, own, place, contact)
    return supplement(occasion, citizen, Supplement(own.number, act.text, act.media)) if added else Done(own.number)


def contact_in(occasion: Occasion, own: Own) -> Contact:
    return contact_of(occasion, own.number, own.card["citizen"], own.card["contact"])


def place_in(own: Own) -> Place:
    row = own.row
    return Place(row["place"], row["lat"], row["lon"], row["district"], row["street"])


def _why_not(own: Own, place: Place | None, contact: Contact | None) -> WhyNot | None:
    refused = wishes.placing(own.course, filer=own.filer) if place else None
    return refused or (wishes.naming(own.course) if contact else None)


def _change(occasion: Occasion, own: Own, place: Place | None, contact: Contact | None) -> None:
    changed: dict[str, Any] = _placed(place) if place else {}
    if contact:
        _rename(occasion, own, contact)
        if own.filer:
            changed["anonymous"] = contact.privacy is Privacy.ANONYMOUS
    if changed:
        occasion.connection.execute(update(cases).where(cases.c.number == own.number).values(changed))
    codes = {"place": "yes" if place else "", "contact": contact.privacy if contact else ""}
    said = place.text if place else ""
    append(occasion, own.number, Step.AMEND, CITIZEN, codes={k: v for k, v in codes.items() if v}, said=said)


def _rename(occasion: Occasion, own: Own, contact: Contact) -> None:
    row = (own.number, own.card["citizen"])
    sealed = occasion.seal(reporters.c.contact, msgspec.json.encode(contact).decode(), *row)
    mine = (reporters.c.case == own.number) & (reporters.c.citizen == own.card["citizen"])
    occasion.connection.execute(update(reporters).where(mine).values(contact=sealed, privacy=contact.privacy))


def _placed(place: Place) -> dict[str, Any]:
    there = {"lat": place.lat, "lon": place.lon, "district": place.district, "street": place.street}
    return {"place": plain(place.text)} | there


def _there(own: Own) -> dict[str, Any]:
    return {name: own.row[name] for name in ("place", "lat", "lon", "district", "street")}
