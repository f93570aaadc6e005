"""Fetches the photos and voice that channels hold, before they drop them."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TypeAlias

import structlog

from bot.delivery import name_of, next_attempt
from bot.worker.rounds import Rounds
from dialogs.facts.errors import MediaGone, MediaRefused, Unreachable
from dialogs.facts.messages import MediaKind
from dialogs.facts.moment import DAY, Chance, Clock
from dialogs.facts.ports import CleanMedia, Fetcher, MediaShelf, MediaStore, WantedClaim

log = structlog.get_logger()

Clean: TypeAlias = Callable[[MediaKind, bytes], CleanMedia]
"""Makes media harmless, or raises ``MediaRefused``; called in a thread."""

KEPT_BY_CHANNELS = 3 * DAY  # WeChat's word; nothing older is worth asking for
AT_ONCE = 4
IDLE = 2.0  # seconds


class MediaWorker:
    """Fetches until stopped. ``fetchers`` are by channel."""

    def __init__(
        self,
        shelf: MediaShelf,
        *,
        fetchers: Mapping[str, Fetcher],
        store: MediaStore,
        clean: Clean,
        clock: Clock,
        chance: Chance,
        idle: float = IDLE,
    ) -> None:
        self._shelf = shelf
        self._fetchers = fetchers
        self._store = store
        self._clean = clean
        self._clock = clock
        self._chance = chance
        self._rounds = Rounds(idle)
        self._cleaning = asyncio.Lock()
        """One at a time: a large photo takes a quarter of a gigabyte while it is drawn anew."""

    async def run(self) -> None:
        """Fetch until ``stop``; what is being fetched then is finished."""
        await self._rounds.run(self._round)

    def wake(self) -> None:
        """Look at once: something is wanted."""
        self._rounds.wake()

    def stop(self) -> None:
        self._rounds.stop()

    async def drain(self) -> None:
        """Fetch all that is due now, and return."""
        while await self._round():
            pass

    async def _round(self) -> bool:
        claims = await self._shelf.claim(now=self._clock.now(), limit=AT_ONCE)
        outcomes = await asyncio.gather(*(self._take(claim) for claim in claims), return_exceptions=True)
        for trouble in filter(None, outcomes):
            raise trouble
        return bool(claims)

    async def _take(self, claim: WantedClaim) -> None:
        try:
            clean = await self._fetched(claim)
        except MediaGone:
            await self._lost(claim, "gone")
        except MediaRefused:
            await self._lost(claim, "refused")
        except Exception as trouble:  # noqa: BLE001  whatever it is, the photo is worth another try
            await self._later(claim, trouble)
        else:
            now = self._clock.now()
            await self._shelf.kept(claim.wanted.id, claim.lease, mime=clean.mime, size=len(clean.content), now=now)

    async def _fetched(self, claim: WantedClaim) -> CleanMedia:
        wanted = claim.wanted
        if wanted.channel not in self._fetchers:
            raise Unreachable("no fetcher")
        content = await self._fetchers[wanted.channel].fetch(wanted.attachment)
        async with self._cleaning:
            clean = await asyncio.to_thread(self._clean, wanted.attachment.kind, content)
        await self._store.put(wanted.id, clean.content)
        return clean

    async def _later(self, claim: WantedClaim, trouble: Exception) -> None:
        """Try again until the channel has surely dropped it."""
        wanted, now = claim.wanted, self._clock.now()
        log.warning("fetch", media=wanted.id, channel=wanted.channel, error=name_of(trouble), attempts=wanted.attempts)
        again_at = next_attempt(wanted.attempts, now, self._chance.fraction())
        if again_at >= wanted.asked_at + KEPT_BY_CHANNELS:
            await self._lost(claim, "late")
            return
        await self._shelf.retry(wanted.id, claim.lease, not_before=again_at, now=now)

    async def _lost(self, claim: WantedClaim, reason: str) -> None:
        log.warning("lost", media=claim.wanted.id, channel=claim.wanted.channel, reason=reason)
        await self._shelf.lost(claim.wanted.id, claim.lease, reason=reason, now=self._clock.now())
