"""The casebook: the embedded backend. Rules are pure, the store is plain functions over SQLAlchemy Core."""

from adapters.casebook.acts.performing import SqlStaff
from adapters.casebook.backend import CasebookBackend
from adapters.casebook.book import EmbeddedCasebook
from adapters.casebook.desk_items import SqlDesk
from adapters.casebook.inbox import SqlInbox
from adapters.casebook.occasion import Office
from adapters.casebook.outbox import SqlOutbox
from adapters.casebook.outbox_alarms import SqlAlarms
from adapters.casebook.outbox_consents import SqlConsents
from adapters.casebook.outbox_looking import SqlPostbag
from adapters.casebook.outbox_notices import SqlNotices
from adapters.casebook.outbox_sightings import SqlSightings
from adapters.casebook.overseeing import SqlOversight
from adapters.casebook.recalculating import SqlCalendar
from adapters.casebook.registry import SqlRegistry
from adapters.casebook.reporters import SqlReporters
from adapters.casebook.shelf import SqlShelf
from adapters.casebook.sweeping import SqlSweeper
from adapters.casebook.tokens import SqlTokens

__all__ = [
    "CasebookBackend",
    "EmbeddedCasebook",
    "Office",
    "SqlAlarms",
    "SqlCalendar",
    "SqlConsents",
    "SqlDesk",
    "SqlInbox",
    "SqlNotices",
    "SqlOutbox",
    "SqlOversight",
    "SqlPostbag",
    "SqlRegistry",
    "SqlReporters",
    "SqlShelf",
    "SqlSightings",
    "SqlStaff",
    "SqlSweeper",
    "SqlTokens",
]
