"""The rungs of the ladder as they are used: a notice is put into the voice's form, and sent."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, TypeAlias

from bot.turn import Spoken
from dialogs.city import City
from dialogs.facts.delivery import Filled, Rung, Way
from dialogs.facts.moment import Moment
from dialogs.facts.notices import Audience, Notice
from dialogs.facts.ports import Outgoing, Sent, Voice
from dialogs.facts.say import Reply
from dialogs.notice_facts import fact
from dialogs.render.text import fitted

LONGEST: Final = 200  # characters of a fact; each field cuts it to its own measure
Tell: TypeAlias = Callable[[Notice, City], Reply]


class Carrier(Protocol):
    """Raises ``SendError`` and nothing else."""

    @property
    def rung(self) -> Rung: ...

    def compose(self, notice: Notice, way: Way) -> tuple[Any, ...]:
        """Put a notice into messages: the same ones each time, each with the same key."""

    async def send(self, message: Any) -> Sent: ...

    async def sought(self, message: Any, since: Moment) -> Sent | None:
        """Ask the other side whether it took this message since then; None where it did not."""


@dataclass(frozen=True, slots=True)
class TextCarrier:
    """Tells in free text. ``tell`` is by audience."""

    rung: Rung
    voice: Voice
    tell: Mapping[Audience, Tell]
    spoken: Callable[[], Spoken]

    def compose(self, notice: Notice, way: Way) -> tuple[Outgoing, ...]:
        spoken, capabilities = self.spoken(), self.voice.capabilities
        reply = self.tell[notice.audience](notice, spoken.city)
        return tuple(
            Outgoing(f"notice:{notice.id}:{part}", way.address, way.account, text)
            for part, text in enumerate(fitted(reply, spoken.wording, notice.language, capabilities))
        )

    def send(self, message: Outgoing) -> Coroutine[Any, Any, Sent]:
        return self.voice.send(message)

    def sought(self, message: Outgoing, since: Moment) -> Coroutine[Any, Any, Sent | None]:
        return self.voice.sought(message, since)


class Fills(Protocol):
    """A voice that knows approved templates only. Raises ``SendError``."""

    async def send(self, message: Filled) -> Sent: ...


@dataclass(frozen=True, slots=True)
class Template:
    """An approved template: its id, and which fact stands in which field; ``spoken``: its twins in other languages."""

    id: str
    fields: tuple[tuple[str, str], ...]
    spoken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TemplateCarrier:
    """Tells by templates, one for each step that has one."""

    rung: Rung
    voice: Fills
    templates: Mapping[str, Template]
    spoken: Callable[[], Spoken]

    def compose(self, notice: Notice, way: Way) -> tuple[Filled, ...]:
        template = self.templates[notice.step]
        speaker = self.spoken().wording.speaker(notice.language, LONGEST)
        fields = tuple((name, fact(which, notice, speaker)) for name, which in template.fields)
        template_id = template.spoken.get(notice.language, template.id)
        return (Filled(f"notice-{notice.id}", way.address, template_id, fields),)

    async def send(self, message: Filled) -> Sent:
        return await self.voice.send(message)

    async def sought(self, message: Filled, since: Moment) -> Sent | None:  # noqa: ARG002 - the other side knows it
        return None
