"""A voice that puts what has an approved template into that, and all else into free text."""

from collections.abc import Mapping

from bot.worker.carriers import Fills, Template
from dialogs.facts.delivery import Filled
from dialogs.facts.errors import Misconfigured
from dialogs.facts.moment import Moment
from dialogs.facts.ports import Outgoing, Sent, Voice


class WordedVoice:
    """``templates`` by step; ``strict``: the carrier lets what is not an answer out by templates only."""

    def __init__(
        self, voice: Voice, notices: Fills, templates: Mapping[str, Template], *, strict: bool = False
    ) -> None:
        self.capabilities = voice.capabilities
        self._voice = voice
        self._notices = notices
        self._templates = templates
        self._strict = strict

    async def send(self, message: Outgoing) -> Sent:
        """Send it; where there should be a template and is none, an operator has to see to it."""
        said = message.worded
        if said is None:
            return await self._voice.send(message)
        if template := self._templates.get(said.step):
            facts = dict(said.facts)
            fields = tuple((name, facts.get(fact, "")) for name, fact in template.fields)
            template_id = template.spoken.get(said.language, template.id)
            return await self._notices.send(Filled(message.key, message.to, template_id, fields))
        if self._strict:
            raise Misconfigured(f"no template for {said.step}")
        return await self._voice.send(message)

    async def sought(self, message: Outgoing, since: Moment) -> Sent | None:  # noqa: ARG002 - a gateway knows our ids
        return None
