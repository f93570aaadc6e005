"""The world behind the simulator: citizens with two phones each, on the networks' stand-ins, at our real doors."""

from bot.demo.accounts import SMS_NUMBER
from bot.demo.citizens import Citizens
from bot.demo.line import Line
from bot.demo.mailbox import Mailbox
from bot.demo.scenery import scenery_of
from bot.turn import Spoken
from dialogs.facts.moment import Chance
from handlers.pages.gestures import Exchange, Gesture, Push
from handlers.pages.scenery import Scenery

GOOD = 200


class World:
    """Implements the page's ``DemoWorld``."""

    def __init__(self, spoken: Spoken, citizens: Citizens, mailbox: Mailbox, line: Line, chance: Chance) -> None:
        self._spoken = spoken
        self._citizens = citizens
        self._mailbox = mailbox
        self._line = line
        self._chance = chance

    def arrive(self) -> str:
        return self._chance.token(18)

    def scenery(self, language: str) -> Scenery:
        return scenery_of(self._spoken, language, SMS_NUMBER)

    async def gesture(self, visitor: str, phone: str, gesture: Gesture) -> Exchange:
        handset = self._citizens.handset(visitor, phone)
        delivery = await self._line.deliver(handset.letter(gesture))
        said = handset.read(delivery.body) if delivery.status == GOOD else ()
        return Exchange(said, delivery.status, delivery.request, delivery.answer, delivery.took_ms)

    async def pushes(self, visitor: str, after: int, within: float) -> tuple[Push, ...]:
        return await self._mailbox.wait(after, self.identities(visitor), within)

    def identities(self, visitor: str) -> tuple[str, str]:
        """Give the openid and the number of a visitor's phones."""
        return self._citizens.identities(visitor)
