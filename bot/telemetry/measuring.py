"""Doors' and workers' counterparts that are measured on the way."""

from collections.abc import Awaitable, Coroutine
from contextlib import AbstractContextManager, nullcontext
from time import perf_counter
from typing import Any, final

import structlog

from bot.delivery import name_of
from bot.marks import UNDER_WAY, Mark, mark_now
from bot.telemetry.limits import limit_met
from bot.telemetry.meters import Meters
from bot.telemetry.traces import Traces
from bot.worker.carriers import Fills
from dialogs.facts.acts import Act, DoKey, Result
from dialogs.facts.delivery import Filled
from dialogs.facts.errors import SendError, Unkept
from dialogs.facts.messages import Address, Answer, Capabilities, Inbound
from dialogs.facts.moment import Moment
from dialogs.facts.ports import Casebook, Outgoing, Sent, Turns, Voice
from dialogs.facts.queries import CasebookQuery

log = structlog.get_logger()


@final
class MeasuredTurns:
    """``Turns`` that counts each delivery, and lets all that is logged meanwhile carry the message's mark."""

    def __init__(self, turns: Turns, meters: Meters, mark: Mark, traces: Traces) -> None:
        self._turns, self._meters, self._mark, self._traces = turns, meters, mark, traces

    async def take(self, inbound: Inbound) -> Answer:
        channel, began, outcome = inbound.address.channel, perf_counter(), "failed"
        under_way = UNDER_WAY.set((self._mark, channel, inbound.id))
        try:
            answer = await (self._traced(inbound) if self._traces.are_made else self._turns.take(inbound))
            outcome = "answered" if answer.parts else "put" if answer.rest else "silent"
        except Unkept:
            outcome = "unkept"
            raise
        finally:
            UNDER_WAY.reset(under_way)
            self._meters.turn(channel, outcome, perf_counter() - began)
        return answer

    async def _traced(self, inbound: Inbound) -> Answer:
        channel = inbound.address.channel
        with self._traces.span("turn", channel=channel, turn=self._mark(channel, inbound.id)):
            return await self._turns.take(inbound)


@final
class MeasuredCasebook:
    """``Casebook`` that counts the limits which it sets: cases a day, wrong codes and PINs.

    Which case an act was about is logged under the mark of its message: so notices of that case are led back to it.
    """

    def __init__(self, casebook: Casebook, meters: Meters) -> None:
        self._casebook, self._meters = casebook, meters

    async def look_up(self, who: Address, query: CasebookQuery) -> Any:
        return self._seen(query, await self._casebook.look_up(who, query))

    async def perform(self, who: Address, key: DoKey, act: Act) -> Result:
        result: Result = self._seen(act, await self._casebook.perform(who, key, act))
        if number := getattr(result, "number", ""):
            log.info("act", act=act.key, case=number)
        return result

    def _seen(self, asked: object, result: Any) -> Any:
        if limit := limit_met(asked, result):
            self._meters.limit(limit)
        return result


@final
class MeasuredVoice:
    """``Voice`` whose sends are counted."""

    def __init__(self, voice: Voice, meters: Meters, traces: Traces) -> None:
        self._voice, self._sends = voice, _Sends(voice.capabilities.channel, meters, traces)
        self.capabilities: Capabilities = voice.capabilities

    def send(self, message: Outgoing) -> Coroutine[Any, Any, Sent]:
        return self._sends.counted(self._voice.send(message))

    def sought(self, message: Outgoing, since: Moment) -> Coroutine[Any, Any, Sent | None]:
        return self._voice.sought(message, since)


@final
class MeasuredTemplates:
    """``Fills`` whose sends are counted as those of its channel."""

    def __init__(self, templates: Fills, channel: str, meters: Meters, traces: Traces) -> None:
        self._templates, self._sends = templates, _Sends(channel, meters, traces)

    def send(self, message: Filled) -> Coroutine[Any, Any, Sent]:
        return self._sends.counted(self._templates.send(message))


class _Sends:
    """Counts what leaves on a channel, by the error's name where there is one."""

    def __init__(self, channel: str, meters: Meters, traces: Traces) -> None:
        self._channel, self._meters, self._traces = channel, meters, traces

    async def counted(self, sending: Awaitable[Sent]) -> Sent:
        began, outcome = perf_counter(), "failed"
        with self._span():
            try:
                sent = await sending
                outcome = "sent"
            except SendError as error:
                outcome = _kind_of(error)
                raise
            finally:
                self._meters.send(self._channel, outcome, perf_counter() - began)
        return sent

    def _span(self) -> AbstractContextManager[Any]:
        if not self._traces.are_made:
            return nullcontext()
        mark = mark_now()
        return self._traces.span("send", channel=self._channel, **({"turn": mark} if mark else {}))


def _kind_of(error: SendError) -> str:
    """Name it and its code, without what is another one each time: each outcome is a row of its own for ever."""
    return name_of(error).partition(",")[0]
