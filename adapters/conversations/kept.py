"""What is kept of a conversation."""

from dataclasses import dataclass, replace
from typing import Final

from dialogs.facts.messages import Answer
from dialogs.facts.moment import DAY, Moment

MOST_TOGETHER: Final = 8  # answers; most conversations have no more in a day
LEFT_TOGETHER: Final = 4  # answers, when there were more


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer that a message got, and when. ``name``: channel, identity and message."""

    name: str
    message: str
    at: Moment
    answer: Answer


@dataclass(frozen=True, slots=True)
class Kept:
    """A state, and beside it the answers of the last day, oldest first, so that a turn writes one row.

    Where a person writes much, older answers lie apart until a moment. ``name`` is channel and identity: it stands
    inside the seal, so that a rekeying can make the new key.
    """

    name: str
    state: bytes
    answers: tuple[Answered, ...] = ()
    apart_until: Moment = Moment(0)

    def answer_to(self, message: str) -> Answer | None:
        return next((answered.answer for answered in self.answers if answered.message == message), None)

    def followed_by(self, state: bytes, now: Moment, answered: Answered | None) -> tuple["Kept", tuple[Answered, ...]]:
        """Give what is kept after a turn, and the answers that are to lie apart from now on."""
        answers = tuple(earlier for earlier in self.answers if earlier.at > now - DAY)
        if answered is not None:
            answers = (*answers, answered)
        kept = Kept(self.name, state, answers, self.apart_until if self.apart_until > now else Moment(0))
        if len(answers) <= MOST_TOGETHER:
            return kept, ()
        apart, left = answers[:-LEFT_TOGETHER], answers[-LEFT_TOGETHER:]
        return replace(kept, answers=left, apart_until=Moment(apart[-1].at + DAY)), apart
