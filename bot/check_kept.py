"""What ``huiyin check`` finds in what is stored: whether the key opens it, and whether messages leave."""

from collections.abc import AsyncIterator, Iterator

from adapters.casebook.gauges import Gauges, SqlGauges
from adapters.casebook.keys import Keys, keys_of
from adapters.casebook.migrations import revisions, version
from adapters.sql import Database
from bot.clock import SystemClock
from bot.findings import Finding, Level
from bot.setting_delivery import Delivery
from bot.settings import Settings, unserved
from bot.stores import database_file, database_of, keyring_of, on_postgres
from dialogs.facts.errors import Unkept
from dialogs.facts.moment import MINUTE


async def kept(settings: Settings) -> AsyncIterator[Finding]:
    """Look into the database; where it cannot be looked into, or is of another version, others tell of that."""
    if not settings.secret_key or not _is_there(settings):
        return
    try:
        async with database_of(settings) as database:
            if await database.read(version) == revisions()[0]:
                for finding in await _found(settings, database):
                    yield finding
    except Unkept:
        return


def _is_there(settings: Settings) -> bool:
    return not unserved(settings) and (on_postgres(settings) or database_file(settings).exists())


async def _found(settings: Settings, database: Database) -> list[Finding]:
    keys = await keys_of(database, keyring_of(settings))
    return [*_keys(keys), *_outbox(settings, await SqlGauges(database, SystemClock()).read())]


def _keys(keys: Keys) -> Iterator[Finding]:
    missing = " and ".join(sorted(keys.missing))
    if missing and keys.here:
        said = f"some of what is stored was sealed by {missing}: put that key behind the first in HUIYIN_SECRET_KEY"
        yield Finding(Level.WARNING, "secret key", said)
    elif missing:
        said = f"what is stored was sealed by another key, {missing}: with this HUIYIN_SECRET_KEY nobody would be known"
        yield Finding(Level.ERROR, "secret key", said)
    elif keys.here:
        yield Finding(Level.OK, "secret key", "opens what is stored")


def _outbox(settings: Settings, gauges: Gauges) -> Iterator[Finding]:
    minutes = max(gauges.oldest.values()) // MINUTE
    if minutes > (settings.delivery or Delivery()).oldest:
        who = "huiyin work" if on_postgres(settings) else "huiyin serve"
        said = f"messages have waited for {minutes} minutes: see huiyin outbox list, and whether {who} runs"
        yield Finding(Level.WARNING, "outbox", said)
    else:
        yield Finding(Level.OK, "outbox", "nothing waits too long")
    if dead := sum(count for (_, state), count in gauges.states.items() if state == "dead"):
        yield Finding(Level.NOTE, "outbox", f"dead: {dead}, see huiyin outbox list --state dead")
