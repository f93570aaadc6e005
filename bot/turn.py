"""A turn and the outside: loads the conversation, lets the front desk decide, keeps what was decided, answers."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import structlog

from bot.asides import Asides
from bot.deliveries import Deliveries
from bot.flights import Flight, Landing
from bot.promises import PATIENT, Patience, retried
from bot.queues import Queues
from dialogs.city import City
from dialogs.desk.around import Around, Bounds, Commit, Hearing, Reader, Turned
from dialogs.desk.turn import turn
from dialogs.facts.acts import Refused
from dialogs.facts.errors import Conflict, Unkept
from dialogs.facts.messages import HANDOVER, Address, Answer, Capabilities, Inbound, tidied
from dialogs.facts.moment import Chance, Clock, Moment
from dialogs.facts.ports import Casebook, Conversations, Outbox, Outgoing
from dialogs.facts.say import Reply, Say, say
from dialogs.machine import journal
from dialogs.machine.playing import Aside
from dialogs.machine.replay import FAILED, Perform
from dialogs.render.text import fitted
from dialogs.wording import Wording

RACES = 50  # turns that one turn may lose against others of the same citizen
QUEUED = 2.0  # seconds that a message may wait for the one before it
RUN_ID_BYTES = 6

Flown: TypeAlias = tuple[Address, str]
"""Who sent a message, and its id: what one person is answered is told nobody else, whatever ids a channel gives."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A city as the front desk needs it; replaced as a whole at reload."""

    city: City
    reader: Reader
    wording: Wording
    hearing: Hearing


class Raced(Exception):
    """Another turn of the same citizen was first."""


@dataclass(slots=True)
class _Kept:
    """How far a turn has been kept."""

    who: Address
    revision: int
    now: Moment
    capabilities: Capabilities = field(repr=False)


