"""What the worker takes its work from: a line of rows to be claimed, delivered and settled."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from logging import ERROR, WARNING
from typing import Any, Final, NamedTuple, Protocol, TypeAlias

import structlog

from bot.delivery import settlement_of
from bot.marks import UNDER_WAY, Mark, message_of
from dialogs.facts.errors import Misconfigured, OutcomeUnknown, SendError
from dialogs.facts.moment import Chance, Clock
from dialogs.facts.ports import Claimed, Outbox, Settlement, Voice

BROKEN_OFF: Final = "stopped"

log = structlog.get_logger()

Alarm: TypeAlias = Callable[[str, SendError], Awaitable[None]]
"""Tells an operator: which channel, and what is wrong there."""


class Onward(NamedTuple):
    """The next way of a row: ``send`` is called once there is room on the channel, and gives what is next again."""

    channel: str
    send: Callable[[], Awaitable[Any]]


class Line(Protocol):
    """Rows and outcomes are of the line's own kinds."""

    async def claim(self, limit: int) -> Sequence[Any]:
        """Take what is due under a lease. Raises ``Unkept``."""

    def begin(self, row: Any) -> Any:
        """Say what is next: ``Onward``, or what became of it."""

    def untouched(self, row: Any) -> Any:
        """Say that nothing became of it: it is given back."""

    async def settle(self, settled: Sequence[tuple[Any, Any]]) -> None:
        """Note what became of rows. Raises ``Unkept``."""


async def no_alarm(channel: str, error: SendError) -> None:
    """Leave it at the log."""


class ReplyLine:
    """Answers that did not fit into a response, and news for backends.

    A reply whose outcome is unknown is dead, not repeated: a second "filed" message frightens, a lost one is asked for.
    Where the other side knows our ids and drops repeats, its voice says ``Unreachable`` instead.
    """

    def __init__(
        self,
        outbox: Outbox,
        voices: Mapping[str, Voice],
        clock: Clock,
        chance: Chance,
        *,
        alarm: Alarm = no_alarm,
        counted: frozenset[str] = frozenset(),
        mark: Mark | None = None,
    ) -> None:
        """Take what leads out: ``counted`` are channels whose messages count against a window.

        ``mark`` marks what is logged of a reply as that of its message was.
        """
        self._counted = counted
        self._mark = mark
        self._outbox = outbox
        self._voices = voices
        self._clock = clock
        self._chance = chance
        self._alarm = alarm

    async def claim(self, limit: int) -> Sequence[Claimed]:
        return await self._outbox.claim(now=self._clock.now(), limit=limit)

    def begin(self, row: Claimed) -> Onward:
        send = partial(self._send, row)
        mark = self._mark and (self._mark, *message_of(row.message.key))
        return Onward(row.message.to.channel, partial(_under_way, mark, send) if mark else send)

    async def _send(self, row: Claimed) -> Settlement:
        channel = row.message.to.channel
        try:
            sent = await self._voice(channel).send(row.message)
        except SendError as error:
            return await self._failed(row, error)
        except asyncio.CancelledError:  # the worker waits no longer
            return await self._failed(row, OutcomeUnknown(BROKEN_OFF))
        except Exception as bug:  # noqa: BLE001  one row's bug must not stop the others
            # Only its type: its words may hold what was to be sent.
            return await self._failed(row, OutcomeUnknown(type(bug).__name__))
        return Settlement("sent", receipt=sent.receipt, counted=channel in self._counted)

    def untouched(self, row: Claimed) -> Settlement:  # noqa: ARG002 - as every line
        return Settlement("retry", not_before=self._clock.now())

    async def settle(self, settled: Sequence[tuple[Claimed, Settlement]]) -> None:
        await self._outbox.settle_all(settled, now=self._clock.now())

    def _voice(self, channel: str) -> Voice:
        if channel not in self._voices:
            raise Misconfigured(f"no voice for {channel}")
        return self._voices[channel]

    async def _failed(self, row: Claimed, error: SendError) -> Settlement:
        channel = row.message.to.channel
        outcome = settlement_of(error, row.attempts, row.put_at, self._clock.now(), self._chance.fraction())
        level = ERROR if error.alarm or outcome.state == "dead" else WARNING
        log.log(level, "send", channel=channel, error=outcome.error, attempts=row.attempts, becomes=outcome.state)
        if error.alarm:
            await self._alarm(channel, error)
        return outcome


async def _under_way(mark: tuple[Mark, str, str], send: Callable[[], Awaitable[Settlement]]) -> Settlement:
    """Mark what is logged meanwhile; whatever goes out next the same way has a mark of its own, or none."""
    before = UNDER_WAY.set(mark)
    try:
        return await send()
    finally:
        UNDER_WAY.reset(before)
