"""What came by letter, by a visit or by phone: staff enter it, and it is a case like any other."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import update

from adapters.casebook import filing, people, reporting
from adapters.casebook.acts.once import first_time, number_under
from adapters.casebook.acts.undone import TakenBefore, Undone
from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.records import record_of
from adapters.casebook.rules.phones import is_mobile
from adapters.casebook.schema import cases
from dialogs.city import City
from dialogs.facts.acts import File
from dialogs.facts.cases import Draft
from dialogs.facts.messages import Address
from dialogs.facts.records import CaseRecord
from dialogs.facts.staff import Intake, Person, TakenIn, Unfit, Why

ACTOR = "platform"
SMS = "sms"


def take_in(occasion: Occasion, intake: Intake, key: str) -> TakenIn:
    """File it, with who brought it; what is unknown to the city, or was done under the key before, is taken back."""
    city = occasion.office.city()
    if errors := (*_unknown(city, intake.draft), *_unreached(intake)):
        raise Undone(Unfit(Why.BODY, None, errors))
    filer, *joiners = _brought(occasion, intake)
    # Filing comes first: a request repeated meanwhile waits there for the day's next number, then finds the key.
    filed = filing.file(*filer, File(_placed(city, intake.draft)), actor=ACTOR, channel=intake.channel)
    codes = [_join(*each, intake, filed.number, at) for at, each in enumerate(joiners, start=1)]
    if joiners:
        more = update(cases).where(cases.c.number == filed.number)
        occasion.connection.execute(more.values(reporters=cases.c.reporters + len(joiners)))
    if key:
        _keep(occasion, intake, filed.number, key)
    return TakenIn(_record(occasion, filed.number), (filed.code, *codes))


def _unreached(intake: Intake) -> Iterator[tuple[str, str]]:
    """Name the numbers that no SMS reaches though it was agreed on, and those that two persons share."""
    seen: set[str] = set()
    for at, person in enumerate(intake.persons):
        phone = person.contact.phone
        if person.told and not is_mobile(phone):
            yield f"persons.{at}.phone", "not-mobile" if phone else "missing"
        elif person.told and phone in seen:
            yield f"persons.{at}.phone", "repeated"
        seen |= {phone} if person.told else set()


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


def _brought(occasion: Occasion, intake: Intake) -> list[tuple[Occasion, Citizen]]:
    """Give who brought it, in their order; locked in one order, so that two intakes never wait for each other."""
    order = sorted(range(len(intake.persons)), key=lambda at: intake.persons[at].contact.phone)
    met = {at: _person(occasion, intake.channel, intake.persons[at]) for at in order}
    return [met[at] for at in range(len(intake.persons))]


def _person(occasion: Occasion, channel: str, person: Person) -> tuple[Occasion, Citizen]:
    """Know who agreed to be told by their number; who came by letter else has no account to be known by again."""
    if not person.told:
        there = replace(occasion, who=Address(channel, occasion.office.chance.token(12)))
        return there, people.met(there)
    there = replace(occasion, who=Address(SMS, person.contact.phone))
    citizen = people.met(there)
    if not citizen.consented:
        people.change(there, citizen, consented_at=occasion.now)
    return there, citizen


def _join(there: Occasion, citizen: Citizen, intake: Intake, number: str, at: int) -> str:
    """Make them a reporter, and give their query code."""
    contact = intake.persons[at].contact
    return reporting.enter(there, citizen, number, intake.draft.what, role="joiner", contact=contact)


def _keep(occasion: Occasion, intake: Intake, number: str, key: str) -> None:
    first = first_time(occasion, key, intake.by, number, intake)
    if first is None:
        raise Undone(Unfit(Why.BODY, None, (("Idempotency-Key", "used"),)))
    if not first:
        raise TakenBefore(TakenIn(_record(occasion, number_under(occasion, key, intake.by))))


def _record(occasion: Occasion, number: str) -> CaseRecord:
    record = record_of(occasion.connection, occasion.office.keyring, number)
    if record is None:
        raise LookupError(number)
    return record
