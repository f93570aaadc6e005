"""The casebook: the embedded backend. Rules are pure, the store is plain functions over SQLAlchemy Core."""

from adapters.casebook.book import EmbeddedCasebook
from adapters.casebook.occasion import Office
from adapters.casebook.outbox import SqlOutbox
from adapters.casebook.shelf import SqlShelf

__all__ = ["EmbeddedCasebook", "Office", "SqlOutbox", "SqlShelf"]
