"""Answers that a holding line has promised: nobody delivers their messages again, so what stores refuse is retried."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, TypeVar

from dialogs.facts.errors import Unkept

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a promise is kept up: seconds before each further try."""

    turn: tuple[float, ...] = (0.5, 1, 2, 4, 8, 16)
    """Of the turn itself. After half a minute people have written again: "1" would answer another question by then."""
    word: tuple[float, ...] = (15.0,) * 240
    """Of telling what was kept of it, or that nothing was."""


PATIENT: Final = Patience()


async def retried(attempt: Callable[[], Awaitable[T]], pauses: Iterable[float]) -> T:
    """Give the outcome of the first try that the stores let through. ``Unkept`` where there is none."""
    for pause in pauses:
        await asyncio.sleep(pause)
        with suppress(Unkept):
            return await attempt()
    raise Unkept("promised")
