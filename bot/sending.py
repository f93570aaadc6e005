"""Joins what sends: the ladder of voices as this city has it, the worker, the alarms. Part of wiring."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from adapters.casebook import Office, SqlAlarms, SqlNotices, SqlOutbox, SqlSightings
from bot.alarms import Alarms
from bot.routes import Way
from bot.setting_delivery import Delivery
from bot.settings import Settings
from bot.sightings import Seen
from bot.speech import Speech
from bot.stores import Stores
from bot.telemetry.joining import Telemetry
from bot.worker import Worker
from bot.worker.carriers import Carrier, Tell, TemplateCarrier, TextCarrier
from bot.worker.housekeeping import Chore
from bot.worker.telling import NoticeLine
from dialogs.alarms import told_admin
from dialogs.facts.delivery import Habits
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, MINUTE, Clock
from dialogs.facts.notices import Audience
from dialogs.facts.ports import Outbox, Voice
from dialogs.officer.notices import told as told_officer
from dialogs.updates import told
from handlers.health import Check

LEDGER_KEPT: Final = 3 * DAY
"""Longer than any channel's window."""
TELLS: Final[Mapping[Audience, Tell]] = {
    Audience.CITIZEN: told,
    Audience.OFFICER: told_officer,
    Audience.ADMIN: told_admin,
}


@dataclass(frozen=True, slots=True)
class Sending:
    """What was joined: ``seen`` runs where messages come in, ``worker`` where work is done, ``alarms`` everywhere."""

    outbox: Outbox
    worker: Worker
    seen: Seen
    alarms: Alarms
    chores: tuple[Chore, ...]

    def check(self, *, works: bool) -> Check:
        """Say whether the outbox moves: of who works, whether it does; else only that messages wait too long.

        A process that others send for goes on taking messages, or a city without a worker would hear nobody either.
        """
        return Check("outbox", self.worker.moves) if works else Check("outbox", self.alarms.in_time, vital=False)


def sending(
    settings: Settings,
    kept: Stores,
    here: Office,
    *,
    speech: Speech,
    clock: Clock,
    ways: Sequence[Way],
    measured: Telemetry,
    more: Iterable[Voice] = (),
) -> Sending:
    """Join them; ``more`` are voices that speak to no person."""
    ours = settings.delivery or Delivery()
    outbox = SqlOutbox(kept.database, kept.keyring, here.chance)
    sightings = SqlSightings(kept.database, kept.keyring)
    seen = Seen(sightings, clock)
    alarms = Alarms(SqlAlarms(kept.database, here, clock), clock, oldest=ours.oldest * MINUTE)
    notices = NoticeLine(
        SqlNotices(kept.database, kept.keyring, here.chance, here.city, admin=_admin(ours)),
        carriers(ways, speech),
        clock=clock,
        chance=here.chance,
        zone=ZoneInfo(speech.now.city.zone),
        habits=Habits(ours.quiet_from, ours.quiet_until, ours.pushes_a_day),
        alarm=alarms.raised,
        heard=seen.flush,
        counts=measured.meters,
    )
    worker = Worker(
        outbox,
        {voice.capabilities.channel: voice for voice in (*(way.voice for way in ways), *more)},
        clock,
        here.chance,
        more=(notices,),
        alarm=alarms.raised,
        counted=frozenset(way.rung.channel for way in ways if way.rung.window),
        mark=measured.mark,
    )
    return Sending(outbox, worker, seen, alarms, (Chore(LEDGER_KEPT, sightings.forget),))


def carriers(ways: Sequence[Way], speech: Speech) -> tuple[Carrier, ...]:
    """Give the rungs of all channels that are configured: what costs nothing first, then templates, then the rest."""
    texts: list[Carrier] = [TextCarrier(way.rung, way.voice, TELLS, lambda: speech.now) for way in ways]
    templates: list[Carrier] = [
        TemplateCarrier(each.rung, each.voice, each.templates, lambda: speech.now)
        for way in ways
        for each in way.templates
    ]
    windowed = [carrier for carrier in texts if carrier.rung.window]
    return (*windowed, *templates, *(carrier for carrier in texts if not carrier.rung.window))


def _admin(ours: Delivery) -> tuple[Address, ...]:
    """Give the admin's addresses, the first one first."""
    return tuple(Address(*each.split(":", 1)) for each in ours.admin)