class Core:
    """``Turns``: every door hands its messages here."""

    def __init__(
        self,
        conversations: Conversations,
        casebook: Casebook,
        outbox: Outbox,
        *,
        channels: Mapping[str, Capabilities],
        spoken: Callable[[], Spoken],
        clock: Clock,
        chance: Chance,
        put: Callable[[], None],
        deliveries: Deliveries,
        heard: Callable[[Inbound, bool], None] = lambda _inbound, _asked: None,
        noticed: Callable[[str, str], None] = lambda _what, _channel: None,
        limited: Callable[[str], None] = lambda _limit: None,
        bounds: Callable[[Address], Bounds] = lambda _who: Bounds(),
        patience: Patience = PATIENT,
    ) -> None:
        """``put`` is called when something was put into the outbox, ``heard`` when a message was answered.

        ``heard`` is told of the message, and whether its sender was asked something; ``noticed`` of a message
        that came again and of a race that was lost, and on which channel; ``limited`` of a limit that was met.
        """
        self._conversations, self._casebook, self._outbox = conversations, casebook, outbox
        self._channels, self._spoken, self._clock, self._chance = channels, spoken, clock, chance
        self._put = put
        self._heard, self._noticed, self._limited, self._bounds = heard, noticed, limited, bounds
        self._flights: dict[Flown, Flight] = {}
        self.landing = Landing(self._flights)
        self._deliveries = deliveries
        self._queues = Queues(QUEUED)
        self._asides = Asides()
        self._patience = patience

    async def take(self, inbound: Inbound) -> Answer:
        inbound = tidied(inbound)
        capabilities = self._channels[inbound.address.channel]
        key = (inbound.address, inbound.id)
        flight = self._flights.get(key)
        if flight is None and (capabilities.deliveries == 1 or not self._deliveries.at_once):
            flight = self._departed(key, inbound, capabilities)
        is_last = await self._is_last(key, capabilities)
        if flight is None and not is_last:  # it has all the time there is, and needs no task of its own
            return await self._fly(Flight(), key, inbound, capabilities)
        return await self._landed(flight or self._departed(key, inbound, capabilities), capabilities, is_last=is_last)

    async def _landed(self, flight: Flight, capabilities: Capabilities, *, is_last: bool) -> Answer:
        """Wait for the answer; where the channel will not come again, answer something in any case."""
        try:
            answer = await flight.landing(capabilities.answer_within if is_last else None)
        except Unkept as error:
            if not is_last:
                raise
            log.warning("unkept", channel=capabilities.channel, reason=error.detail)
            return self._line("send-again", capabilities)
        if answer is None:
            return self._line("hold-on", capabilities)
        return answer

    async def _is_last(self, key: Flown, capabilities: Capabilities) -> bool:
        """Count this delivery; where that takes a trip it is asked for beside the conversation."""
        most = capabilities.deliveries
        return most == 1 or await self._deliveries.count(capabilities.channel, key[1]) >= most

    def _departed(self, key: Flown, inbound: Inbound, capabilities: Capabilities) -> Flight:
        flight = Flight()
        self._flights[key] = flight
        flight.depart(self._fly(flight, key, inbound, capabilities))
        return flight

    async def _fly(self, flight: Flight, key: Flown, inbound: Inbound, capabilities: Capabilities) -> Answer:
        self._flights[key] = flight
        try:
            answer = await self._flown(flight, inbound, capabilities)
        except BaseException as error:
            flight.crash(error)
            raise
        finally:
            del self._flights[key]
        flight.land(answer)
        return answer

    async def _flown(self, flight: Flight, inbound: Inbound, capabilities: Capabilities) -> Answer:
        try:
            return await self._told(flight, inbound, capabilities)
        except Unkept as error:
            if not flight.late:
                raise
            log.warning("unkept", channel=capabilities.channel, reason=error.detail)
        with suppress(Unkept):
            return await retried(lambda: self._told(flight, inbound, capabilities), self._patience.turn)
        return await retried(lambda: self._told_in_the_end(inbound, capabilities), self._patience.word)

    async def _told(self, flight: Flight, inbound: Inbound, capabilities: Capabilities) -> Answer:
        async with self._queues.turn_of(inbound.address):
            answer = await self._answer(inbound, capabilities)
        return await self._hand_over(inbound, answer, capabilities, flight)

    async def _told_in_the_end(self, inbound: Inbound, capabilities: Capabilities) -> Answer:
        """Leave in the outbox what was kept of a promised answer, or that there is none."""
        kept: Answer | None = None
        with suppress(Unkept):
            kept = (await self._conversations.load(inbound.address, inbound.id)).answer
        answer = kept or self._line("send-again", capabilities)
        return Answer((), answer.at, await self._put_rest(inbound, answer, 0))

    async def _hand_over(self, inbound: Inbound, answer: Answer, capabilities: Capabilities, flight: Flight) -> Answer:
        """Give what fits into the response; the rest waits in the outbox before anything is answered."""
        fits = 0 if flight.late or not capabilities.answers else capabilities.parts
        rest = await self._put_rest(inbound, answer, fits)
        if flight.late and fits:  # the patience of the last delivery ended just now
            fits = 0
            rest = await self._put_rest(inbound, answer, fits)
        return Answer(answer.parts[:fits], answer.at, rest)

    async def _put_rest(self, inbound: Inbound, answer: Answer, fits: int) -> bool:
        """Put what does not fit; whether there was any."""
        if rest := tuple(part for part in answer.parts[fits:] if part != HANDOVER):
            rows = (_outgoing(inbound, fits + index, text) for index, text in enumerate(rest))
            await self._outbox.put(tuple(rows), now=answer.at)
            self._put()
        return bool(rest)

    async def _answer(self, inbound: Inbound, capabilities: Capabilities) -> Answer:
        """Take the message through the desk; a turn that lost its race starts over from what stands now."""
        for _ in range(RACES):
            loaded = await self._conversations.load(inbound.address, inbound.id)
            if loaded.answer is not None:
                self._noticed("redelivered", capabilities.channel)
                return loaded.answer
            kept = _Kept(inbound.address, loaded.revision, self._clock.now(), capabilities)
            try:
                turned = await self._drive(inbound, loaded.state, kept)
                said = Commit(turned.conversation, inbound.id, turned.reply, turned.language)
                answer = await self._keep(kept, said, turned.aside)
            except Raced:
                self._noticed("raced", capabilities.channel)
                continue
            await self._follow(turned.afterwards, kept.who)
            if turned.limit:
                self._limited(turned.limit)
            self._heard(inbound, turned.conversation.is_underway)
            return answer
        raise Unkept("too many turns at once")

    async def _drive(self, inbound: Inbound, state: bytes, kept: _Kept) -> Turned:
        conversation, aside = self._asides.take(state)
        steps = turn(conversation, inbound, self._around(kept, aside))
        value: Any = None
        while True:
            try:
                request = steps.send(value)
            except StopIteration as stop:
                turned: Turned = stop.value
                return turned
            value = await self._fulfil(request, kept)

    def _around(self, kept: _Kept, aside: Aside | None) -> Around:
        spoken = self._spoken()
        return Around(
            now=kept.now,
            city=spoken.city,
            reader=spoken.reader,
            wording=spoken.wording,
            hearing=spoken.hearing,
            capabilities=kept.capabilities,
            draw=lambda: self._chance.token(RUN_ID_BYTES),
            bounds=self._bounds(kept.who),
            aside=aside,
        )

    async def _fulfil(self, request: Any, kept: _Kept) -> Any:
        match request:
            case Commit():
                return await self._keep(kept, request)
            case Perform():
                return await self._perform(request, kept.who)
        try:
            return await self._casebook.look_up(kept.who, request)
        except Unkept as error:
            log.warning("look-up failed", query=request.key, reason=error.detail)
            return FAILED

    async def _perform(self, request: Perform, who: Address) -> Any:
        try:
            return await self._casebook.perform(who, request.key, request.act)
        except Conflict:
            log.warning("conflict", act=request.act.key, key=str(request.key))
            return Refused("conflict")

    async def _follow(self, afterwards: Perform | None, who: Address) -> None:
        """Do what follows from an answer that is kept; the answer stands where that fails."""
        if afterwards is None:
            return
        try:
            await self._perform(afterwards, who)
        except Unkept as error:
            log.warning("afterwards", act=afterwards.act.key, reason=error.detail)

    async def _keep(self, kept: _Kept, said: Commit, aside: Aside | None = None) -> Answer:
        """Commit, with the answer where a message is answered; ``Raced`` where another turn was first."""
        answer = Answer(self._render(said.reply, said.language, kept.capabilities), kept.now) if said.message else None
        state = journal.dump(said.conversation)
        if not await self._conversations.commit(
            kept.who, kept.revision, state, now=kept.now, message=said.message, answer=answer
        ):
            raise Raced
        kept.revision += 1
        if aside:
            self._asides.keep(state, said.conversation, aside)
        return answer or Answer((), kept.now)

    def _render(self, reply: Reply, language: str, capabilities: Capabilities) -> tuple[str, ...]:
        return fitted(reply, self._spoken().wording, language, capabilities)

    def _line(self, key: str, capabilities: Capabilities) -> Answer:
        """Say one line without a conversation, in the city's first language."""
        line: Say = say(key)
        return Answer(self._render(Reply((line,)), "", capabilities), self._clock.now())


def _outgoing(inbound: Inbound, part: int, text: str) -> Outgoing:
    return Outgoing(f"{inbound.address.channel}:{inbound.id}:{part}", inbound.address, inbound.account, text)
