"""The mark of the message that is under way, on every line that is logged meanwhile."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Final, TypeAlias

from structlog.typing import EventDict, WrappedLogger

Mark: TypeAlias = Callable[[str, str], str]
"""Marks a message of a channel by its id, so that what the log says of it is found and nobody is named."""

UNDER_WAY: Final[ContextVar[tuple[Mark, str, str] | None]] = ContextVar("under way", default=None)
"""How to mark, the channel and the message's id; the mark itself is made when something is logged, which is seldom."""


def message_of(key: str) -> tuple[str, str]:
    """Give the channel and the id of the message that a reply answers, of its key: channel, message, part."""
    channel, _, rest = key.partition(":")
    return channel, rest.rpartition(":")[0] or rest


def mark_now() -> str:
    """Give the mark of what is under way, or nothing."""
    under_way = UNDER_WAY.get()
    return under_way[0](*under_way[1:]) if under_way else ""


def marked(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Add the mark, where a message is under way."""
    if mark := mark_now():
        event["turn"] = mark
    return event
