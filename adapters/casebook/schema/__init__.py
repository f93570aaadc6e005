"""The tables of the casebook, by subject. Sealed columns hold what ``Keyring.seal`` gave, bound to their row."""

from adapters.casebook.schema.acting import acted, handlings, resolutions
from adapters.casebook.schema.audits import audits
from adapters.casebook.schema.binding import phone_codes
from adapters.casebook.schema.blocks import blocks
from adapters.casebook.schema.cases import cases, open_questions, ratings, reporters, timeline, words
from adapters.casebook.schema.citizens import citizens
from adapters.casebook.schema.columns import metadata
from adapters.casebook.schema.desk import (
    backend_cursors,
    backend_updates,
    code_tries,
    counters,
    desk_items,
    dones,
    tokens,
)
from adapters.casebook.schema.drafts import drafts
from adapters.casebook.schema.index import grams
from adapters.casebook.schema.notices import notices
from adapters.casebook.schema.officers import invite_tries, officer_invites, officers
from adapters.casebook.schema.overseeing import calendars, leads, letters
from adapters.casebook.schema.reach import consents, pushes, sightings
from adapters.casebook.schema.sending import media, outbox, receipts
from adapters.casebook.schema.tallies import tallies
from adapters.casebook.schema.watching import digest_items, digests, draws, inspections, warnings, watches

__all__ = [
    "acted",
    "audits",
    "backend_cursors",
    "backend_updates",
    "blocks",
    "calendars",
    "cases",
    "citizens",
    "code_tries",
    "consents",
    "counters",
    "desk_items",
    "digest_items",
    "digests",
    "dones",
    "drafts",
    "draws",
    "grams",
    "handlings",
    "inspections",
    "invite_tries",
    "leads",
    "letters",
    "media",
    "metadata",
    "notices",
    "officer_invites",
    "officers",
    "open_questions",
    "outbox",
    "phone_codes",
    "pushes",
    "ratings",
    "receipts",
    "reporters",
    "resolutions",
    "sightings",
    "tallies",
    "timeline",
    "tokens",
    "warnings",
    "watches",
    "words",
]
