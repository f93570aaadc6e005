"""How often a message was delivered: the last delivery has to be answered, come what may."""

from collections import OrderedDict

from dialogs.facts.moment import SECOND, Clock, Moment

REMEMBERED = 60 * SECOND  # channels repeat within seconds


class Deliveries:
    """Counts in this process: one process serves a SQLite file, and so sees every delivery."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counts: OrderedDict[tuple[str, str], tuple[int, Moment]] = OrderedDict()

    def count(self, key: tuple[str, str]) -> int:
        """Count one more delivery and say how many it makes."""
        now = self._clock.now()
        self._forget(now)
        count = self._counts.get(key, (0, now))[0] + 1
        self._counts[key] = (count, now)
        self._counts.move_to_end(key)
        return count

    def _forget(self, now: Moment) -> None:
        while self._counts and now - next(iter(self._counts.values()))[1] > REMEMBERED:
            self._counts.popitem(last=False)
