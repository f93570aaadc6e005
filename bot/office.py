"""Joins what offices need: the casebook that dialogs use, who may invite officers, supervision. Part of wiring."""

from adapters.casebook import EmbeddedCasebook, Office, SqlOversight, SqlReporters, SqlStaff
from adapters.casebook.letters import LetterPress, SqlLetters
from adapters.casebook.officers_acts import Handling
from adapters.casebook.officers_admin import SqlOfficerAdmin
from adapters.casebook.officers_book import OfficeCasebook
from bot.stores import Stores
from dialogs.facts.moment import Clock
from dialogs.facts.ports import Casebook
from handlers.api import Operation, oversight_operations


def casebook_of(kept: Stores, here: Office, clock: Clock) -> Casebook:
    """Give the casebook for citizens and officers alike."""
    staff, reporters = SqlStaff(kept.database, here, clock), SqlReporters(kept.database, here, clock)
    handling = Handling(staff, reporters, kept.database, here, clock)
    return OfficeCasebook(EmbeddedCasebook(kept.database, here, clock), handling, kept.database, here, clock)


def officer_admin(kept: Stores, here: Office, clock: Clock) -> SqlOfficerAdmin:
    return SqlOfficerAdmin(kept.database, here, clock)


def oversight(kept: Stores, here: Office, clock: Clock) -> tuple[Operation, ...]:
    """Give the API's operations of letters, hard cases and second looks."""
    letters, press = SqlLetters(kept.database, kept.keyring, here.city), LetterPress(here.city, clock, here.zone)
    return oversight_operations(letters, press, SqlOversight(kept.database, here.city, clock), here.zone)
