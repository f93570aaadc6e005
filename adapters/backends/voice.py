"""Backends as a voice: rows of the outbox for the channel ``backend`` carry news of cases."""

from collections.abc import Mapping

import msgspec

from adapters.backends.protocol import Backend
from dialogs.facts.errors import Misconfigured, Rejected
from dialogs.facts.messages import Capabilities, Unit
from dialogs.facts.moment import Moment
from dialogs.facts.ports import Outgoing, Sent
from dialogs.facts.records import Forwarded

BACKEND = Capabilities("backend", Unit.BYTES, longest=1_000_000, answers=False, parts=0)


class BackendVoice:
    """An address is the backend's name and the case's number: the news of one case keep their order."""

    def __init__(self, backends: Mapping[str, Backend]) -> None:
        self.capabilities = BACKEND
        self._backends = backends

    async def send(self, message: Outgoing) -> Sent:
        backend = self._backends.get(message.to.id.partition("/")[0])
        if backend is None:
            raise Misconfigured("no such backend")
        news = _read(message.text)
        if news.new:
            return Sent(await backend.create(news))
        await backend.update(news)
        return Sent("")

    async def sought(self, message: Outgoing, since: Moment) -> Sent | None:  # noqa: ARG002 - it knows our keys
        return None


def _read(text: str) -> Forwarded:
    try:
        return msgspec.json.decode(text, type=Forwarded)
    except msgspec.MsgspecError as error:
        raise Rejected("unreadable news") from error
