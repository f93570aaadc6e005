"""What works beside the doors: sends, fetches, follows, watches the clock and keeps house. Part of wiring."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Final, Protocol

from adapters.backends import Backend, Follower
from adapters.casebook import Office, SqlCalendar, SqlInbox, SqlOutbox, SqlShelf, SqlSweeper
from adapters.casebook.media_unused import SqlUnused
from adapters.casebook.repeats import SqlRepeats
from adapters.media import clean
from adapters.sql import Database
from adapters.sql.bell import PostgresBell, hears
from bot import routes
from bot.daily_hashes import DailyHashes
from bot.sending import Sending
from bot.settings import Settings
from bot.stores import Stores, on_postgres
from bot.worker import MediaWorker, Worker
from bot.worker.backends import BackendWorker
from bot.worker.housekeeping import Chore, Housekeeping
from bot.worker.sweeping import Sweeping
from dialogs.facts.moment import DAY, Chance, Clock

DELIVERED_KEPT: Final = 30 * DAY
"""Of messages that were delivered; they hold addresses and what was said."""
UNUSED_KEPT: Final = 4 * DAY
"""Of photos and voice that belong to no case: a day longer than the drafts they may yet be filed with."""

REPEATS_KEPT: Final = 40 * DAY
"""Of what was done under a key: longer than a conversation is, which may find that it has an act still to do."""


class Runner(Protocol):
    async def run(self) -> None:
        """Work until stopped."""

    def wake(self) -> None:
        """Look at once."""

    def stop(self) -> None: ...


def working(
    settings: Settings, kept: Stores, here: Office, *, out: Sending, backends: Mapping[str, Backend], clock: Clock
) -> list[Runner]:
    """Give all that runs, but what fetches media."""
    inbox = SqlInbox(kept.database, here, clock)
    followers = [BackendWorker(Follower(backend, inbox)) for backend in backends.values()]
    sweeping = Sweeping(SqlSweeper(kept.database, here, clock))
    due_times = Chore(0, lambda _: SqlCalendar(kept.database, here, clock).recompute())
    hashes = Chore(0, daily_hashes(settings, kept.database, here.zone).write)
    delivered = Chore(DELIVERED_KEPT, SqlOutbox(kept.database, kept.keyring, here.chance).forget)
    unused = Chore(UNUSED_KEPT, SqlUnused(kept.database, kept.media).drop)
    again = SqlRepeats(kept.database)
    repeats, codes = Chore(REPEATS_KEPT, again.forget), Chore(0, again.forget_codes)
    house = Housekeeping((*kept.talk.chores, *out.chores, due_times, hashes, delivered, unused, repeats, codes), clock)
    return [out.worker, *_bells(settings, out.worker), *followers, sweeping, out.alarms, house]


def _bells(settings: Settings, worker: Worker) -> list[Runner]:
    """Let the worker hear at once what other processes put; where no bell is heard it looks four times a second."""
    url = settings.database_url
    return [PostgresBell(url, worker.wake)] if on_postgres(settings) and hears(url) else []


def media_worker(kept: Stores, here: Office, ways: Sequence[routes.Way], clock: Clock, chance: Chance) -> MediaWorker:
    return MediaWorker(
        SqlShelf(kept.database, here),
        fetchers={way.fetcher.channel: way.fetcher for way in ways if way.fetcher},
        store=kept.media,
        clean=clean,
        clock=clock,
        chance=chance,
    )


def daily_hashes(settings: Settings, database: Database, zone: tzinfo) -> DailyHashes:
    return DailyHashes(database, settings.daily_hashes or settings.data / "daily-hashes.txt", zone)
