"""What is kept of a conversation, in the shape in which it is encoded."""

from typing import Final

import msgspec

from dialogs.facts.messages import Answer
from dialogs.facts.moment import DAY, Moment

MOST_TOGETHER: Final = 8  # answers; most conversations have no more in a day
LEFT_TOGETHER: Final = 4  # answers, when there were more


class Answered(msgspec.Struct, frozen=True, array_like=True):
    """The answer that a message got, and when it was kept."""

    message: str
    at: Moment
    parts: tuple[str, ...]
    answered_at: Moment

    def answer(self) -> Answer:
        return Answer(self.parts, self.answered_at)


class Apart(msgspec.Struct, frozen=True, array_like=True):
    """An answer that lies apart. ``name``: channel, identity and message, so that a rekeying can make the new key."""

    name: str
    answered: Answered


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A state, and beside it the answers of the last day, oldest first, so that a turn writes one row.

    Where a person writes much, older answers lie apart until a moment. ``name``: channel and identity.
    """

    name: str
    state: bytes
    answers: tuple[Answered, ...] = ()
    apart_until: Moment = Moment(0)

    def answer_to(self, message: str) -> Answer | None:
        for answered in self.answers:
            if answered.message == message:
                return answered.answer()
        return None

    def followed_by(self, state: bytes, now: Moment, answered: Answered | None) -> "tuple[Kept, tuple[Answered, ...]]":
        """Give what is kept after a turn, and the answers that are to lie apart from now on."""
        answers = self.answers
        if answers and answers[0].at <= now - DAY:
            answers = tuple(earlier for earlier in answers if earlier.at > now - DAY)
        if answered is not None:
            answers = (*answers, answered)
        until = self.apart_until if self.apart_until > now else Moment(0)
        if len(answers) <= MOST_TOGETHER:
            return Kept(self.name, state, answers, until), ()
        apart, left = answers[:-LEFT_TOGETHER], answers[-LEFT_TOGETHER:]
        return Kept(self.name, state, left, Moment(apart[-1].at + DAY)), apart
