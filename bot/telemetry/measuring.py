"""Doors' and workers' counterparts that are measured on the way."""

from time import perf_counter
from typing import final

from bot.delivery import name_of
from bot.marks import UNDER_WAY, Mark
from bot.telemetry.meters import Meters
from bot.telemetry.traces import Traces
from dialogs.facts.errors import SendError, Unkept
from dialogs.facts.messages import Answer, Capabilities, Inbound
from dialogs.facts.ports import Outgoing, Sent, Turns, Voice


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
            outcome = "answered" if answer.parts else "silent"
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
