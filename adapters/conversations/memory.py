"""Conversations in this process, for tests and measurements; the contract suite keeps it honest."""

from typing import final

from dialogs.facts.messages import Address, Answer
from dialogs.facts.moment import Moment
from dialogs.facts.ports import Loaded


@final
class MemoryConversations:
    """``Conversations`` that end with the process."""

    def __init__(self) -> None:
        self._states: dict[Address, tuple[int, bytes, Moment]] = {}
        self._answers: dict[tuple[Address, str], tuple[Answer, Moment]] = {}

    async def load(self, who: Address, message: str) -> Loaded:
        revision, state, _ = self._states.get(who, (0, b"", 0))
        answered = self._answers.get((who, message))
        return Loaded(revision, state, answered[0] if answered else None)

    async def commit(
        self, who: Address, revision: int, state: bytes, *, now: Moment, message: str = "", answer: Answer | None = None
    ) -> bool:
        stands, _, spoken_at = self._states.get(who, (0, b"", now))
        if stands != revision or (who, message) in self._answers:
            return False
        self._states[who] = (revision + 1, state, max(now, spoken_at))
        if message and answer is not None:
            self._answers[who, message] = (answer, now)
        return True

    async def forget(self, *, before: Moment, answers: Moment | None = None) -> int:
        given = [key for key, (_, at) in self._answers.items() if at < (answers or before)]
        spoken = [who for who, (_, _, at) in self._states.items() if at < before]
        for key in given:
            del self._answers[key]
        for who in spoken:
            del self._states[who]
        return len(given) + len(spoken)

    async def erase(self, who: Address) -> bool:
        for key in [key for key in self._answers if key[0] == who]:
            del self._answers[key]
        return self._states.pop(who, None) is not None
