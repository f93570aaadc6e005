"""What came by letter, by a visit or by phone: staff enter it, and it is a case like any other."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import update

from adapters.casebook import filing, people, reporting
from adapters.casebook.acts.once import first_time, number_under
from adapters.casebook.acts.undone import Undone
from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.records import record_of
from adapters.casebook.schema import cases
from dialogs.city import City
from dialogs.facts.acts import File
from dialogs.facts.cases import Draft
from dialogs.facts.messages import Address
from dialogs.facts.records import CaseRecord
from dialogs.facts.staff import Intake, Unfit, Why

ACTOR = "platform"


def take_in(occasion: Occasion, intake: Intake, key: str) -> CaseRecord:
    """File it, with who brought it; what is unknown to the city, or was done under the key before, is taken back."""
    city = occasion.office.city()
    if errors := tuple(_unknown(city, intake.draft)):
        raise Undone(Unfit(Why.BODY, None, errors))
    filer = _person(occasion, intake.channel)
    # Filing comes first: a request repeated meanwhile waits there for the day's next number, then finds the key.
    number = filing.file(*filer, File(_placed(city, intake.draft)), actor=ACTOR).number
    _join(occasion, intake, number)
    if key:
        _keep(occasion, intake, number, key)
    return _record(occasion, number)


def _unknown(city: City, draft: Draft) -> Iterator[tuple[str, str]]:
    if city.category(draft.category) is None:
        yield "category", "unknown"
    if draft.place.district and city.district(draft.place.district) is None:
        yield "place.district", "unknown"
    if draft.place.street and city.street(draft.place.street) is None:
        yield "place.street", "unknown"


def _placed(city: City, draft: Draft) -> Draft:
    """Fill in the district that a street lies in."""
    street = city.street(draft.place.street)
    district = street.district if street else draft.place.district
    return replace(draft, place=replace(draft.place, district=district))


def _person(occasion: Occasion, channel: str) -> tuple[Occasion, Citizen]:
    """Make somebody new: who comes by letter has no account by which to know them again."""
    there = replace(occasion, who=Address(channel, occasion.office.chance.token(12)))
    return there, people.met(there)


def _join(occasion: Occasion, intake: Intake, number: str) -> None:
    for contact in intake.joiners:
        there, citizen = _person(occasion, intake.channel)
        reporting.enter(there, citizen, number, intake.draft.what, role="joiner", contact=contact)
    if intake.joiners:
        more = update(cases).where(cases.c.number == number)
        occasion.connection.execute(more.values(reporters=cases.c.reporters + len(intake.joiners)))


def _keep(occasion: Occasion, intake: Intake, number: str, key: str) -> None:
    first = first_time(occasion, key, intake.by, number, intake)
    if first is None:
        raise Undone(Unfit(Why.BODY, None, (("Idempotency-Key", "used"),)))
    if not first:
        raise Undone(_record(occasion, number_under(occasion, key, intake.by)))


def _record(occasion: Occasion, number: str) -> CaseRecord:
    record = record_of(occasion.connection, occasion.office.keyring, number)
    if record is None:
        raise LookupError(number)
    return record
