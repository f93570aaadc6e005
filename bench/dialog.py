"""The product's dialog without what surrounds it: front desk, script and words, with its state in a dict."""

import gc
from pathlib import Path
from typing import Any

from adapters.outbound.twilio.account import TWILIO_SMS
from adapters.outbound.wechat.voice import WECHAT
from bot.clock import SystemChance, SystemClock
from bot.serve import COLLECT_AFTER
from bot.speech import Speech
from bot.turn import RUN_ID_BYTES
from dialogs.desk.around import Around, Commit, Turned
from dialogs.desk.turn import turn
from dialogs.facts.messages import Address, Capabilities, Inbound
from dialogs.machine.journal import Conversation
from dialogs.machine.playing import Aside
from dialogs.machine.replay import FAILED
from dialogs.render.text import fitted

CHANNELS = {each.channel: each for each in (WECHAT, TWILIO_SMS)}


class OwnDialog:
    """Conversations in a dict; there is no casebook, so every look-up fails and nothing is performed."""

    def __init__(self) -> None:
        self._spoken = Speech(Path("city/demo")).now
        self._clock, self._chance = SystemClock(), SystemChance()
        self._states: dict[str, tuple[Conversation, Aside | None]] = {}
        self._count = 0
        gc.collect()
        gc.freeze()  # as the product does when it begins to serve
        gc.set_threshold(*COLLECT_AFTER)

    def step(self, channel: str, who: str, words: str) -> str:
        self._count += 1
        capabilities, now = CHANNELS[channel], self._clock.now()
        inbound = Inbound(str(self._count), Address(channel, who), "", now, text=words)
        conversation, aside = self._states.get(who, (Conversation(), None))
        turned = self._turned(conversation, inbound, self._around(capabilities, aside))
        self._states[who] = turned.conversation, turned.aside
        return "\n".join(fitted(turned.reply, self._spoken.wording, turned.language, capabilities))

    def _turned(self, conversation: Conversation, inbound: Inbound, around: Around) -> Turned:
        steps, value = turn(conversation, inbound, around), None
        while True:
            try:
                request: Any = steps.send(value)
            except StopIteration as stop:
                turned: Turned = stop.value
                return turned
            value = None if isinstance(request, Commit) else FAILED

    def _around(self, capabilities: Capabilities, aside: Aside | None) -> Around:
        spoken = self._spoken
        return Around(
            now=self._clock.now(),
            city=spoken.city,
            reader=spoken.reader,
            wording=spoken.wording,
            hearing=spoken.hearing,
            capabilities=capabilities,
            draw=lambda: self._chance.token(RUN_ID_BYTES),
            aside=aside,
        )
