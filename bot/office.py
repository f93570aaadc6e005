"""Joins what officers need: the casebook that dialogs use, and who may invite and unbind them. Part of wiring."""

from adapters.casebook import EmbeddedCasebook, Office, SqlReporters, SqlStaff
from adapters.casebook.officers_acts import Handling
from adapters.casebook.officers_admin import SqlOfficerAdmin
from adapters.casebook.officers_book import OfficeCasebook
from bot.stores import Stores
from dialogs.facts.moment import Clock
from dialogs.facts.ports import Casebook


def casebook_of(kept: Stores, here: Office, clock: Clock) -> Casebook:
    """Give the casebook for citizens and officers alike."""
    staff, reporters = SqlStaff(kept.database, here, clock), SqlReporters(kept.database, here, clock)
    handling = Handling(staff, reporters, kept.database, here, clock)
    return OfficeCasebook(EmbeddedCasebook(kept.database, here, clock), handling, kept.database, here, clock)


def officer_admin(kept: Stores, here: Office, clock: Clock) -> SqlOfficerAdmin:
    return SqlOfficerAdmin(kept.database, here, clock)
