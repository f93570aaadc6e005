"""Doors' and workers' counterparts that are measured on the way."""

from collections.abc import Callable
from time import perf_counter
from typing import final

from structlog.contextvars import bound_contextvars

from bot.delivery import name_of
from bot.telemetry.meters import Meters
from bot.telemetry.traces import Traces
from dialogs.facts.errors import SendError, Unkept
from dialogs.facts.messages import Answer, Capabilities, Inbound
from dialogs.facts.ports import Outgoing, Sent, Turns, Voice

Mark = Callable[[str, str], str]
"""Marks a message of a channel by its id, so that what the log says of it is found and nobody is named."""


@final
class MeasuredTurns:
    """``Turns`` that counts each delivery, and lets all that is logged meanwhile carry the message's mark."""

    def __init__(self, turns: Turns, meters: Meters, mark: Mark, traces: Traces) -> None:
        self._turns, self._meters, self._mark, self._traces = turns, meters, mark, traces

    async def take(self, inbound: Inbound) -> Answer:
        channel, began, outcome = inbound.address.channel, perf_counter(), "failed"
        mark = self._mark(channel, inbound.id)
        with bound_contextvars(turn=mark), self._traces.span("turn", channel=channel, turn=mark):
            try:
                answer = await self._turns.take(inbound)
                outcome = "answered" if answer.parts else "silent"
            except Unkept:
                outcome = "unkept"
                raise
            finally:
                self._meters.turns.labels(channel, outcome).inc()
                self._meters.turn_seconds.labels(channel).observe(perf_counter() - began)
        return answer


@final
class MeasuredVoice:
    """``Voice`` that counts each send, by the error's name where there is one."""

    def __init__(self, voice: Voice, meters: Meters, traces: Traces) -> None:
        self._voice, self._meters, self._traces = voice, meters, traces
        self.capabilities: Capabilities = voice.capabilities

    async def send(self, message: Outgoing) -> Sent:
        channel, began, outcome = self.capabilities.channel, perf_counter(), "failed"
        with self._traces.span("send", channel=channel):
            try:
                sent = await self._voice.send(message)
                outcome = "sent"
            except SendError as error:
                outcome = name_of(error)
                raise
            finally:
                self._meters.sends.labels(channel, outcome).inc()
                self._meters.send_seconds.labels(channel).observe(perf_counter() - began)
        return sent
