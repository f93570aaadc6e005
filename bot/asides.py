"""Conversations in mind between two messages, so that the second need not be replayed."""

from collections import OrderedDict
from typing import Final

from dialogs.machine import journal
from dialogs.machine.journal import Conversation
from dialogs.machine.playing import Aside

MOST_IN_MIND: Final = 4096  # conversations


class Asides:
    """Runs put aside, by the very state that was kept of their conversation.

    The store stays the truth: another state than the one kept here (another process was first, a race was lost, the
    citizen comes after a restart) is not found, and replayed. What is taken is gone: a generator goes on only once.
    """

    def __init__(self, most: int = MOST_IN_MIND) -> None:
        self._most = most
        self._kept: OrderedDict[bytes, tuple[Conversation, Aside]] = OrderedDict()

    def keep(self, state: bytes, conversation: Conversation, aside: Aside) -> None:
        self._kept[state] = conversation, aside
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def take(self, state: bytes) -> tuple[Conversation, Aside | None]:
        """Give the conversation of a state, with its top run where that is in mind."""
        return self._kept.pop(state, None) or (journal.load(state), None)
