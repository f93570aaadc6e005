"""What follows from a message that did not arrive, beside its own fate."""

from typing import Final

from bot.alarms import Alarms
from dialogs.facts.delivery import Consents
from dialogs.facts.errors import SendError
from dialogs.facts.messages import Address
from dialogs.facts.moment import Clock


class AfterFailures:
    """``Failures``: an address is stopped until its owner writes, and the admin hears of what is to be mended."""

    def __init__(self, consents: Consents, alarms: Alarms, clock: Clock) -> None:
        self._consents: Final = consents
        self._alarms: Final = alarms
        self._clock: Final = clock

    async def heard(self, to: Address, error: SendError) -> None:
        if error.stop_address:
            await self._consents.stop(to, now=self._clock.now())
        if error.alarm:
            await self._alarms.raised(to.channel, error)
